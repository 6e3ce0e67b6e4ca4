import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { moduleUrl, startChild } from "../../test/build/child-process.ts";
import { type EmptyDatabase, emptyDatabase } from "../../test/build/test-database.ts";
import { openDatabase } from "./database.ts";
import { migrate, migratePostgres, pendingMigrations, readMigrations } from "./migrate.ts";

let database: EmptyDatabase;
let client: pg.Client;
beforeEach(async () => {
  database = await emptyDatabase();
  client = await database.connect();
});
afterEach(() => database.close());

const [roles] = readMigrations();
if (roles === undefined) throw new Error("There are no migrations.");

const file = (name: string, sql: string) => ({ name, sql, sha256: createHash("sha256").update(sql).digest("hex") });
const one = file("0002-one.sql", "create table one (i int); insert into one values (1);");
const two = file("0003-two.sql", "create table two (i int);");
const refused = { tag: "UnavailableError", fields: { reason: "migrations_refused" } };

async function exists(table: string): Promise<boolean> {
  const { rows } = await client.query("select to_regclass($1) is not null as exists", [table]);
  return rows[0].exists;
}

test("applies what is pending in order, once, as beep_owner", async () => {
  expect(await pendingMigrations(client, [roles, one])).toEqual([roles.name, one.name]);
  expect(await migrate(client, [roles, one])).toEqual([roles.name, one.name]);
  expect(await pendingMigrations(client, [roles, one, two])).toEqual([two.name]);
  expect(await migrate(client, [roles, one, two])).toEqual([two.name]);
  expect(await migrate(client, [roles, one, two])).toEqual([]);
  const { rows } = await client.query("select distinct tableowner from pg_tables where schemaname = 'public'");
  expect(rows).toEqual([{ tableowner: "beep_owner" }]);
});

test("the migrations of this release apply to an empty database", async () => {
  expect(await migrate(client)).toEqual(readMigrations().map((migration) => migration.name));
});

test("an edited migration is refused by name, and nothing is applied", async () => {
  await migrate(client, [roles, one]);
  const edited = file(one.name, `${one.sql} -- a word`);
  await expect(migrate(client, [roles, edited, two])).rejects.toMatchObject(refused);
  await expect(migrate(client, [roles, edited, two])).rejects.toThrow(one.name);
  await expect(pendingMigrations(client, [roles, edited, two])).rejects.toMatchObject(refused);
  expect(await exists("two")).toBe(false);
});

test("a database from a newer release is not migrated, but may be opened by the older one", async () => {
  await migrate(client, [roles, one, two]);
  await expect(migrate(client, [roles, one])).rejects.toMatchObject(refused);
  expect(await pendingMigrations(client, [roles, one])).toEqual([]);
});

test("a new migration numbered below an applied one is refused", async () => {
  await migrate(client, [roles, two]);
  await expect(migrate(client, [roles, one, two])).rejects.toThrow(/0002-one\.sql is new but numbered below/);
});

test("a failing migration leaves nothing of itself and everything before it", async () => {
  const broken = file("0003-broken.sql", "create table half (i int); select 1 / 0;");
  await expect(migrate(client, [roles, one, broken])).rejects.toThrow();
  expect([await exists("one"), await exists("half")]).toEqual([true, false]);
  expect(await migrate(client, [roles, one, two])).toEqual([two.name]);
});

describe("on a server", () => {
  if (process.env.BEEP_TEST_DATABASE === "embedded") {
    test("needs no server: embedded, there is one client and no login", () => expect(database.url).toBe(""));
    return;
  }

  test("two at once apply everything once between them", async () => {
    const other = await database.connect();
    const done = await Promise.all([client, other].map((each) => migrate(each, [roles, one, two])));
    expect(done.flat().sort()).toEqual([roles.name, one.name, two.name]);
  });

  test("one killed in the middle is completed by the next", async () => {
    const slow = { ...file("0003-slow.sql", "create table slow (i int); select pg_sleep(1.5);") };
    const child = startChild(`
      import pg from ${moduleUrl("node_modules/pg/esm/index.mjs")};
      const { migrate } = await import(${moduleUrl("server/db/migrate.ts")});
      const client = new pg.Client(${JSON.stringify(database.url)});
      await client.connect();
      console.log("migrating");
      await migrate(client, ${JSON.stringify([roles, one, slow])});
    `);
    await child.saw("migrating");
    while (!(await exists("one"))) await sleep(20);
    await sleep(200);
    await child.kill();
    expect(await exists("slow")).toBe(false);
    expect(await migrate(client, [roles, one, slow])).toEqual([slow.name]);
    expect(await exists("slow")).toBe(true);
  });

  test("pending migrations keep the product from opening, with what to do", async () => {
    const config = { url: database.url, dataDirectory: "" };
    await expect(openDatabase(config)).rejects.toMatchObject({
      tag: "UnavailableError",
      fields: { reason: "migrations_pending" },
      message: expect.stringContaining("./beep migrate"),
    });
    expect(await migratePostgres(database.url)).toHaveLength(readMigrations().length);
    await (await openDatabase(config)).close();
  });

  test("a login that may not become beep_app is refused with what to grant", async () => {
    await migrate(client);
    const login = `stranger_${process.pid}`;
    await client.query(`create role ${login} login`);
    try {
      await client.query(`grant select on beep_migration to ${login}`);
      const url = new URL(database.url);
      url.username = login;
      const refusal = { tag: "UnavailableError", fields: { reason: "database_role" } };
      await expect(openDatabase({ url: url.href, dataDirectory: "" })).rejects.toMatchObject(refusal);
    } finally {
      await client.query(`drop owned by ${login}; drop role ${login}`);
    }
  });
});
