import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { derivedTables, dumpGraph } from "../../test/build/dump-graph.ts";
import { type Letter, letter } from "../../test/build/readings.ts";
import { storeReading } from "../../test/build/store-reading.ts";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { derivedId } from "../lib/derived-id.ts";
import type { MessageReading } from "./resolution.ts";
import { resolveDirty } from "./resolve-organization.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const adviser = "Ines Marlow <ines@quaywealth.example>";
const nora = "Nora Lund <nora@lundhome.example>";
const erik = "Erik Lund <erik@lundwork.example>";
const vera = "Vera Hale <vera@halehome.example>";
const cpa = "Paul Ott <paul@ottcpa.example>";

/** Two families with an accountant in common, a mail of the firm's own about one of them, and one that ties spouses late. */
function mailbox(): MessageReading[] {
  const say = (
    id: string,
    date: string,
    from: string,
    to: string[],
    text: string,
    more: Partial<Parameters<typeof letter>[0]> = {},
  ): Letter => letter({ id, date, from, to, text, ...more });
  const welcome = say("m1", "2026-01-02", adviser, [nora], "Welcome, Nora.");
  const ask = say("m2", "2026-01-03", nora, [adviser], "Please send the form for IRA 4471.");
  const action = ask.refer("ActionItem", "Send the form", { topic: ["send", "form"] }, "send the form");
  ask.attribute(action, "status", "open", "Please send");
  const ira = ask.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", owners: ["r0"] });
  ask.relate("ownsAccount", "r0", ira, "IRA 4471");
  const done = say("m3", "2026-01-09", adviser, [nora], "The form went out.", { thread: "m2" });
  done.attribute(
    done.refer("ActionItem", "Send the form", { topic: ["form"], reportOnly: true }, "The form went out"),
    "status",
    "done",
    "went out",
  );
  const alone = say("m4", "2026-01-04", erik, [adviser], "Moving my 401k 7001.");
  alone.refer("Account", "401k 7001", { accountType: "401k", last4: "7001", owners: ["r0"] });
  const tie = say("m5", "2026-01-20", erik, [adviser], "My wife Nora is copied.", { cc: [nora] });
  tie.relate("spouseOf", "r0", tie.party("nora@lundhome.example"), "My wife Nora");
  const other = say("m6", "2026-01-05", vera, [adviser], "Hello from the Hales. Paul Ott has the papers.");
  other.refer("Household", "Hale household", { surname: "Hale" }, "the Hales");
  other.person("Paul Ott");
  const books = say("m7", "2026-01-06", cpa, [adviser], "Papers received at Schwab.");
  books.refer("Institution", "Schwab", { institution: "Schwab" });
  const title = say("m8", "2026-01-07", cpa, [adviser], "Paul Ott, CPA at your service.");
  title.refer("Person", "Paul Ott", { fullName: "Paul Ott", firstName: "Paul", surname: "Ott" });
  const reading = title.read();
  const professional = {
    ...reading,
    reading: {
      ...reading.reading,
      referents: reading.reading.referents.map((r) =>
        r.id === "r0" ? { ...r, keys: { ...r.keys, leaning: "professional" as const, role: "CPA" } } : r,
      ),
    },
  };
  const internal = say(
    "m9",
    "2026-01-08",
    adviser,
    ["Tom Ray <tom@quaywealth.example>"],
    "Vera Hale wants a call. Schwab too.",
  );
  internal.person("Vera Hale");
  internal.refer("Institution", "Schwab", { institution: "Schwab" });
  return [...[welcome, ask, done, alone, tie, other, books].map((mail) => mail.read()), professional, internal.read()];
}

async function importAll(batches: readonly (readonly MessageReading[])[]): Promise<Actor> {
  const actor = await makeActor(db);
  await ownMailbox(actor);
  for (const batch of batches) {
    await withOrganization(db, actor, async (tx) => {
      for (const reading of batch) await storeReading(tx, actor, reading);
    });
    await resolveDirty(db, actor);
  }
  return actor;
}

