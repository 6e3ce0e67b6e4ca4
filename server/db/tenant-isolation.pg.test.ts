import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { listTenantTables } from "../../test/build/catalogue.ts";
import { tenantRows } from "../../test/build/tenant-rows.ts";
import { makeActor, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "./with-organization.ts";

const db = await testDatabase();
afterAll(() => db.close());

const tables = await listTenantTables(db);
const rows = tenantRows(tables);
const alice = await makeActor(db);
const bob = await makeActor(db);
// Reads every mailbox there is, so that the organization alone keeps the rows apart.
const intruder: Actor = { ...bob, mailboxIds: [...bob.mailboxIds, ...alice.mailboxIds] };
const outsider: Actor = { ...alice, mailboxIds: [randomUUID()] };

const denied = { tag: "InternalError", message: expect.stringContaining("42501") };

const asAlice = <T>(fn: (tx: TenantTransaction) => Promise<T>) => withOrganization(db, alice, fn);
const asIntruder = <T>(fn: (tx: TenantTransaction) => Promise<T>) => withOrganization(db, intruder, fn);

async function changed(actor: Actor, statement: ReturnType<typeof sql>): Promise<number> {
  return withOrganization(db, actor, async (tx) => Number((await statement.execute(tx)).numAffectedRows ?? 0));
}

describe.each(tables)("another organization's rows of $name", ({ name, columns, foreignKeys, verbs }) => {
  const table = sql.table(name);
  const ofAlice = sql`organization_id = ${alice.organizationId}::uuid`;

  test("can be neither read nor counted", async () => {
    await asAlice((tx) => rows.ensure(tx, alice, name));
    await asIntruder((tx) => rows.ensure(tx, intruder, name));
    const own = await asAlice((tx) => sql`select 1 from ${table} where ${ofAlice}`.execute(tx));
    expect(own.rows.length).toBeGreaterThan(0);
    const seen = await asIntruder((tx) => sql<{ id: string }>`select organization_id as id from ${table}`.execute(tx));
    expect(new Set(seen.rows.map((row) => row.id))).toEqual(new Set([bob.organizationId]));
    const { rows: counts } = await asIntruder((tx) => sql`select count(*) from ${table} where ${ofAlice}`.execute(tx));
    expect(counts).toEqual([{ count: 0 }]);
  });

  test("are not there at all outside a scope", async () => {
    const { rows: seen } = await sql`select 1 from ${table}`.execute(db.kysely);
    expect(seen).toEqual([]);
  });

  test("cannot be written", async () => {
    const row = await asAlice((tx) => rows.build(tx, alice, name));
    await expect(asIntruder((tx) => rows.insert(tx, name, row))).rejects.toMatchObject(denied);
    await asAlice((tx) => rows.insert(tx, name, row));
  });

  test("can be neither updated, taken over, nor given away", async () => {
    const touch = sql`update ${table} set organization_id = organization_id where ${ofAlice}`;
    const take = sql`update ${table} set organization_id = ${bob.organizationId}::uuid where ${ofAlice}`;
    const give = sql`update ${table} set organization_id = ${alice.organizationId}::uuid`;
    await asIntruder((tx) => rows.ensure(tx, intruder, name));
    if (verbs.includes("UPDATE")) {
      expect(await changed(intruder, touch)).toBe(0);
      expect(await changed(intruder, take)).toBe(0);
    } else {
      await expect(changed(intruder, touch)).rejects.toMatchObject(denied);
    }
    await expect(changed(intruder, give)).rejects.toMatchObject(denied);
  });

  test("cannot be deleted", async () => {
    const remove = sql`delete from ${table} where ${ofAlice}`;
    if (verbs.includes("DELETE")) expect(await changed(intruder, remove)).toBe(0);
    else await expect(changed(intruder, remove)).rejects.toMatchObject(denied);
    const left = await asAlice((tx) => sql`select 1 from ${table} where ${ofAlice}`.execute(tx));
    expect(left.rows.length).toBeGreaterThan(0);
  });

  test.each(foreignKeys)("cannot be referenced through $name", async (foreignKey) => {
    const target = await asAlice((tx) => rows.ensure(tx, alice, foreignKey.referencedTable));
    await asIntruder((tx) => rows.ensure(tx, intruder, name));
    const attempt = asIntruder(async (tx) => {
      const row = { ...(await rows.build(tx, intruder, name)) };
      foreignKey.columns.forEach((column, i) => {
        if (column !== "organization_id") row[column] = target[foreignKey.referencedColumns[i] ?? ""];
      });
      await rows.insert(tx, name, row);
    });
    await expect(attempt).rejects.toMatchObject({ tag: "ConflictError", fields: { constraint: foreignKey.name } });
  });

  if (!columns.some((column) => column.name === "mailbox_ids")) return;
  test("and those of mailboxes the asker does not read can be neither read, written, updated nor deleted", async () => {
    const row = await asAlice((tx) => rows.build(tx, alice, name));
    for (const actor of [outsider, { ...alice, mailboxIds: [] }]) {
      const { rows: counts } = await withOrganization(db, actor, (tx) =>
        sql`select count(*) from ${table}`.execute(tx),
      );
      expect(counts).toEqual([{ count: 0 }]);
      await expect(withOrganization(db, actor, (tx) => rows.insert(tx, name, row))).rejects.toMatchObject(denied);
      if (verbs.includes("UPDATE"))
        expect(await changed(actor, sql`update ${table} set mailbox_ids = mailbox_ids`)).toBe(0);
      if (verbs.includes("DELETE")) expect(await changed(actor, sql`delete from ${table}`)).toBe(0);
    }
  });
});
