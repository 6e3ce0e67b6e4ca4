import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../test/build/test-database.ts";

const db = await testDatabase();
afterAll(() => db.close());

const who = sql<{ role: string }>`select current_user as role`;
const app = async () => (await who.execute(db.kysely)).rows[0]?.role;
const identity = async () => (await who.execute(db.identity)).rows[0]?.role;

test("statements and transactions run as beep_identity, and whoever is lent the connection next is beep_app", async () => {
  expect(await identity()).toBe("beep_identity");
  expect(await app()).toBe("beep_app");
  const inside = await db.identity
    .transaction()
    .execute(async (tx) => [
      (await who.execute(tx)).rows[0]?.role,
      (await tx.selectFrom("user").select("id").execute()).length,
    ]);
  expect(inside).toEqual(["beep_identity", 0]);
  expect(await app()).toBe("beep_app");
});

test("a failed statement and a failed transaction leave nothing behind, neither a role nor a row", async () => {
  await expect(sql`select 1 / 0`.execute(db.identity)).rejects.toThrow();
  expect(await app()).toBe("beep_app");
  const failing = db.identity.transaction().execute(async (tx) => {
    await tx.insertInto("user").values({ name: "N", email: "n@firm.example", image: null }).execute();
    await sql`select 1 / 0`.execute(tx);
  });
  await expect(failing).rejects.toThrow();
  expect(await app()).toBe("beep_app");
  expect(await db.identity.selectFrom("user").select("id").execute()).toEqual([]);
});

test("reaches no tenant table", async () => {
  await expect(sql`select 1 from mailbox`.execute(db.identity)).rejects.toThrow(/permission denied/);
  await expect(sql`select 1 from "user"`.execute(db.kysely)).rejects.toThrow(/permission denied/);
});

test("many at once, of both roles, never see the other's", async () => {
  const roles = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      i % 3 === 0
        ? app()
        : i % 3 === 1
          ? identity()
          : db.identity.transaction().execute(async (tx) => (await who.execute(tx)).rows[0]?.role),
    ),
  );
  expect(roles).toEqual(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? "beep_app" : "beep_identity")));
});
