import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { moduleUrl, startChild } from "../../test/build/child-process.ts";
import { makeActor, makeOrganization } from "../../test/build/test-database.ts";
import { openDatabase } from "./database.ts";
import { withOrganization } from "./with-organization.ts";

// Making a database takes seconds, copying a closed one does not.
const made = mkdtempSync(join(tmpdir(), "beep-embedded-"));
beforeAll(async () => (await openDatabase({ url: undefined, dataDirectory: made })).close());
afterAll(() => rmSync(made, { recursive: true, force: true }));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "beep-embedded-"));
  cpSync(made, directory, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = () => openDatabase({ url: undefined, dataDirectory: directory });

function openInChild() {
  return startChild(`
    const { openDatabase } = await import(${moduleUrl("server/db/database.ts")});
    console.log("opening");
    const db = await openDatabase({ url: undefined, dataDirectory: ${JSON.stringify(directory)} });
    console.log("opened");
    setInterval(() => {}, 1000);
  `);
}

test("a directory held by another process is refused, naming the process, until that process is killed", async () => {
  const holder = openInChild();
  await holder.saw("opened");
  await expect(open()).rejects.toMatchObject({
    tag: "UnavailableError",
    fields: { reason: "data_directory_in_use" },
    message: expect.stringContaining(`process ${holder.pid}`),
  });
  await holder.kill();
  const db = await open();
  await db.close();
});

test("the same process cannot open a directory twice, and can after closing it", async () => {
  const db = await open();
  await expect(open()).rejects.toMatchObject({ fields: { reason: "data_directory_in_use" } });
  await db.close();
  await (await open()).close();
});

test("a first opening that is killed at any moment is completed by the next", async () => {
  for (const delayMs of [Math.random() * 800, 800 + Math.random() * 800]) {
    rmSync(directory, { recursive: true, force: true });
    const child = openInChild();
    await child.saw("opening");
    await sleep(delayMs);
    await child.kill();
    const db = await open();
    await makeOrganization(db);
    await db.close();
  }
}, 120_000);

test("rows survive closing, and a kill after the commit", async () => {
  const first = await open();
  const actor = await makeActor(first);
  await first.close();
  const child = startChild(`
    const { openDatabase } = await import(${moduleUrl("server/db/database.ts")});
    const { withOrganization } = await import(${moduleUrl("server/db/with-organization.ts")});
    const db = await openDatabase({ url: undefined, dataDirectory: ${JSON.stringify(directory)} });
    await withOrganization(db, ${JSON.stringify(actor)}, (tx) =>
      tx.updateTable("mailbox").set({ label: "renamed" }).execute());
    console.log("committed");
    setInterval(() => {}, 1000);
  `);
  await child.saw("committed");
  await child.kill();
  const db = await open();
  const rows = await withOrganization(db, actor, (tx) => tx.selectFrom("mailbox").select(["id", "label"]).execute());
  expect(rows).toEqual([{ id: actor.mailboxIds[0], label: "renamed" }]);
  await db.close();
});

test("the outer handle used inside a transaction is served when it ends", async () => {
  const db = await open();
  const actor = await makeActor(db);
  const order: string[] = [];
  let outer: Promise<unknown> = Promise.resolve();
  await withOrganization(db, actor, async () => {
    outer = sql`select 1`.execute(db.kysely).then(() => order.push("outer"));
    await sleep(50);
    order.push("inner");
  });
  await outer;
  expect(order).toEqual(["inner", "outer"]);
  await db.close();
});

test("a directory that holds something else fails with what to do, and is left as it was", async () => {
  rmSync(join(directory, "database"), { recursive: true });
  mkdirSync(join(directory, "database"));
  writeFileSync(join(directory, "database", "PG_VERSION"), "not a database");
  await expect(open()).rejects.toMatchObject({ tag: "UnavailableError", fields: { reason: "embedded_database" } });
});

test("a place where no directory can be made fails with what to do", async () => {
  writeFileSync(join(directory, "file"), "");
  const config = { url: undefined, dataDirectory: join(directory, "file", "beep") };
  await expect(openDatabase(config)).rejects.toMatchObject({
    tag: "UnavailableError",
    fields: { reason: "embedded_database" },
  });
});

test("a log that cannot be written fails every statement at once, and loses nothing that was committed", async () => {
  const first = await open();
  const actor = await makeActor(first);
  await first.close();
  // A limit on file size (in units of 512 bytes) stands for a full disk.
  const child = spawnSync("sh", [
    "-c",
    'ulimit -f 8192; exec "$0" --input-type=module --eval "$1"',
    process.execPath,
    `
    const { sql } = await import(${moduleUrl("node_modules/kysely/dist/index.js")});
    const { openDatabase } = await import(${moduleUrl("server/db/database.ts")});
    const db = await openDatabase({ url: undefined, dataDirectory: ${JSON.stringify(directory)} });
    const write = () => sql\`select pg_logical_emit_message(true, 'test', repeat('x', 1000000))\`.execute(db.kysely);
    const failures = [];
    for (let i = 0; i < 30 && failures.length < 2; i += 1) await write().catch((error) => failures.push(error.message));
    await db.close();
    console.log(failures.length > 1 ? "failed at once" : "went on");
  `,
  ]);
  expect(child.stdout.toString() + child.stderr).toContain("failed at once");
  const db = await open();
  const rows = await withOrganization(db, actor, (tx) => tx.selectFrom("mailbox").select("id").execute());
  expect(rows.map((row) => row.id)).toEqual(actor.mailboxIds);
  await db.close();
});
