import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf, importFirm, larkfieldPath } from "../build/firm.ts";
import { runBeep } from "../build/run-beep.ts";
import { type DatabaseHome, databaseHome } from "../build/test-database.ts";

// Each case is a copy of one database, a superuser's hand in it, and a process of its own.
vi.setConfig({ testTimeout: 120_000 });

let whole: DatabaseHome;
beforeAll(async () => {
  log.setLevel("silent");
  whole = await databaseHome();
  const db = await whole.open();
  const firm = await importFirm(applicationOf(db, whole.keyFile), "record", [larkfieldPath]);
  await firm.call("MeetingPrep.Generate", { ask: "Prepare me for the Thompson meeting on 2026-02-10" });
  // Sealing waits for every older transaction of the server, also of other databases on it: two seals, one after the other.
  let sealedBefore = 1;
  for (let seals = 0; seals < 2; seals++) {
    sealedBefore = await vi.waitUntil(
      async () => {
        const { sealed } = await firm.call("Audit.Verify", {});
        return sealed > sealedBefore && sealed;
      },
      { timeout: 30_000, interval: 100 },
    );
  }
  await db.close();
}, 120_000);
afterAll(() => whole.remove());

/** What `beep verify` says once a superuser has run this statement, which returns the id of the row it changed. */
async function verifyAfter(statement: string) {
  const home = await whole.copy();
  try {
    const client = new pg.Client({ connectionString: home.config.url });
    await client.connect();
    const { rows } = await client.query<{ id: string }>(statement).finally(() => client.end());
    expect(rows.length, "rows changed").toBe(1);
    const run = await runBeep(["verify", "--org", "record"], { env: home.env });
    return { ...run, id: rows[0]?.id ?? "" };
  } finally {
    await home.remove();
  }
}

test("an untouched record holds", async () => {
  const run = await verifyAfter("select 1 as id");
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toMatch(/all hold\naudit: \d+ events sealed, \d+ not yet, chain unbroken\n$/);
});

const one = (table: string, where = "true") => `(select id from ${table} where ${where} order by id limit 1)`;

test.each([
  [
    "a mention's span",
    "mention",
    `update mention set start_char = start_char + 1, end_char = end_char + 1 where id = ${one("mention")} returning id`,
  ],
  [
    "a span beyond its document",
    "attribute_evidence",
    `update attribute_evidence set end_char = start_char + 390, start_char = start_char + 1 where id = ${one("attribute_evidence")} returning id`,
  ],
  [
    "a citation's span",
    "briefing_citation",
    `update briefing_citation set start_char = start_char + 2, end_char = end_char + 2 where id = ${one("briefing_citation")} returning id`,
  ],
  [
    "a bullet's text",
    "briefing_bullet",
    `update briefing_bullet set text = text || ' For sure.' where id = ${one("briefing_bullet", "text is not null")} returning id`,
  ],
  [
    "a deleted citation",
    "briefing_bullet",
    `delete from briefing_citation where id = ${one("briefing_citation")} returning bullet_id as id`,
  ],
  [
    "a deleted ledger row",
    "document_source",
    "delete from mail_ledger where document_id = (select min(document_id::text)::uuid from mail_ledger) returning document_id as id",
  ],
  [
    "a deleted source of a stored message",
    "mail_ledger",
    "delete from document_source where document_id = (select min(document_id::text)::uuid from document_source) returning document_id as id",
  ],
  [
    "relation evidence taken away",
    "relation",
    "with gone as (delete from relation_evidence where relation_id = (select min(relation_id::text)::uuid from relation_evidence) returning relation_id) select distinct relation_id as id from gone",
  ],
  [
    "a reading's quoted words",
    "reading",
    `update extraction set reading = jsonb_set(reading, '{mentions,0,text}', '"Nobody"') where id = (select id from extraction where jsonb_array_length(reading->'mentions') > 0 order by id limit 1) returning reading->'mentions'->0->>'id' as id`,
  ],
  [
    "a flag's span",
    "compliance_flag",
    `update compliance_flag set end_char = end_char + 1 where id = ${one("compliance_flag")} returning id`,
  ],
  [
    "an altered content",
    "document_version",
    `update document_version set content_cipher = set_byte(content_cipher, 40, get_byte(content_cipher, 40) # 1) where id = ${one("document_version")} returning id`,
  ],
  [
    "a document's key",
    "document_version",
    `with doc as (update document set wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) where id = (select document_id from document_version order by id limit 1) returning current_version_id) select current_version_id as id from doc`,
  ],
])("%s is found, named, and the exit code is 1", async (_what, where, statement) => {
  const run = await verifyAfter(statement);
  expect(run.stdout + run.stderr).toContain(`evidence: broken at ${where} ${run.id}: `);
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain("does not hold");
});

const sealed = "(select event_ids[2] from audit_seal order by sequence_from limit 1)";

test.each([
  ["an altered audit row", `update audit_event set actor_id = 'somebody-else' where id = ${sealed} returning id`],
  ["a deleted audit row", `delete from audit_event where id = ${sealed} returning id`],
  [
    "an audit row whose outcome is told otherwise",
    `update audit_event set outcome = 'denied' where id = ${sealed} returning id`,
  ],
  ["a deleted seal", "delete from audit_seal where sequence_from = 1 returning sequence_to as id"],
])("%s breaks the chain, and verify names where", async (_what, statement) => {
  const run = await verifyAfter(statement);
  expect(run.stdout).toMatch(/audit: broken at sequence \d+: /);
  expect(run.exitCode).toBe(1);
});
