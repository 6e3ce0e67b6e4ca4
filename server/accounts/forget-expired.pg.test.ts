import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { withIdentity } from "../db/with-organization.ts";
import { forgetExpired } from "./forget-expired.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const expiries = { past: sql<Date>`now() - interval '1 minute'`, future: sql<Date>`now() + interval '1 hour'` };

test("what has expired goes, what still lets somebody in stays", async () => {
  await withIdentity(db, async (tx) => {
    const user = { name: "Ana", email: "ana@beep.example", emailVerified: true };
    const { id: userId } = await tx.insertInto("user").values(user).returning("id").executeTakeFirstOrThrow();
    for (const [name, expiresAt] of Object.entries(expiries)) {
      await tx.insertInto("session").values({ token: name, userId, expiresAt }).execute();
      await tx.insertInto("verification").values({ identifier: name, value: "v", expiresAt }).execute();
      await tx.insertInto("setupLink").values({ tokenHash: name, expiresAt }).execute();
    }
    await tx
      .insertInto("rateLimit")
      .values({ key: "past", count: 3, lastRequest: Date.now() - 25 * 3600_000 })
      .execute();
    await tx
      .insertInto("rateLimit")
      .values({ key: "future", count: 3, lastRequest: Date.now() - 1000 })
      .execute();
  });
  await forgetExpired(db);
  await forgetExpired(db);
  const left = await withIdentity(db, async (tx) => [
    ...(await tx.selectFrom("session").select("token as name").execute()),
    ...(await tx.selectFrom("verification").select("identifier as name").execute()),
    ...(await tx.selectFrom("setupLink").select("tokenHash as name").execute()),
    ...(await tx.selectFrom("rateLimit").select("key as name").execute()),
  ]);
  expect(left.map(({ name }) => name)).toEqual(["future", "future", "future", "future"]);
});
