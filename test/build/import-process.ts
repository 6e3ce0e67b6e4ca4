import { generateMessages } from "../../bench/generate-mailbox.ts";
import { openDatabase } from "../../server/db/database.ts";
import type { Actor } from "../../server/db/with-organization.ts";
import { openOrganizationKeys } from "../../server/documents/keys.ts";
import { masterKeyFile } from "../../server/documents/master-key-file.ts";
import { importMail } from "../../server/mail/import-mail.ts";
import type { MailItem } from "../../server/mail/mail-item.ts";
import { readParsedMessage } from "../../server/mail/read-parsed-message.ts";

/** What an import process of a test is told: which messages of the seed, in their order or shuffled. */
export type ImportTask = {
  readonly config: { readonly url: string | undefined; readonly dataDirectory: string };
  readonly actor: Actor;
  readonly mailboxId: string;
  readonly keyFile: string;
  readonly messages: number;
  readonly shuffleSeed?: number;
};

/** Imports a generated mailbox; the same in a test's own process and in one that is killed. */
export async function runImport(task: ImportTask) {
  const db = await openDatabase({ ...task.config, poolSize: 3 });
  try {
    const keys = await openOrganizationKeys(db, task.actor, masterKeyFile(task.keyFile));
    return await importMail(
      { db, keys, read: readParsedMessage },
      { actor: task.actor, mailboxId: task.mailboxId, items: itemsOf(generatedMail(task)) },
    );
  } finally {
    await db.close();
  }
}

export async function* itemsOf(messages: Iterable<string | Uint8Array>): AsyncGenerator<MailItem> {
  let bytesRead = 0;
  for (const message of messages) {
    const raw = Buffer.from(message);
    bytesRead += raw.byteLength;
    yield { raw, receivedAtMs: null, bytesRead };
  }
}

function generatedMail({ messages, shuffleSeed }: ImportTask): readonly string[] {
  const all = [...generateMessages({ messages, seed: 7 })];
  if (shuffleSeed === undefined) return all;
  const rank = (i: number) => Math.imul(i + 1, 2654435761 + shuffleSeed * 40503) >>> 0;
  return all
    .map((message, i) => ({ message, rank: rank(i) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ message }) => message);
}

if (process.argv[1] === import.meta.filename) await runImport(JSON.parse(process.argv[2] ?? "{}") as ImportTask);
