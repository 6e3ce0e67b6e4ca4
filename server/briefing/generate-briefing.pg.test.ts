import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { halvorsenMailbox } from "../../test/build/halvorsen-mailbox.ts";
import { buildMailboxGraph } from "../../test/build/mailbox-graph.ts";
import { emptyReading, parsedMessage } from "../../test/build/parsed-message.ts";
import { makeMailbox, makeOrganization, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { wordsOf } from "../../test/build/words-of.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { type OrganizationKeys, openOrganizationKeys } from "../documents/keys.ts";
import { masterKeyFile } from "../documents/master-key-file.ts";
import { prepareMessage } from "../documents/prepare-message.ts";
import { recordMessages } from "../documents/record-messages.ts";
import { writeBlock } from "../graph/graph.repository.ts";
import { derivedId } from "../lib/derived-id.ts";
import { compareWithEarlier } from "./compare-with-earlier.ts";
import { generateBriefing } from "./generate-briefing.ts";
import { getBriefing } from "./get-briefing.ts";
import { listBriefings } from "./list-briefings.ts";
import { printBriefing } from "./print-briefing.ts";

describe("briefings kept", () => {
  const folder = mkdtempSync(join(tmpdir(), "beep-briefing-"));
  const ask = "Prepare me for the Halvorsen meeting on 2026-03-05";
  let db: TestDatabase;
  /** Reads both mailboxes; Ida's notes and Nils's mail of the account lie in the second. */
  let both: Actor;
  let first: Actor;
  let keys: OrganizationKeys;

  beforeAll(async () => {
    db = await testDatabase();
    const organizationId = await makeOrganization(db);
    const boxes = [await makeMailbox(db, organizationId), await makeMailbox(db, organizationId)] as const;
    both = { organizationId, mailboxIds: boxes, userId: null };
    first = { ...both, mailboxIds: [boxes[0]] };
    keys = await openOrganizationKeys(db, both, masterKeyFile(join(folder, "master.key")));
    await store(boxes);
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  async function store(boxes: readonly [string, string]) {
    const sketch = buildMailboxGraph(halvorsenMailbox);
    const prepared = sketch.messages.map((m) => {
      const mailboxId = m.documentVersionId === "m1" || m.documentVersionId === "m5" ? boxes[1] : boxes[0];
      const content = sketch.contentOf(m.documentVersionId) ?? "";
      const localDate = m.localDate ?? "";
      const message = parsedMessage("", {
        ...m,
        messageId: m.messageId,
        content,
        identity: content,
        date: { iso: `${localDate}T09:00:00Z`, epochMs: m.sentAtMs ?? 0, localDate, offsetMinutes: 0 },
      });
      const reading = { zones: m.zones, zonerVersion: "1", ontologyId: "wealth-management/v1", reading: emptyReading };
      const source = { mailboxId, type: "file", labels: [] } as const;
      return {
        id: m.documentVersionId,
        ...prepareMessage(keys, { source, message, raw: Buffer.from(content), ...reading }),
      };
    });
    const placeOf = (id: string) => {
      const found = prepared.find((p) => p.id === id);
      if (!found) throw new RangeError(id);
      const { documentId, newDocument, source } = found;
      return { documentId, documentVersionId: newDocument.id, mailboxIds: [source.mailboxId] };
    };
    const blockId = derivedId("block", both.organizationId);
    const idOf = (id: string) => derivedId(both.organizationId, id);
    const graph = { ...buildMailboxGraph(halvorsenMailbox, { placeOf, idOf }).resolved, reviews: [] };
    const sortKeys = new Map(prepared.map((p) => [p.documentId, p.messageId]));
    await withOrganization(db, both, async (tx) => {
      await recordMessages(tx, keys, prepared);
      await tx
        .updateTable("document")
        .set({ block_id: blockId })
        .where("organization_id", "=", both.organizationId)
        .execute();
      await writeBlock(tx, both.organizationId, { blockId, graph, sortKeys });
    });
  }

  const open = (actor: Actor, id: string) => withOrganization(db, actor, (tx) => getBriefing(tx, actor, keys, id));
  const list = (actor: Actor, subjectEntityId?: string) =>
    withOrganization(db, actor, (tx) => listBriefings(tx, actor, { limit: 50, subjectEntityId }));

  it("opens again exactly as it was written", async () => {
    const written = await generateBriefing(db, both, keys, { ask });
    expect(written.sections.map((s) => s.id)).toContain("accounts");
    expect(await open(both, written.id)).toEqual(written);
    const { briefings } = await list(both, written.subject.entityId);
    expect(briefings[0]).toMatchObject({ id: written.id, subject: written.subject, asOf: "2026-03-05" });
  });

  it("shows others only the bullets whose every citation they may read", async () => {
    const written = await generateBriefing(db, both, keys, { ask });
    const seen = await open(first, written.id);
    const all = written.sections.flatMap((s) => s.bullets);
    const shown = seen.sections.flatMap((s) => s.bullets);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(all.length);
    expect(wordsOf(shown)).not.toMatch(/4417|212,400|August 28/);
  });

  it("writes nothing from a mailbox that the asker does not read", async () => {
    const written = await generateBriefing(db, first, keys, { ask });
    expect(written.sections.length).toBeGreaterThan(0);
    expect(wordsOf(written)).not.toMatch(/4417|212,400|August 28/);
  });

  it("answers an unknown id, and one of another organization, alike", async () => {
    const written = await generateBriefing(db, both, keys, { ask });
    const organizationId = await makeOrganization(db);
    const stranger = { organizationId, mailboxIds: [await makeMailbox(db, organizationId)], userId: null };
    await expect(open(stranger, written.id)).rejects.toMatchObject({ tag: "NotFoundError" });
    await expect(open(both, derivedId("nothing"))).rejects.toMatchObject({ tag: "NotFoundError" });
    expect((await list(stranger)).briefings).toEqual([]);
  });

  const compare = (actor: Actor, id: string, withId?: string) =>
    withOrganization(db, actor, (tx) => compareWithEarlier(tx, actor, keys, { id, withId }));

  it("stands beside the one before it of its subject, line by line", async () => {
    // Whoever asked before read less.
    const earlier = await generateBriefing(db, first, keys, { ask });
    const later = await generateBriefing(db, both, keys, { ask });
    const compared = await compare(both, later.id);
    expect([compared.before?.id, compared.after.id]).toEqual([earlier.id, later.id]);
    const changes = new Set(compared.sections.flatMap(({ lines }) => lines.map(({ change }) => change)));
    expect([...changes]).toEqual(expect.arrayContaining(["same", "new"]));
    expect(await compare(both, later.id, later.id)).toMatchObject({ before: { id: later.id } });
    const oldest = (await list(both)).briefings.at(-1)?.id ?? "";
    expect(await compare(both, oldest)).toMatchObject({ before: null, sections: [] });
    await expect(compare(both, later.id, derivedId("nothing"))).rejects.toMatchObject({ tag: "NotFoundError" });
  });

  it("is compared only as far as both may be read", async () => {
    const written = await generateBriefing(db, both, keys, { ask });
    await generateBriefing(db, both, keys, { ask });
    expect(wordsOf(await compare(first, written.id))).not.toMatch(/4417|212,400|August 28/);
  });

  it("is printed as whoever asks may read it", async () => {
    const written = await generateBriefing(db, both, keys, { ask });
    const whole = await printBriefing(db, both, keys, written.id);
    const part = await printBriefing(db, first, keys, written.id);
    expect(whole.fileName).toBe("briefing-2026-03-05.pdf");
    expect(Buffer.from(whole.pdf, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    expect(part.pdf.length).toBeLessThan(whole.pdf.length);
  });
});
