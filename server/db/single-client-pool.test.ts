import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SingleClientPool, singleClientPool } from "./single-client-pool.ts";

let pglite: PGlite;
let pool: SingleClientPool;
beforeAll(async () => {
  pglite = await PGlite.create();
  const client = new pg.Client(createPgConfig(pglite) as unknown as pg.ClientConfig);
  await client.connect();
  pool = singleClientPool(client, () => pglite.isInTransaction(), 200);
});
afterAll(() => pglite.close());

test("borrowers are served one at a time, in the order they asked", async () => {
  const order: number[] = [];
  const borrow = async (i: number) => {
    const client = await pool.connect();
    order.push(i);
    await client.query("select pg_sleep(0.01)", []);
    order.push(i);
    client.release();
  };
  await Promise.all([1, 2, 3].map(borrow));
  expect(order).toEqual([1, 1, 2, 2, 3, 3]);
});

test("a transaction left open is rolled back before the next borrower", async () => {
  const first = await pool.connect();
  await first.query("create table kept (i int)", []);
  await first.query("begin", []);
  await first.query("insert into kept values (1)", []);
  first.release();
  const second = await pool.connect();
  expect((await second.query("select * from kept", [])).rows).toEqual([]);
  second.release();
});

test("an SQL error, also inside a transaction, leaves the next borrower a working client", async () => {
  const first = await pool.connect();
  await first.query("begin", []);
  await expect(first.query("select nothing_like_it", [])).rejects.toThrow();
  first.release();
  const second = await pool.connect();
  expect((await second.query<{ one: number }>("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
  second.release();
});

test("waiting too long is an UnavailableError, and the place in the queue is given up", async () => {
  const holder = await pool.connect();
  await expect(pool.connect()).rejects.toMatchObject({ tag: "UnavailableError", fields: { reason: "database_busy" } });
  holder.release();
  (await pool.connect()).release();
});

test("releasing twice lends the client once", async () => {
  const first = await pool.connect();
  first.release();
  first.release();
  const second = await pool.connect();
  await expect(pool.connect()).rejects.toMatchObject({ fields: { reason: "database_busy" } });
  second.release();
});
