import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallInput, Output } from "../../contract/catalogue.ts";
import { applicationOf, type Firm, firmOf, larkfieldPath } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { getBriefing } from "../briefing/get-briefing.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { BeepError } from "../errors.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { log } from "../telemetry/log.ts";
import { listEvidence } from "./list-evidence.ts";

type Evidence = Output<"Evidence.List">["evidence"];

const folder = mkdtempSync(join(tmpdir(), "beep-evidence-"));
const ask = "Prepare me for the Thompson meeting on 2026-02-10";
let db: TestDatabase;
let firm: Firm;
let keys: OrganizationKeys;
let everyone: Actor;
/** Who reads only the mailbox that holds every second message. */
let half: Actor;
let graph: Output<"Graph.Export">;
let briefing: Output<"MeetingPrep.Generate">;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  firm = firmOf(applicationOf(db, join(folder, "master.key")), "evidence");
  const { id: organizationId } = await firm.call("Organization.Create", { slug: "evidence" });
  const letters = readFileSync(larkfieldPath, "utf8").split(/^(?=From demo@)/m);
  const mailboxIds: string[] = [];
  for (const [n, account] of ["elena@larkfield.example", "devon@larkfield.example"].entries()) {
    const path = join(folder, `${n}.mbox`);
    writeFileSync(path, letters.filter((_, i) => i % 2 === n).join(""));
    mailboxIds.push((await firm.importFiles([path], account)).providerAccountId);
  }
  everyone = { organizationId, mailboxIds, userId: null };
  half = { ...everyone, mailboxIds: mailboxIds.slice(0, 1) };
  keys = await firm.context.app.keysOf(everyone);
  graph = await firm.call("Graph.Export", {});
  briefing = await firm.call("MeetingPrep.Generate", { ask });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const listAs = (actor: Actor, input: CallInput<"Evidence.List">) =>
  withOrganization(db, actor, (tx) => listEvidence(tx, actor, { ...input, limit: input.limit ?? 200 }, keys));
const tagOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: BeepError) => error.tag,
  );
const mailboxesOf = async (documentId: string) => (await firm.call("Documents.Get", { documentId })).mailboxIds;
const allBullets = () => briefing.sections.flatMap(({ bullets }) => bullets);

