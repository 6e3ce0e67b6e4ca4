import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type CallInput, catalogue, type Output } from "../../contract/catalogue.ts";
import type { Database } from "../../server/db/database.ts";
import type { BeepError } from "../../server/errors.ts";
import { invoke } from "../../server/operations/invoke.ts";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf, type Firm, firmOf, importFirm, larkfieldPath } from "../build/firm.ts";
import { type DatabaseHome, databaseHome } from "../build/test-database.ts";
import { wordsOf } from "../build/words-of.ts";

type Evidence = Output<"Evidence.List">["evidence"][number];
type Target = Omit<CallInput<"Evidence.List">, "limit" | "cursor">;

// Hundreds of operations a test, which a busy machine does slowly.
vi.setConfig({ testTimeout: 120_000 });

const ask = "Prepare me for the Thompson meeting on 2026-02-10";
const secret = "412-66-7301";

let home: DatabaseHome;
let db: Database;
let firm: Firm;
let briefing: Output<"MeetingPrep.Generate">;
let graph: Output<"Graph.Export">;
beforeAll(async () => {
  log.setLevel("silent");
  home = await databaseHome();
  db = await home.open();
  firm = await importFirm(applicationOf(db, home.keyFile), "journey", [larkfieldPath]);
  graph = await firm.call("Graph.Export", {});
  briefing = await firm.call("MeetingPrep.Generate", { ask });
});
afterAll(async () => {
  await db.close();
  await home.remove();
});

const contentOf = (documentId: string) => graph.documents.find(({ id }) => id === documentId)?.content ?? "";
const nameOf = (entityId: string) => graph.entities.find(({ id }) => id === entityId)?.name ?? "";

