// Measures an import against the store's own limit, in one run on one database of its own:
//   BEEP_TEST_DATABASE_URL=… ./beep bench ingest [--messages 20000] [--seed 1]
// Prints messages/s of the whole and of each tenth, peak memory, how long resolving took, and the store limit: the same rows
// inserted bare by one client, one transaction a message, without row-level security, encryption or reading.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import type { Actor } from "../server/db/with-organization.ts";
import { openOrganizationKeys } from "../server/documents/keys.ts";
import { masterKeyFile } from "../server/documents/master-key-file.ts";
import { resolveDirty } from "../server/graph/resolve-organization.ts";
import { importMail } from "../server/mail/import-mail.ts";
import type { MailItem } from "../server/mail/mail-item.ts";
import { readParsedMessage } from "../server/mail/read-parsed-message.ts";
import { makeMailbox, makeOrganization, type TestDatabase, testDatabase } from "../test/build/test-database.ts";
import { adviserAddress, generateMessages } from "./generate-mailbox.ts";

const { values } = parseArgs({
  options: { messages: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
});
const messages = Number(values.messages);
const seed = Number(values.seed);

/** The bare insert is steady from the first hundred on; more rows than this only take longer. */
const storeSampleMax = 5000;

/** What an import writes of a message, and the column that names its document. */
const stored = [
  { table: "document", documentColumn: "id" },
  { table: "document_version", documentColumn: "document_id" },
  { table: "document_source", documentColumn: "document_id" },
  { table: "extraction", documentColumn: "document_id" },
  { table: "compliance_flag", documentColumn: "document_id" },
  { table: "search_entry", documentColumn: "ref_id" },
  { table: "mail_ledger", documentColumn: "document_id" },
];

const db = await testDatabase();
try {
  const organizationId = await makeOrganization(db);
  const mailboxId = await makeMailbox(db, organizationId, adviserAddress);
  const actor: Actor = { organizationId, mailboxIds: [mailboxId], userId: null };
  const keys = await openOrganizationKeys(
    db,
    actor,
    masterKeyFile(join(mkdtempSync(join(tmpdir(), "beep-bench-")), "master.key")),
  );
  const tenths: { readonly messages: number; readonly atMs: number }[] = [];
  let peakRssBytes = 0;
  const watch = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  }, 50);

  const startedMs = performance.now();
  const counts = await importMail(
    { db, keys, read: readParsedMessage },
    {
      actor,
      mailboxId,
      items: generated(),
      onProgress: ({ received }) => {
        if (received >= ((tenths.length + 1) * messages) / 10)
          tenths.push({ messages: received, atMs: performance.now() });
      },
    },
  );
  const importedMs = performance.now();
  await resolveDirty(db, actor);
  const resolvedMs = performance.now();
  clearInterval(watch);

  const rates = tenths.map(({ messages: until, atMs }, index) => {
    const before = tenths[index - 1] ?? { messages: 0, atMs: startedMs };
    return (until - before.messages) / ((atMs - before.atMs) / 1000);
  });
  const importRate = counts.received / ((importedMs - startedMs) / 1000);
  const line = (name: string, value: string) => console.log(`${name.padEnd(34)} ${value}`);
  line("database", db.kind);
  line(
    "messages",
    `${counts.received} (stored ${counts.stored}, excluded ${counts.excluded}, failed ${counts.failed})`,
  );
  line("import, messages/s", importRate.toFixed(0));
  line("each tenth, messages/s", rates.map((rate) => rate.toFixed(0)).join(" "));
  line("last tenth / first tenth", ((rates.at(-1) ?? 0) / (rates[0] ?? 1)).toFixed(2));
  line("resolve, messages/s", (counts.received / ((resolvedMs - importedMs) / 1000)).toFixed(0));
  line("peak resident memory, MB", (peakRssBytes / 1e6).toFixed(0));
  const limit = db.kind === "postgres" ? await storeLimit(db, actor) : undefined;
  if (limit !== undefined) {
    line("store limit, messages/s", limit.toFixed(0));
    line("import / store limit", (importRate / limit).toFixed(2));
  }
} finally {
  await db.close();
}

async function* generated(): AsyncGenerator<MailItem> {
  let bytesRead = 0;
  for (const text of generateMessages({ messages, seed })) {
    const raw = Buffer.from(text);
    bytesRead += raw.length;
    yield { raw, receivedAtMs: null, bytesRead };
  }
}

/** Messages a second of one client that inserts the very rows this import stored, bare, one transaction a message. */
async function storeLimit({ config }: TestDatabase, { organizationId }: Actor): Promise<number> {
  const client = new pg.Client({
    connectionString: config.url,
    // Values stay text on their way out and back in: no parsing is measured.
    types: { getTypeParser: () => (value: unknown) => value },
  } as pg.ClientConfig);
  await client.connect();
  try {
    const sample = await client.query("select id from document where organization_id = $1 order by sort_key limit $2", [
      organizationId,
      storeSampleMax,
    ]);
    const ids: readonly string[] = sample.rows.map((row) => row.id);
    const inserts = [];
    for (const table of stored) inserts.push(await prepareInserts(client, table, organizationId, ids));
    const startedMs = performance.now();
    for (const id of ids) {
      await client.query("begin");
      for (const insert of inserts)
        for (const row of insert.rows.get(id) ?? []) await client.query({ ...insert.query, values: row });
      await client.query("commit");
    }
    return ids.length / ((performance.now() - startedMs) / 1000);
  } finally {
    await client.end();
  }
}

async function prepareInserts(
  client: pg.Client,
  { table, documentColumn }: (typeof stored)[number],
  organizationId: string,
  documentIds: readonly string[],
) {
  await client.query(
    `create schema if not exists bare; create table bare.${table} (like public.${table} including all)`,
  );
  const { rows: columns } = await client.query<{ column_name: string }>(
    "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position",
    [table],
  );
  const names = columns.map((column) => column.column_name);
  const { rows } = await client.query({
    text: `select ${documentColumn}::text, ${names.join(", ")} from public.${table} where organization_id = $1 and ${documentColumn} = any($2)`,
    values: [organizationId, documentIds],
    rowMode: "array",
  });
  const byDocument = Map.groupBy(rows as string[][], (row) => row[0] ?? "");
  return {
    query: {
      name: table,
      text: `insert into bare.${table} (${names.join(", ")}) values (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    },
    rows: new Map([...byDocument].map(([id, found]) => [id, found.map((row) => row.slice(1))])),
  };
}
