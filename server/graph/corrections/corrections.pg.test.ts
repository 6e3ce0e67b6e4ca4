import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dumpGraph } from "../../../test/build/dump-graph.ts";
import { letter } from "../../../test/build/readings.ts";
import { storeReading } from "../../../test/build/store-reading.ts";
import { makeActor, type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import type { MessageReading } from "../resolution.ts";
import { resolveDirty } from "../resolve-organization.ts";
import { decideFact, restoreFact } from "./decide-fact.ts";
import { listCorrections } from "./list-corrections.ts";
import { mergeEntities } from "./merge-entities.ts";
import type { Deciding } from "./record-correction.ts";
import { setStatus } from "./set-status.ts";
import { splitEntity } from "./split-entity.ts";
import { undoCorrection } from "./undo-correction.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const adviser = "Ines Marlow <ines@quaywealth.example>";
const nora = "Nora Lund <nora@lundhome.example>";
const noraAtWork = "N. Lund <nl@harborworks.example>";
const vera = "Vera Hale <vera@halehome.example>";
const stranger = "Vera Hale <vera.hale@gmail.com>";

/** Two families; one client writes from a second address under an initial, one has a namesake nobody at the firm wrote to. */
function mailbox(): MessageReading[] {
  const welcome = letter({ id: "m1", date: "2026-01-02", from: adviser, to: [nora], text: "Welcome, Nora." });
  const ask = letter({
    id: "m2",
    date: "2026-01-03",
    from: nora,
    to: [adviser],
    text: "Please send the form for IRA 4471.",
  });
  const action = ask.refer("ActionItem", "Send the form", { topic: ["send", "form"] }, "send the form");
  ask.attribute(action, "status", "open", "Please send").relate("hasActionItem", "r0", action, "Please send");
  const ira = ask.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", owners: ["r0"] });
  ask.relate("ownsAccount", "r0", ira, "IRA 4471").attribute(ira, "last4", "4471", "4471");
  ask.attribute(ira, "amount", "100000", "IRA 4471");
  const work = letter({
    id: "m3",
    date: "2026-01-05",
    from: noraAtWork,
    to: [adviser],
    text: "From my desk: IRA 4472 is at 250000.",
  });
  const second = work.refer("Account", "IRA 4472", { accountType: "traditional_ira", last4: "4472", owners: ["r0"] });
  work.relate("ownsAccount", "r0", second, "IRA 4472").attribute(second, "last4", "4472", "4472");
  const more = letter({
    id: "m4",
    date: "2026-01-09",
    from: nora,
    to: [adviser],
    text: "The IRA 4471 stands at 120000 now.",
  });
  const again = more.refer("Account", "IRA 4471", { accountType: "traditional_ira", last4: "4471", owners: ["r0"] });
  more.attribute(again, "amount", "120000", "120000");
  const hello = letter({ id: "m5", date: "2026-01-10", from: adviser, to: [vera], text: "Hello, Vera." });
  const other = letter({ id: "m6", date: "2026-01-12", from: vera, to: [adviser], text: "Hello from Vera Hale." });
  other.person("Vera Hale");
  const odd = letter({ id: "m7", date: "2026-01-13", from: stranger, to: [adviser], text: "I retire on 2026-05-01." });
  odd.attribute("r0", "email", "vera.hale@gmail.com", "I retire");
  const event = odd.refer(
    "LifeEvent",
    "Retirement",
    { eventType: "retirement", subjects: ["r0"], date: "2026-05-01" },
    "I retire on 2026-05-01",
  );
  odd.attribute(event, "date", "2026-05-01", "2026-05-01").relate("experiencedEvent", "r0", event, "I retire");
  return [welcome, ask, work, more, hello, other, odd].map((mail) => mail.read());
}

async function firm(readings: readonly MessageReading[] = mailbox()): Promise<Deciding> {
  const actor = { ...(await makeActor(db)), callerId: "a-person" };
  await withOrganization(db, actor, async (tx) => {
    await tx
      .updateTable("mailbox")
      .set({ address: "ines@quaywealth.example" })
      .where("organization_id", "=", actor.organizationId)
      .execute();
    for (const reading of readings) await storeReading(tx, actor, reading);
  });
  await resolveDirty(db, actor);
  return { db, actor, signal: new AbortController().signal };
}

const rowsOf = async (of: Deciding, query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> =>
  withOrganization(db, of.actor, async (tx) => (await query.execute(tx)).rows as Record<string, unknown>[]);

async function entityId(of: Deciding, type: string, name: string): Promise<string> {
  const rows = await rowsOf(
    of,
    sql`select distinct entity.id from entity join entity_name named on named.entity_id = entity.id and named.organization_id = entity.organization_id
      where entity.type = ${type} and named.name = ${name} and entity.organization_id = ${of.actor.organizationId}`,
  );
  expect(rows).toHaveLength(1);
  return String(rows[0]?.id);
}

async function factId(of: Deciding, name: string, value: string): Promise<string> {
  const rows = await rowsOf(
    of,
    sql`select id from attribute_fact where name = ${name} and value = ${value} and organization_id = ${of.actor.organizationId}`,
  );
  expect(rows).toHaveLength(1);
  return String(rows[0]?.id);
}

const amounts = async (of: Deciding) =>
  (
    await rowsOf(
      of,
      sql`select value, status, superseded_by is null as holds from attribute_fact
        where name = 'amount' and organization_id = ${of.actor.organizationId} order by value`,
    )
  ).map(({ value, status, holds }) => `${value} ${status ?? "-"} ${holds ? "now" : "then"}`);

/** Everything derived is dropped and made anew, as after a new engine's reading. */
async function resolveAnew(of: Deciding): Promise<void> {
  await withOrganization(db, of.actor, async (tx) => {
    const { organizationId } = of.actor;
    await sql`delete from resolution_key where organization_id = ${organizationId}`.execute(tx);
    await sql`update document set needs_resolving = true where organization_id = ${organizationId}`.execute(tx);
  });
  await resolveDirty(db, of.actor);
}

describe("a person's word on a fact", () => {
  test("a rejected value replaces nothing: what it had replaced holds again, until it is restored", async () => {
    const of = await firm();
    const before = await dumpGraph(db, of.actor);
    expect(await amounts(of)).toEqual(["100000 - then", "120000 - now"]);
    const attributeId = await factId(of, "amount", "120000");
    await decideFact(of, "reject", { attributeId, reason: "A slip." });
    expect(await amounts(of)).toEqual(["100000 - now", "120000 rejected now"]);
    const corrected = await dumpGraph(db, of.actor);
    await resolveAnew(of);
    expect(await dumpGraph(db, of.actor)).toEqual(corrected);
    await restoreFact(of, { attributeId, reason: "" });
    expect(await dumpGraph(db, of.actor)).toEqual(before);
  });

  test("the last word holds, and the same word twice is one", async () => {
    const of = await firm();
    const attributeId = await factId(of, "amount", "100000");
    const first = await decideFact(of, "confirm", { attributeId, reason: "" });
    expect(await decideFact(of, "confirm", { attributeId, reason: "" })).toEqual(first);
    await decideFact(of, "reject", { attributeId, reason: "" });
    expect(await amounts(of)).toEqual(["100000 rejected now", "120000 - now"]);
    const { corrections } = await withOrganization(db, of.actor, (tx) =>
      listCorrections(tx, of.actor, { includeUndone: true, limit: 10 }),
    );
    expect(corrections.map(({ kind, undoneAt }) => [kind, undoneAt === null])).toEqual([
      ["reject", true],
      ["confirm", false],
    ]);
    expect(corrections[0]).toMatchObject({
      decidedBy: "a-person",
      entities: [{ type: "Account", name: "IRA 4471" }],
      fact: { name: "amount", value: "100000" },
    });
  });

  test("who a person says is nobody has no household and no facts, and comes back whole", async () => {
    const of = await firm();
    const before = await dumpGraph(db, of.actor);
    const id = await entityId(of, "Client", "N. Lund");
    await decideFact(of, "reject", { entityId: id, reason: "" });
    const facts = await rowsOf(of, sql`select id from relation where from_entity_id = ${id} or to_entity_id = ${id}`);
    expect(facts).toEqual([]);
    await restoreFact(of, { entityId: id, reason: "" });
    expect(await dumpGraph(db, of.actor)).toEqual(before);
  });

  test("a confirmed address counts as known: what came from it is a client's word, and is not when taken back", async () => {
    const of = await firm();
    const before = await dumpGraph(db, of.actor);
    const stated = async () =>
      (
        await rowsOf(
          of,
          sql`select stated_by from attribute_fact where name = 'date' and organization_id = ${of.actor.organizationId}`,
        )
      )[0]?.stated_by;
    expect(await stated()).toBe("unverified");
    const attributeId = await factId(of, "email", "vera.hale@gmail.com");
    const { correctionId } = await decideFact(of, "confirm", { attributeId, reason: "She called." });
    expect(await stated()).toBe("client");
    const corrected = await dumpGraph(db, of.actor);
    await resolveAnew(of);
    expect(await dumpGraph(db, of.actor)).toEqual(corrected);
    await undoCorrection(of, { correctionId });
    expect(await dumpGraph(db, of.actor)).toEqual(before);
  });
});

describe("a merge", () => {
  test("makes one of two for good, leads both ids to it, and is undone exactly", async () => {
    const of = await firm();
    const before = await dumpGraph(db, of.actor);
    const [left, right] = [await entityId(of, "Client", "Nora Lund"), await entityId(of, "Client", "N. Lund")];
    const merge = { entityId: left, otherEntityId: right, reason: "She told me so on the phone." };
    const merged = await mergeEntities(of, merge);
    expect(await entityId(of, "Client", "N. Lund")).toBe(merged.entityId);
    expect(await rowsOf(of, sql`select to_id from redirect where from_id = ${right}`)).toEqual([
      { to_id: merged.entityId },
    ]);
    expect(await mergeEntities(of, merge)).toEqual(merged);
    const corrected = await dumpGraph(db, of.actor);
    await resolveAnew(of);
    expect(await dumpGraph(db, of.actor)).toEqual(corrected);
    await undoCorrection(of, { correctionId: merged.correctionId });
    expect(await dumpGraph(db, of.actor)).toEqual(before);
    expect(await entityId(of, "Client", "N. Lund")).toBe(right);
  });

  test("comes to the same whether the rest of the mail came before or after it", async () => {
    const all = mailbox();
    const late = all.filter((reading) => ["<m4@test.example>", "<m1@test.example>"].includes(reading.messageId ?? ""));
    const [early, whole] = [await firm(all.filter((reading) => !late.includes(reading))), await firm(all)];
    for (const of of [early, whole]) {
      const [left, right] = [await entityId(of, "Client", "Nora Lund"), await entityId(of, "Client", "N. Lund")];
      await mergeEntities(of, { entityId: right, otherEntityId: left, reason: "One person." });
    }
    await withOrganization(db, early.actor, async (tx) => {
      for (const reading of late) await storeReading(tx, early.actor, reading);
    });
    await resolveDirty(db, early.actor);
    const [a, b] = [await dumpGraph(db, early.actor), await dumpGraph(db, whole.actor)];
    for (const table of Object.keys(a))
      if (table !== "resolution_key") expect({ table, rows: a[table] }).toEqual({ table, rows: b[table] });
  });

  test("is refused for two account numbers, for two kinds of thing and for one and the same", async () => {
    const of = await firm();
    const [ira, other] = [await entityId(of, "Account", "IRA 4471"), await entityId(of, "Account", "IRA 4472")];
    const client = await entityId(of, "Client", "Nora Lund");
    const refused = async (a: string, b: string) =>
      mergeEntities(of, { entityId: a, otherEntityId: b, reason: "?" }).catch((error) => error.fields.reason);
    expect(await refused(ira, other)).toBe("different_identifiers");
    expect(await refused(ira, client)).toBe("different_types");
    expect(await refused(client, client)).toBe("already_one");
  });

  test("lasts when a mail it names is removed, as long as another is there", async () => {
    const of = await firm();
    const [left, right] = [await entityId(of, "Client", "Nora Lund"), await entityId(of, "Client", "N. Lund")];
    await mergeEntities(of, { entityId: left, otherEntityId: right, reason: "One person." });
    await withOrganization(db, of.actor, (tx) =>
      tx
        .updateTable("document")
        .set({ state: "removed", needs_resolving: true })
        .where("organization_id", "=", of.actor.organizationId)
        .where("message_id", "=", "<m1@test.example>")
        .execute(),
    );
    await resolveDirty(db, of.actor);
    expect(await entityId(of, "Client", "N. Lund")).toBe(await entityId(of, "Client", "Nora Lund"));
  });
});

test("a split takes the words named, and all of the same address, to somebody else; undone they come back", async () => {
  const of = await firm();
  const [left, right] = [await entityId(of, "Client", "Nora Lund"), await entityId(of, "Client", "N. Lund")];
  const before = await dumpGraph(db, of.actor);
  const merged = await mergeEntities(of, { entityId: left, otherEntityId: right, reason: "One person." });
  const united = await dumpGraph(db, of.actor);
  const mentions = (
    await rowsOf(
      of,
      sql`select mention.document_id as "documentId", document_version_id as "documentVersionId", start_char as "startChar", end_char as "endChar"
        from mention join document on document.id = mention.document_id and document.organization_id = mention.organization_id
        where entity_id = ${merged.entityId} and message_id = '<m3@test.example>'`,
    )
  ).slice(0, 1) as { documentId: string; documentVersionId: string; startChar: number; endChar: number }[];
  const split = await splitEntity(of, { entityId: merged.entityId, mentions, reason: "Two people after all." });
  expect(split.otherEntityId).not.toBe(split.entityId);
  const apart = await dumpGraph(db, of.actor);
  const ids = (rows: readonly unknown[] | undefined) => rows?.map((row) => JSON.parse(String(row)).id).sort();
  expect(ids(apart.entity)).toEqual(ids(before.entity));
  await resolveAnew(of);
  expect(await dumpGraph(db, of.actor)).toEqual(apart);
  expect(await splitEntity(of, { entityId: merged.entityId, mentions, reason: "Two people after all." })).toEqual(
    split,
  );
  await undoCorrection(of, { correctionId: split.correctionId });
  expect(await dumpGraph(db, of.actor)).toEqual(united);
});

test("an action that a person marks done is done by their word, with its day; mail does not reopen it, taking it back does", async () => {
  const of = await firm();
  const before = await dumpGraph(db, of.actor);
  const action = await entityId(of, "ActionItem", "Send the form");
  const { correctionId } = await setStatus(of, { entityId: action, status: "done", reason: "" });
  expect(await setStatus(of, { entityId: action, status: "done", reason: "" })).toEqual({ correctionId });
  const status = await rowsOf(
    of,
    sql`select value, correction_id, superseded_by is null as holds from attribute_fact
      where name = 'status' and organization_id = ${of.actor.organizationId} order by value`,
  );
  expect(status).toEqual([
    { value: "done", correction_id: correctionId, holds: true },
    { value: "open", correction_id: null, holds: false },
  ]);
  await expect(
    setStatus(of, { entityId: await entityId(of, "Account", "IRA 4471"), status: "done", reason: "" }),
  ).rejects.toThrow("only actions");
  await undoCorrection(of, { correctionId });
  expect(await dumpGraph(db, of.actor)).toEqual(before);
});
