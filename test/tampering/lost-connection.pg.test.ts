import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../build/test-database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("a connection that dies while it is lent, between two statements, fails its borrower and nobody else", async () => {
  const failure = await db.kysely
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const superuser = new pg.Client({ connectionString: db.config.url });
      await superuser.connect();
      await superuser.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await superuser.end();
      // Unheard, the connection's error would end the process here.
      await wait(200);
      await sql`select 1`.execute(tx);
    })
    .then(
      () => "went on",
      () => "failed",
    );
  expect(failure).toBe("failed");
  expect((await sql<{ one: number }>`select 1 as one`.execute(db.kysely)).rows).toEqual([{ one: 1 }]);
});
