import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeOrganization, type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { type OrganizationKeys, openOrganizationKeys } from "../../documents/keys.ts";
import type { AuditEvent } from "./audit-event.ts";
import { sealAudit } from "./seal-audit.ts";
import { sealSigner } from "./seal-signature.ts";
import { verifyAudit } from "./verify-audit.ts";
import { writeAudit } from "./write-audit.ts";

let db: TestDatabase;
let organizationId: string;
let keys: OrganizationKeys;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  organizationId = await makeOrganization(db);
  const wrapper = {
    wrap: async (key: Buffer) => ({ wrappedKey: key, wrappedBy: "test" }),
    unwrap: async ({ wrappedKey }: { readonly wrappedKey: Buffer }) => wrappedKey,
  };
  keys = await openOrganizationKeys(db, actor(), wrapper);
});

const actor = () => ({ organizationId, mailboxIds: [], userId: null });
const verify = () => withOrganization(db, actor(), (tx) => verifyAudit(tx, organizationId, sealSigner(keys)));
/** Sealing stays below the oldest transaction of the whole server, and other test files have theirs: wait until all is sealed. */
const verifyAll = async (events: number) => {
  await vi.waitFor(async () => expect((await verify()).sealed).toBe(events), { timeout: 20_000 });
  return verify();
};
const write = (count: number) =>
  withOrganization(db, actor(), (tx) =>
    writeAudit(
      tx,
      Array.from({ length: count }, () => event()),
    ),
  );
const event = (): AuditEvent => ({
  id: randomUUID(),
  organizationId,
  at: new Date(),
  actorId: "local-owner",
  actorRole: "owner",
  operation: "Documents.List",
  door: "cli",
  phase: "finished",
  outcome: "ok",
  errorTag: null,
  touched: { ids: [randomUUID()] },
  sealedQuestion: null,
  traceId: randomBytes(16).toString("hex"),
  durationMs: 3,
});

/** As the owner of the tables, whom the grants that make them append-only do not bind. */
const tamper = async (statement: string) => {
  const client = new pg.Client(ownerUrl());
  await client.connect();
  try {
    await client.query(
      `alter table audit_event no force row level security; alter table audit_seal no force row level security`,
    );
    return (await client.query(statement, [organizationId])).rowCount;
  } finally {
    await client.query(
      `alter table audit_event force row level security; alter table audit_seal force row level security`,
    );
    await client.end();
  }
};
const ownerUrl = () => {
  const url = new URL(process.env.BEEP_TEST_DATABASE_URL ?? "");
  url.pathname = new URL(db.config.url ?? "").pathname;
  return url.href;
};

test("every event gets one place in an unbroken chain, however often it is sealed", async () => {
  await write(3);
  expect(await verifyAll(3)).toMatchObject({ isIntact: true, sealed: 3, unsealed: 0, firstBroken: null });
  await write(2);
  expect(await verifyAll(5)).toMatchObject({ isIntact: true, sealed: 5, unsealed: 0 });
  expect(await verify()).toMatchObject({ isIntact: true, sealed: 5 });
});

test("an event of a transaction that still runs waits for the next seal", async () => {
  await withOrganization(db, actor(), async (tx) => {
    await writeAudit(tx, [event()]);
    expect(await sealAudit(tx, organizationId, sealSigner(keys))).toBe(0);
  });
  expect(await verifyAll(1)).toMatchObject({ isIntact: true, sealed: 1 });
});

test("an event changed by hand is found", async () => {
  await write(3);
  await verifyAll(3);
  expect(await tamper("update audit_event set actor_id = 'nobody' where organization_id = $1")).toBe(3);
  expect(await verify()).toMatchObject({ isIntact: false, firstBroken: { sequence: 1 } });
});

test("an event deleted by hand is named", async () => {
  await write(3);
  await verifyAll(3);
  await tamper(
    "delete from audit_event e using audit_seal s where e.organization_id = $1 and s.organization_id = $1 and e.id = s.event_ids[2]",
  );
  expect(await verify()).toMatchObject({
    isIntact: false,
    firstBroken: { sequence: 2, reason: "the event is missing" },
  });
});

test("a seal taken out of the chain is found", async () => {
  await write(1);
  await verifyAll(1);
  await write(1);
  await verifyAll(2);
  await tamper("delete from audit_seal where organization_id = $1 and sequence_from = 1");
  expect(await verify()).toMatchObject({ isIntact: false });
});
