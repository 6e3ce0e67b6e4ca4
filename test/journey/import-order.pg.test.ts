import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateMbox } from "../../bench/generate-mailbox.ts";
import type { Output } from "../../contract/catalogue.ts";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf, firmOf, larkfieldPath } from "../build/firm.ts";
import { exitCodeOf, spawnBeep } from "../build/run-beep.ts";
import { type DatabaseHome, databaseHome, makeMailbox } from "../build/test-database.ts";

// Every import goes into a copy of one organization: its keys and its mailbox are the same, so that all ids must be, too.
let firm: DatabaseHome;
const copies: DatabaseHome[] = [];
const slug = "order";
const isEmbedded = process.env.BEEP_TEST_DATABASE === "embedded";

/** Each with its envelope line; the demonstration's story among letters of other families. */
const letters = [
  ...readFileSync(larkfieldPath, "utf8").split(/^(?=From demo@)/m),
  ...generateMbox({ messages: isEmbedded ? 40 : 70, seed: 11 }),
];
let expected: State;

beforeAll(async () => {
  log.setLevel("silent");
  firm = await databaseHome();
  const db = await firm.open();
  const { call, context } = firmOf(applicationOf(db, firm.keyFile), slug);
  const { id } = await call("Organization.Create", { slug });
  await makeMailbox(db, id, "elena@larkfield.example");
  await context.app.keysOf({ organizationId: id, mailboxIds: [], userId: null });
  await db.close();
  expected = await importAll(await copyOfFirm(), [letters]);
});
afterAll(async () => {
  for (const home of [firm, ...copies]) await home.remove();
});

async function copyOfFirm(): Promise<DatabaseHome> {
  const home = await firm.copy();
  copies.push(home);
  return home;
}

type State = {
  readonly graph: Output<"Graph.Export">;
  readonly ledger: readonly object[];
  readonly households: Output<"Households.List">;
};

/** All that an import leaves behind, but for its clock; and proof that it holds. */
async function stateOf(home: DatabaseHome): Promise<State> {
  const db = await home.open();
  try {
    const { call } = firmOf(applicationOf(db, home.keyFile), slug);
    expect((await call("Evidence.Verify", {})).firstBroken).toBeNull();
    expect(await call("Audit.Verify", {})).toMatchObject({ isIntact: true });
    const { mailboxes } = await call("Mail.SyncStatus", {});
    return {
      graph: await call("Graph.Export", {}),
      ledger: mailboxes.map(({ lastAt: _, ...mailbox }) => mailbox),
      households: await call("Households.List", { limit: 200 }),
    };
  } finally {
    await db.close();
  }
}

async function importAll(home: DatabaseHome, batches: readonly (readonly string[])[]): Promise<State> {
  const paths = batches.map((batch, n) => {
    const path = join(home.config.dataDirectory, `batch-${n}.mbox`);
    writeFileSync(path, batch.join(""));
    return path;
  });
  const db = await home.open();
  const { call } = firmOf(applicationOf(db, home.keyFile), slug);
  for (const path of paths) await call("Mail.Import", { paths: [path] });
  await db.close();
  return stateOf(home);
}

function expectTheSame(state: State): void {
  expect(state.ledger).toEqual(expected.ledger);
  const idsOf = ({ graph }: State) =>
    Object.values(graph).map((rows) => rows.map((row) => ("id" in row ? row.id : "")).sort());
  expect(idsOf(state)).toEqual(idsOf(expected));
  expect(state).toEqual(expected);
}

test("a whole import finds the story, to compare others with", () => {
  expect(expected.ledger).toMatchObject([{ received: letters.length, stored: letters.length, failed: 0, excluded: 0 }]);
  expect(expected.graph.entities.length).toBeGreaterThan(40);
  expect(expected.graph.flags.length).toBeGreaterThan(0);
});

test("the same mail in another order gives the same documents, graph and flags, to the id", {
  timeout: 120_000,
}, async () => {
  expectTheSame(await importAll(await copyOfFirm(), [letters.toReversed()]));
  if (!isEmbedded) expectTheSame(await importAll(await copyOfFirm(), [shuffled(letters, 5)]));
});

test("the same mail in batches, out of order and with some of it twice, gives the same", {
  timeout: 120_000,
}, async () => {
  const mixed = shuffled(letters, 17);
  const [a, b] = [Math.floor(mixed.length / 5), Math.floor(mixed.length / 2)];
  expectTheSame(await importAll(await copyOfFirm(), [mixed.slice(b), mixed.slice(0, a + 10), mixed.slice(a)]));
});

test("three imports of the same mail at once give what one gives", { timeout: 120_000 }, async () => {
  const home = await copyOfFirm();
  const path = join(home.config.dataDirectory, "all.mbox");
  writeFileSync(path, letters.join(""));
  // On PostgreSQL each has a pool of its own, as processes have; the embedded database is one process's.
  const first = await home.open();
  const databases = isEmbedded ? [first] : [first, await home.open(), await home.open()];
  const firms = [0, 1, 2].map((n) => firmOf(applicationOf(databases[n] ?? first, home.keyFile), slug));
  const imports = await Promise.all(firms.map(({ importFiles }) => importFiles([path])));
  for (const counts of imports)
    expect(counts).toMatchObject({ received: letters.length, stored: letters.length, failed: 0 });
  expect(imports.reduce((sum, { newDocuments }) => sum + newDocuments, 0)).toBe(letters.length);
  for (const database of databases) await database.close();
  expectTheSame(await stateOf(home));
});

test(`killed at ${isEmbedded ? "three" : "twenty"} moments and repeated, an import leaves what one whole run leaves`, {
  timeout: 600_000,
}, async () => {
  const kills = isEmbedded ? 3 : 20;
  const path = join(firm.config.dataDirectory, "all.mbox");
  writeFileSync(path, letters.join(""));
  const importMail = (home: DatabaseHome) => spawnBeep(["import", path, "--org", slug, "--format", "jsonl"], home.env);

  const wholeRun = await copyOfFirm();
  const startedAtMs = performance.now();
  expect(await exitCodeOf(importMail(wholeRun))).toBe(0);
  const wholeMs = performance.now() - startedAtMs;
  expectTheSame(await stateOf(wholeRun));

  const random = seeded(23);
  for (let killed = 0; killed < kills; ) {
    const home = await copyOfFirm();
    // Repeated, an import has less and less to do: a few kills each, then it is let finish and must have found all of it.
    let exitCode: number | null = null;
    for (let run = 0; exitCode === null; run++) {
      const child = importMail(home);
      const exit = exitCodeOf(child);
      if (run < 5 && killed < kills) {
        await Promise.race([wait(wholeMs * (0.2 + 0.75 * random())), exit]);
        child.kill("SIGKILL");
      }
      exitCode = await exit;
      if (exitCode === null) killed++;
    }
    expect(exitCode).toBe(0);
    expectTheSame(await stateOf(home));
  }
});

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  return list
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