async function ownMailbox(actor: Actor): Promise<void> {
  await withOrganization(db, actor, (tx) =>
    tx
      .updateTable("mailbox")
      .set({ address: "ines@quaywealth.example" })
      .where("organization_id", "=", actor.organizationId)
      .execute(),
  );
}

async function setState(actor: Actor, id: string, state: "present" | "removed"): Promise<void> {
  await withOrganization(db, actor, (tx) =>
    tx
      .updateTable("document")
      .set({ state, needs_resolving: true })
      .where("organization_id", "=", actor.organizationId)
      .where("id", "=", derivedId("document", id))
      .execute(),
  );
}

describe("resolving as mail arrives", () => {
  test("gives what a full run gives, in whatever order and batches it arrives", async () => {
    const all = mailbox();
    const expected = await dumpGraph(db, await importAll([all]));
    expect(expected.entity?.length).toBeGreaterThan(8);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
        async (shuffled, sizes) => {
          expect(await dumpGraph(db, await importAll(cut(shuffled, sizes)))).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
  });

  test("a removed message takes what it alone said with it, and brings it back when it is present again", async () => {
    const all = mailbox();
    const actor = await importAll([all]);
    const whole = await dumpGraph(db, actor);
    for (const id of ["m5", "m8", "m1"]) {
      await setState(actor, id, "removed");
      await resolveDirty(db, actor);
      const without = await importAll([all.filter((reading) => reading.documentId !== derivedId("document", id))]);
      const [left, right] = [await dumpGraph(db, actor), await dumpGraph(db, without)];
      for (const table of Object.keys(derivedTables))
        if (table !== "document") expect({ table, rows: left[table] }).toEqual({ table, rows: right[table] });
      await setState(actor, id, "present");
      await resolveDirty(db, actor);
      expect(await dumpGraph(db, actor)).toEqual(whole);
    }
  });

  test("stopped after any block and repeated, it ends the same", async () => {
    const all = mailbox();
    const expected = await dumpGraph(db, await importAll([all]));
    for (const stopAfter of [1, 2]) {
      const actor = await makeActor(db);
      await ownMailbox(actor);
      await withOrganization(db, actor, async (tx) => {
        for (const reading of all) await storeReading(tx, actor, reading);
      });
      const stop = new AbortController();
      const run = resolveDirty(db, actor, {
        signal: stop.signal,
        onBlock: ({ blocks }) => blocks >= stopAfter && stop.abort(),
      });
      await expect(run).rejects.toThrow();
      await resolveDirty(db, actor);
      expect(await dumpGraph(db, actor)).toEqual(expected);
    }
  });

  test("an id that an earlier mail changes leads to the new one", async () => {
    const [welcome, ask, ...rest] = mailbox();
    if (!welcome || !ask) expect.fail();
    const actor = await importAll([[ask, ...rest]]);
    const clientId = async (): Promise<string> =>
      withOrganization(db, actor, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          select entity.id from entity join entity_name on entity_name.entity_id = entity.id
          where entity.type = 'Client' and entity_name.name = 'Nora Lund'`.execute(tx);
        return rows[0]?.id ?? "";
      });
    const before = await clientId();
    await withOrganization(db, actor, (tx) => storeReading(tx, actor, welcome));
    await resolveDirty(db, actor);
    const after = await clientId();
    expect(after).not.toBe(before);
    const redirect = await withOrganization(db, actor, (tx) =>
      tx.selectFrom("redirect").select("to_id").where("from_id", "=", before).executeTakeFirst(),
    );
    expect(redirect?.to_id).toBe(after);
  });
});

function cut<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const batches: T[][] = [];
  let start = 0;
  for (const size of sizes) {
    if (start < items.length) batches.push(items.slice(start, start + size));
    start += size;
  }
  if (start < items.length) batches.push(items.slice(start));
  return batches;
}
