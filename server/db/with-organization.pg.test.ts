import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { BeepError } from "../errors.ts";
import { type Actor, isInsideScope, withIdentity, withOrganization } from "./with-organization.ts";

let db: TestDatabase;
let ours: Actor;
let theirs: Actor;

beforeAll(async () => {
  db = await testDatabase();
  ours = await makeActor(db);
  theirs = await makeActor(db);
});
afterAll(() => db.close());

test("an actor sees the mailboxes of the own organization alone", async () => {
  const seen = await withOrganization(db, ours, (tx) => tx.selectFrom("mailbox").select("id").execute());
  expect(seen.map((row) => row.id)).toEqual(ours.mailboxIds);
});

test("runs as a role that owns nothing and bypasses nothing", async () => {
  const { rows } = await withOrganization(db, ours, (tx) =>
    sql`select current_user as role, rolsuper, rolbypassrls from pg_roles where rolname = current_user`.execute(tx),
  );
  expect(rows).toEqual([{ role: "beep_app", rolsuper: false, rolbypassrls: false }]);
});

test("the organization and the mailboxes end with the transaction, also on the same connection", async () => {
  await withOrganization(db, ours, async () => {});
  const seen = await db.kysely.transaction().execute((tx) => tx.selectFrom("mailbox").select("id").execute());
  expect(seen).toEqual([]);
});

test("a failure inside rolls back everything and leaves the database usable", async () => {
  const key = randomUUID();
  const failed = withOrganization(db, ours, async (tx) => {
    const row = { organization_id: ours.organizationId, from_id: key, to_id: key, created_at: new Date() };
    await tx.insertInto("redirect").values(row).execute();
    await sql`select 1 / 0`.execute(tx);
  });
  await expect(failed).rejects.toMatchObject({ tag: "InternalError" });
  const kept = await withOrganization(db, ours, (tx) =>
    tx.selectFrom("redirect").select("to_id").where("from_id", "=", key).execute(),
  );
  expect(kept).toEqual([]);
});

test("what exists already is a ConflictError that quotes no value", async () => {
  const [id] = ours.mailboxIds;
  const row = {
    organization_id: ours.organizationId,
    id: id ?? "",
    address: "secret.person@example.test",
    label: "x",
    audience: "firm",
    created_at: new Date(),
  } as const;
  const error = await withOrganization(db, ours, (tx) => tx.insertInto("mailbox").values(row).execute()).catch(
    (e) => e,
  );
  expect(error).toBeInstanceOf(BeepError);
  expect(error).toMatchObject({
    tag: "ConflictError",
    fields: { reason: "already_exists", constraint: "mailbox_pkey" },
  });
  expect(JSON.stringify(error) + error.message + error.stack).not.toContain("secret");
});

test("a scope inside a scope is refused at once", async () => {
  await expect(withOrganization(db, ours, () => withOrganization(db, theirs, async () => {}))).rejects.toMatchObject({
    tag: "InternalError",
  });
  await expect(withIdentity(db, () => withOrganization(db, ours, async () => {}))).rejects.toMatchObject({
    tag: "InternalError",
  });
});

test("knows whether it is inside a scope, also in work that outlives it", async () => {
  let later: Promise<boolean> = Promise.resolve(true);
  await withOrganization(db, ours, async () => {
    expect(isInsideScope()).toBe(true);
    later = new Promise((resolve) => {
      setTimeout(() => resolve(isInsideScope()), 50);
    });
  });
  expect(isInsideScope()).toBe(false);
  expect(await later).toBe(false);
});

test("identity tables are closed to the tenant scope, tenant tables to the identity scope", async () => {
  const users = withOrganization(db, ours, (tx) => sql`select id from "user"`.execute(tx));
  await expect(users).rejects.toMatchObject({ tag: "InternalError", message: expect.stringContaining("42501") });
  const mail = withIdentity(db, (tx) => sql`select id from mailbox`.execute(tx));
  await expect(mail).rejects.toMatchObject({ tag: "InternalError", message: expect.stringContaining("42501") });
});

test("forty scopes of two organizations at once never see each other's rows", async () => {
  const seen = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const actor = i % 2 === 0 ? ours : theirs;
      const rows = await withOrganization(db, actor, (tx) => tx.selectFrom("mailbox").select("id").execute());
      return rows.map((row) => row.id).join() === actor.mailboxIds.join();
    }),
  );
  expect(seen.every(Boolean)).toBe(true);
});