test("pages of any size give the same evidence in the same order, each piece once", async () => {
  const entity = graph.entities.toSorted((a, b) => b.mentions.length - a.mentions.length)[0];
  const targets = [
    { entityId: entity?.id ?? "" },
    { documentId: graph.documents[1]?.id ?? "" },
    { entityId: briefing.subject.entityId },
  ];
  for (const target of targets) {
    const whole = (await listAs(everyone, target)).evidence;
    expect(whole.length).toBeGreaterThan(1);
    for (const limit of [1, 2, whole.length]) {
      const paged: Evidence[number][] = [];
      let cursor: string | undefined;
      do {
        const page = await listAs(everyone, { ...target, limit, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.evidence.length).toBeGreaterThan(0);
        paged.push(...page.evidence);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(paged).toEqual(whole);
    }
  }
});

test("a cursor nobody gave out is a ValidationError", async () => {
  const documentId = graph.documents[0]?.id ?? "";
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const cursor of [
    "",
    "x",
    forged({}),
    forged([]),
    forged([1, "no id"]),
    forged(["no place", documentId]),
    forged([null, null]),
    forged([1e300, documentId]),
  ])
    expect([cursor, await tagOf(listAs(everyone, { documentId, cursor }))]).toEqual([cursor, "ValidationError"]);
});

test("whoever reads half of the mail sees the evidence in that half, and only there", async () => {
  let isAnyHalved = false;
  for (const { id, mentions } of graph.entities.filter(({ type }) => type === "Client")) {
    const readable = [];
    for (const mention of mentions)
      if ((await mailboxesOf(mention.documentId)).includes(half.mailboxIds[0] ?? "")) readable.push(mention);
    isAnyHalved ||= readable.length > 0 && readable.length < mentions.length;
    if (readable.length === 0) continue;
    const { evidence } = await listAs(half, { entityId: id });
    expect(evidence.map(({ documentId, startChar }) => `${documentId} ${startChar}`).sort()).toEqual(
      readable.map(({ documentId, startChar }) => `${documentId} ${startChar}`).sort(),
    );
  }
  expect(isAnyHalved).toBe(true);
});

test("a bullet with one citation that may not be read is not there at all, behind no door", async () => {
  const opened = await withOrganization(db, half, (tx) => getBriefing(tx, half, keys, briefing.id));
  const shown = new Set(opened.sections.flatMap(({ bullets }) => bullets.map(({ id }) => id)));
  const kinds = new Set<string>();
  for (const { id, citations } of allBullets()) {
    const readable = [];
    for (const { documentId } of citations)
      readable.push((await mailboxesOf(documentId)).includes(half.mailboxIds[0] ?? ""));
    const isWhole = readable.every(Boolean);
    kinds.add(isWhole ? "whole" : readable.some(Boolean) ? "in part" : "none");
    expect(shown.has(id)).toBe(isWhole);
    expect(await tagOf(listAs(half, { meetingPrepBulletId: id }))).toBe(isWhole ? "answered" : "NotFoundError");
  }
  expect([...kinds].sort()).toEqual(["in part", "none", "whole"]);
});

test("who reads no mailbox finds no evidence, and cannot tell it from what is not there", async () => {
  const nobody = { ...everyone, mailboxIds: [] };
  const nothing = "0198c0de-0000-7000-8000-00000000dead";
  const targets: CallInput<"Evidence.List">[] = [
    { entityId: graph.entities[0]?.id },
    { relationId: graph.relations[0]?.id },
    { attributeId: graph.attributeFacts[0]?.id },
    { documentId: graph.documents[0]?.id },
    { meetingPrepBulletId: allBullets()[0]?.id },
    { entityId: nothing },
    { documentId: nothing },
  ];
  for (const target of targets) expect(await tagOf(listAs(nobody, target))).toBe("NotFoundError");
});

/** As a mailbox that no longer holds the message, or an erasure, leaves it; then the graph is brought up to it. */
async function setState(documentId: string, state: "present" | "removed" | "destroyed"): Promise<void> {
  await withOrganization(db, everyone, (tx) =>
    tx
      .updateTable("document")
      .set({ state, needs_resolving: true, ...(state === "destroyed" ? { wrapped_key: null } : {}) })
      .where("organization_id", "=", everyone.organizationId)
      .where("id", "=", documentId)
      .execute(),
  );
  await resolveDirty(db, everyone);
}

test("a document's mentions say whose they are, by the name its reader may know", async () => {
  const { documentId } = await firstMention();
  const { evidence } = await listAs(everyone, { documentId });
  const mentions = evidence.filter(({ kind }) => kind === "mention");
  expect(mentions.length).toBeGreaterThan(0);
  for (const { entity } of mentions) {
    const known = graph.entities.find(({ id }) => id === entity?.entityId);
    expect(entity).toMatchObject({ type: known?.type, name: known?.name });
  }
  expect(evidence.filter(({ kind, entity }) => kind !== "mention" && entity !== undefined)).toEqual([]);
});

const firstMention = async () => {
  const entity = graph.entities.find(({ mentions }) => mentions.length > 0);
  const mention = entity?.mentions[0];
  if (mention === undefined) throw new Error("The demonstration's graph has no mention.");
  return mention;
};

test("the neighbourhood of a household does not reach another one through its adviser", async () => {
  const { households } = await firm.call("Households.List", {});
  for (const { entityId } of households) {
    const { entities } = await firm.call("Graph.Get", { entityId, hops: 3 });
    const reached = entities.filter(({ type, entityId: id }) => type === "Household" && id !== entityId);
    expect(reached).toEqual([]);
  }
});

test("a removed message shows nothing any more, but for the old bullets that cite it", async () => {
  const [bullet] = allBullets();
  const documentId = bullet?.citations[0]?.documentId ?? "";
  const cited = await listAs(everyone, { meetingPrepBulletId: bullet?.id });
  await setState(documentId, "removed");
  expect((await listAs(everyone, { documentId })).evidence).toEqual([]);
  expect(await listAs(everyone, { meetingPrepBulletId: bullet?.id })).toEqual(cited);
  const { entities } = await firm.call("Graph.Export", {});
  expect(entities.flatMap(({ mentions }) => mentions).filter((mention) => mention.documentId === documentId)).toEqual(
    [],
  );
  await setState(documentId, "present");
  expect(await firm.call("Graph.Export", {})).toEqual(graph);
});

test("a destroyed message is EvidenceUnavailable where it is asked for, and takes nothing else with it", async () => {
  const bullet = allBullets().find(({ citations }) => citations.length === 1);
  const documentId = bullet?.citations[0]?.documentId ?? "";
  await setState(documentId, "destroyed");
  expect(await tagOf(firm.call("Documents.Get", { documentId }))).toBe("EvidenceUnavailableError");
  expect(await tagOf(listAs(everyone, { documentId }))).toBe("EvidenceUnavailableError");
  expect(await tagOf(listAs(everyone, { meetingPrepBulletId: bullet?.id }))).toBe("EvidenceUnavailableError");
  const left = await firm.call("Graph.Export", {});
  expect(left.documents.map(({ id }) => id)).not.toContain(documentId);
  for (const { id } of left.entities) expect(await tagOf(listAs(everyone, { entityId: id }))).toBe("answered");
  expect(await tagOf(firm.call("Threads.List", {}))).toBe("answered");
  expect(await tagOf(firm.call("Documents.List", {}))).toBe("answered");
  // The record still proves whole, and the message is not taken in again.
  expect((await firm.call("Evidence.Verify", {})).firstBroken).toBeNull();
  const again = { paths: [larkfieldPath], account: "elena@larkfield.example" };
  expect(await firm.call("Mail.Import", again)).toMatchObject({ excluded: 1, reasons: { destroyed: 1 } });
  expect((await firm.call("Evidence.Verify", {})).firstBroken).toBeNull();
});