/** Every page of it, a few at a time. */
async function listAll(target: Target, limit = 20): Promise<Evidence[]> {
  const all: Evidence[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await firm.call("Evidence.List", { ...target, limit, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.evidence.length).toBeLessThanOrEqual(limit);
    all.push(...page.evidence);
    if (page.nextCursor === undefined) return all;
    cursor = page.nextCursor;
  }
}

/** What is shown is what was written, unit for unit, but for what is masked. */
function expectToHold({ documentId, startChar, endChar, text, before, after, masked }: Evidence): void {
  const content = contentOf(documentId);
  expect(text.length).toBe(endChar - startChar);
  expect(text.trim()).not.toBe("");
  const from = startChar - before.length;
  const isMasked = (at: number) => masked.some((span) => at >= span.startChar && at < span.endChar);
  const shown = `${before}${text}${after}`;
  for (let i = 0; i < shown.length; i++) expect(shown[i]).toBe(isMasked(from + i) ? "•" : content[from + i]);
}

const allBullets = (of: Pick<typeof briefing, "sections">) => of.sections.flatMap((section) => section.bullets);

describe("from a mailbox to a cited briefing", () => {
  test("the households of the mail are listed, the two of one surname apart", async () => {
    const { households } = await firm.call("Households.List", {});
    const thompsons = households.filter(({ name }) => name.includes("Thompson"));
    expect(thompsons).toHaveLength(2);
    expect(households.some(({ name }) => name.includes("Natarajan"))).toBe(true);
    for (const household of households) expect(household.clients).toBeGreaterThan(0);
  });

  test("a client is found by name and leads to their neighbourhood", async () => {
    const { results } = await firm.call("Graph.Search", { query: "Margaret Thompson", types: ["Client"] });
    const [first] = results;
    if (first?.kind !== "entity") expect.fail("nobody was found");
    expect(first.name).toContain("Thompson");
    const subgraph = await firm.call("Graph.Get", { entityId: first.entityId, hops: 2 });
    expect(subgraph.entities.map(({ entityId }) => entityId)).toContain(first.entityId);
    expect(subgraph.relations.map(({ type }) => type)).toContain("belongsToHousehold");
    const known = new Set(subgraph.entities.map(({ entityId }) => entityId));
    for (const { from, to } of subgraph.relations) expect([known.has(from), known.has(to)]).toEqual([true, true]);
  });

  test("everything in the graph shows the words it came from, at their place", async () => {
    expect(graph.entities.length).toBeGreaterThan(10);
    for (const { id } of graph.entities) {
      const evidence = await listAll({ entityId: id });
      expect(evidence.length, nameOf(id)).toBeGreaterThan(0);
      evidence.forEach(expectToHold);
    }
    for (const { id, evidence } of graph.relations) {
      const listed = await listAll({ relationId: id });
      expect(listed.length).toBe(evidence.length);
      for (const item of listed) expect(item.kind).toBe("relation");
      listed.forEach(expectToHold);
    }
    for (const { id, evidence } of graph.attributeFacts) {
      const listed = await listAll({ attributeId: id });
      expect(listed.length).toBe(evidence.length);
      listed.forEach(expectToHold);
    }
  });

  test("a document lists what was read in it by place, each piece once", async () => {
    for (const { id } of graph.documents) {
      const evidence = await listAll({ documentId: id });
      evidence.forEach(expectToHold);
      const places = evidence.map(({ startChar }) => startChar);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      const rows = evidence.map(
        ({ source }) => source.mentionId ?? source.relationEvidenceId ?? source.attributeEvidenceId,
      );
      expect(new Set(rows).size).toBe(rows.length);
      expect(evidence.every(({ documentId }) => documentId === id)).toBe(true);
    }
  });

  test("the export quotes every span to the letter", () => {
    const spans = [
      ...graph.entities.flatMap(({ mentions }) => mentions),
      ...graph.relations.flatMap(({ evidence }) => evidence),
      ...graph.attributeFacts.flatMap(({ evidence }) => evidence),
      ...graph.flags,
    ];
    expect(spans.length).toBeGreaterThan(100);
    for (const { documentId, startChar, endChar, text } of spans)
      expect(contentOf(documentId).slice(startChar, endChar)).toBe(text);
    for (const { evidence } of [...graph.relations, ...graph.attributeFacts])
      expect(evidence.length).toBeGreaterThan(0);
    const versions = new Set(graph.documents.map(({ versionId }) => versionId));
    for (const { documentVersionId } of spans) expect(versions.has(documentVersionId)).toBe(true);
  });

  test("the briefing says nothing without a citation that resolves to its words", async () => {
    expect(allBullets(briefing).length).toBeGreaterThan(5);
    expect(briefing.disclaimer.text).not.toBe("");
    expect(briefing.asOf).toBe("2026-02-10");
    for (const { id, citations } of allBullets(briefing)) {
      expect(citations.length).toBeGreaterThan(0);
      const evidence = await listAll({ meetingPrepBulletId: id });
      evidence.forEach(expectToHold);
      expect(evidence.map(({ startChar, endChar, text }) => ({ startChar, endChar, text }))).toEqual(
        citations.map(({ startChar, endChar, text }) => ({ startChar, endChar, text })),
      );
    }
  });

  test("a promise of returns is flagged, shown to compliance, and never a claim of the briefing", async () => {
    const { flags } = await firm.call("Compliance.Flags", { category: "guarantee" });
    expect(flags.map(({ text }) => text).join(" ")).toMatch(/guaranteed returns/i);
    for (const { bullets, id } of briefing.sections) {
      if (id === "compliance") continue;
      for (const { text } of bullets) expect(text).not.toMatch(/guarantee/i);
    }
  });

  test("the other family of that surname, and every other household, stays out of it", () => {
    const words = wordsOf(briefing.sections);
    for (const foreign of [
      "Grace",
      "9026",
      "212,000",
      "Vanguard",
      "Wabash",
      "Crossroads",
      "Natarajan",
      "Northwestern",
      "7032",
      "Alder Street",
    ])
      expect(words).not.toContain(foreign);
    for (const own of ["4471", "Katie"]) expect(words).toContain(own);
    expect(words).not.toContain(secret);
  });

  test("what must not be seen is masked wherever mail is shown, and the offsets hold", async () => {
    const document = graph.documents.find(({ content }) => content.includes(secret));
    if (document === undefined) expect.fail("the mail holds no such number");
    const shown = await firm.call("Documents.Get", { documentId: document.id });
    expect(shown.content).toHaveLength(document.content.length);
    const at = document.content.indexOf(secret);
    expect(shown.content.slice(at, at + secret.length)).toBe("•".repeat(secret.length));
    const found = await firm.call("Graph.Search", { query: "beneficiary form", kinds: ["document"] });
    expect(JSON.stringify(found)).not.toContain(secret);
    expect((await firm.call("Graph.Search", { query: secret, kinds: ["document"] })).results).toEqual([]);
  });

  test("every list gives its rows page by page as it gives them whole, and takes no cursor but its own", async () => {
    await firm.call("MeetingPrep.Generate", { ask });
    const lists = [
      "Organization.List",
      "Mailboxes.List",
      "Documents.List",
      "Threads.List",
      "Households.List",
      "Graph.Search",
      "MeetingPrep.List",
      "Compliance.Flags",
      "Audit.List",
    ] as const;
    for (const name of lists) {
      const input =
        name === "Graph.Search"
          ? { query: "Thompson" }
          : name === "Audit.List"
            ? { operation: "MeetingPrep.Generate" }
            : {};
      const page = async (limit: number, cursor?: string) => {
        const given = { ...input, limit, ...(cursor === undefined ? {} : { cursor }) };
        const { nextCursor, ...rows } = (await invoke(firm.context, catalogue[name], given)) as { nextCursor?: string };
        return { rows: Object.values(rows as Record<string, readonly object[]>)[0] ?? [], nextCursor };
      };
      const whole = await page(200);
      expect(whole.nextCursor, name).toBeUndefined();
      expect(whole.rows.length, name).toBeGreaterThan(0);
      const paged: object[] = [];
      for (let cursor: string | undefined; ; ) {
        const { rows, nextCursor } = await page(2, cursor);
        paged.push(...rows);
        if (nextCursor === undefined) break;
        expect(rows.length, name).toBe(2);
        cursor = nextCursor;
      }
      expect(paged, name).toEqual(whole.rows);
      for (const forged of [["x"], ["x", "y"], [1, "x"], ["x", "y", "z"], [null, null]]) {
        const cursor = Buffer.from(JSON.stringify(forged)).toString("base64url");
        const isTaken = forged.length === 1 && ["Organization.List", "Mailboxes.List"].includes(name);
        const tag = await page(2, cursor).then(
          () => "answered",
          (error: BeepError) => error.tag,
        );
        expect([name, forged, tag]).toEqual([name, forged, isTaken ? "answered" : "ValidationError"]);
      }
    }
  });

  test("every span, citation, ledger and the audit chain are proved", async () => {
    const verified = await firm.call("Evidence.Verify", {});
    expect(verified).toMatchObject({ versions: 20, firstBroken: null });
    expect(verified.citations).toBeGreaterThanOrEqual(allBullets(briefing).length);
    expect(await firm.call("Audit.Verify", {})).toMatchObject({ isIntact: true, firstBroken: null });
    const { mailboxes } = await firm.call("Mail.SyncStatus", {});
    expect(mailboxes).toMatchObject([{ received: 20, stored: 20, excluded: 0, failed: 0 }]);
  });

  test("another organization sees nothing of it, and its ids answer like ids that do not exist", async () => {
    const other = firmOf(firm.context.app, "journey-other");
    await other.call("Organization.Create", { slug: "journey-other" });
    expect(await other.call("Households.List", {})).toEqual({ households: [] });
    expect(await other.call("Documents.List", {})).toEqual({ documents: [] });
    expect(await other.call("Threads.List", {})).toEqual({ threads: [] });
    expect(await other.call("Mailboxes.List", {})).toEqual({ mailboxes: [] });
    expect(await other.call("MeetingPrep.List", {})).toEqual({ briefings: [] });
    expect(await other.call("Compliance.Flags", {})).toEqual({ flags: [] });
    expect(await other.call("Graph.Search", { query: "Thompson" })).toEqual({ results: [] });
    expect(await other.call("Mail.SyncStatus", {})).toEqual({ mailboxes: [] });
    expect(await other.call("Graph.Export", {})).toEqual({
      documents: [],
      entities: [],
      attributeFacts: [],
      relations: [],
      flags: [],
    });
    expect(await other.call("Evidence.Verify", {})).toMatchObject({ versions: 0, spans: 0, citations: 0 });
    expect(JSON.stringify((await other.call("Audit.List", {})).events)).not.toContain(graph.documents[0]?.id);

    const [documentId = "", entityId = "", relationId = "", attributeId = ""] = [
      graph.documents[0]?.id,
      graph.entities[0]?.id,
      graph.relations[0]?.id,
      graph.attributeFacts[0]?.id,
    ];
    const meetingPrepBulletId = allBullets(briefing)[0]?.id ?? "";
    const householdId = briefing.subject.entityId;
    const [{ providerAccountId = "" } = {}] = (await firm.call("Mailboxes.List", {})).mailboxes;
    const [{ threadId = "" } = {}] = (await firm.call("Threads.List", {})).threads;
    const nothing = "0198c0de-0000-7000-8000-00000000dead";
    const asks: readonly ((change: (id: string) => string) => Promise<unknown>)[] = [
      (f) => other.call("Documents.Get", { documentId: f(documentId) }),
      (f) => other.call("Graph.Get", { entityId: f(entityId) }),
      (f) => other.call("Evidence.List", { entityId: f(entityId) }),
      (f) => other.call("Evidence.List", { relationId: f(relationId) }),
      (f) => other.call("Evidence.List", { attributeId: f(attributeId) }),
      (f) => other.call("Evidence.List", { meetingPrepBulletId: f(meetingPrepBulletId) }),
      (f) => other.call("Evidence.List", { documentId: f(documentId) }),
      (f) => other.call("MeetingPrep.Get", { id: f(briefing.id) }),
      (f) => other.call("Threads.List", { householdId: f(householdId) }),
      (f) => other.call("Threads.Get", { providerAccountId: f(providerAccountId), threadId }),
      (f) => other.call("Mail.SyncStatus", { providerAccountId: f(providerAccountId) }),
    ];
    for (const asked of asks) {
      const [ours, nobodys] = await Promise.all([failureOf(asked((id) => id)), failureOf(asked(() => nothing))]);
      expect(ours.tag, asked.toString()).toBe("NotFoundError");
      expect(ours).toEqual(nobodys);
    }
    const listed = (id: string) => other.call("MeetingPrep.List", { subjectEntityId: id });
    expect(await listed(householdId)).toEqual(await listed(nothing));
    expect(await failureOf(other.call("MeetingPrep.Generate", { ask }))).toMatchObject({
      tag: "SubjectUnknownError",
      fields: { near: [] },
    });
  });

  test("opened again after a restart it is what it was, and every citation still resolves", async () => {
    await db.close();
    db = await home.open();
    firm = firmOf(applicationOf(db, home.keyFile), "journey");
    expect(await firm.call("MeetingPrep.Get", { id: briefing.id })).toEqual(briefing);
    expect(await firm.call("Graph.Export", {})).toEqual(graph);
    for (const { id } of allBullets(briefing)) (await listAll({ meetingPrepBulletId: id })).forEach(expectToHold);
    expect((await firm.call("Evidence.Verify", {})).firstBroken).toBeNull();
  });
});

async function failureOf(promise: Promise<unknown>): Promise<Pick<BeepError, "tag" | "message" | "fields">> {
  try {
    await promise;
  } catch (error) {
    const { tag, message, fields } = error as BeepError;
    return { tag, message, fields };
  }
  return expect.fail("it was answered");
}
