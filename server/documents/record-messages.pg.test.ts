import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyReading, parsedMessage } from "../../test/build/parsed-message.ts";
import { makeMailbox, makeOrganization, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { ParsedMessage } from "../mail/message.ts";
import { type OrganizationKeys, openOrganizationKeys } from "./keys.ts";
import { masterKeyFile } from "./master-key-file.ts";
import { prepareMessage } from "./prepare-message.ts";
import { recordMessages } from "./record-messages.ts";
import { listVersionContents } from "./version-content.ts";

describe("recordMessages", () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), "beep-documents-"));
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  type Firm = { readonly actor: Actor; readonly keys: OrganizationKeys; readonly boxes: readonly [string, string] };

  async function firm(): Promise<Firm> {
    const organizationId = await makeOrganization(db);
    const boxes = [await makeMailbox(db, organizationId), await makeMailbox(db, organizationId)] as const;
    const actor = { organizationId, mailboxIds: boxes, userId: null };
    return { actor, keys: await openOrganizationKeys(db, actor, masterKeyFile(join(folder, "master.key"))), boxes };
  }

  type Sight = { readonly box: string; readonly message: ParsedMessage; readonly gmailId?: string };

  const prepare = ({ keys }: Firm, { box, message, gmailId }: Sight) =>
    prepareMessage(keys, {
      source: {
        mailboxId: box,
        type: gmailId === undefined ? "file" : "gmail",
        labels: [],
        ...(gmailId === undefined ? {} : { gmail: { id: gmailId, threadId: "t" } }),
      },
      message,
      raw: Buffer.from(message.content),
      zones: [],
      zonerVersion: "1",
      ontologyId: "wealth-management/v1",
      reading: emptyReading,
    });

  const record = async (at: Firm, ...sights: readonly Sight[]) => {
    const prepared = sights.map((sight) => prepare(at, sight));
    const recorded = await withOrganization(db, at.actor, (tx) => recordMessages(tx, at.keys, prepared));
    return recorded.map(({ outcome }) => outcome);
  };

  /** All that must not depend on the order of arrival. */
  const stored = ({ actor, boxes }: Firm) =>
    withOrganization(db, actor, async (tx) => {
      const name = (id: string) => (id === boxes[0] ? "box 0" : "box 1");
      const documents = await tx.selectFrom("document").selectAll().orderBy("sort_key").execute();
      const versions = await tx.selectFrom("document_version").selectAll().orderBy("version_number").execute();
      const sources = await tx.selectFrom("document_source").selectAll().execute();
      const extractions = await tx.selectFrom("extraction").selectAll().execute();
      const search = await tx.selectFrom("search_entry").selectAll().execute();
      return documents.map((document) => ({
        id: document.id,
        state: document.state,
        sentAt: document.sent_at?.toISOString(),
        sortKey: document.sort_key,
        boxes: document.mailbox_ids.map(name).sort(),
        versions: versions
          .filter((row) => row.document_id === document.id)
          .map((row) => [row.version_number, row.id === document.current_version_id, row.mailbox_ids.map(name).sort()]),
        sources: sources
          .filter((row) => row.document_id === document.id)
          .map((row) => `${name(row.mailbox_id)} ${row.source_type} ${row.state}`)
          .sort(),
        readings: extractions
          .filter((row) => row.document_id === document.id)
          .map((row) => [row.envelope, row.mailbox_ids.map(name).sort()]),
        search: search
          .filter((row) => row.ref_id === document.id)
          .map((row) => [row.masked_text, row.sort_key, row.mailbox_ids.map(name).sort()]),
      }));
    });

  it("keeps the exact content, readable again, and searches see only masked text", async () => {
    const at = await firm();
    const message = parsedMessage("My SSN is 219-09-9999 😀");
    expect(await record(at, { box: at.boxes[0], message })).toEqual(["document"]);
    const [document] = await stored(at);
    expect(document?.search[0]?.[0]).toBe(message.content.replace("219-09-9999", "•".repeat(11)));
    await withOrganization(db, at.actor, async (tx) => {
      const row = await tx.selectFrom("document_version").selectAll().executeTakeFirstOrThrow();
      expect((await listVersionContents(tx, at.keys, [row.id])).get(row.id)?.content).toBe(message.content);
      expect(row.content_cipher.includes("219-09")).toBe(false);
      expect(row.raw_cipher.includes("219-09")).toBe(false);
    });
  });

  it("stores nothing for a known source with the same words", async () => {
    const at = await firm();
    const sight = { box: at.boxes[0], message: parsedMessage("one") };
    await record(at, sight);
    const before = await stored(at);
    expect(await record(at, sight, sight)).toEqual(["known", "known"]);
    expect(await stored(at)).toEqual(before);
  });

  it("makes exactly one version when a known source says something else", async () => {
    const at = await firm();
    const changed = { box: at.boxes[0], message: parsedMessage("two"), gmailId: "g1" };
    await record(at, { ...changed, message: parsedMessage("one") });
    expect(await record(at, changed)).toEqual(["version"]);
    expect(await record(at, changed)).toEqual(["known"]);
    const [document, ...others] = await stored(at);
    expect(others).toEqual([]);
    expect(document?.versions).toEqual([
      [1, false, ["box 0"]],
      [2, true, ["box 0"]],
    ]);
    expect(document?.search[0]?.[0]).toContain("two");
  });

  it("joins a copy in another mailbox to the document, whose every row that mailbox may then read", async () => {
    const at = await firm();
    const message = parsedMessage("shared");
    expect(await record(at, { box: at.boxes[0], message })).toEqual(["document"]);
    expect(await record(at, { box: at.boxes[1], message, gmailId: "g9" })).toEqual(["source"]);
    const [document, ...others] = await stored(at);
    expect(others).toEqual([]);
    const both = ["box 0", "box 1"];
    expect(document?.boxes).toEqual(both);
    expect(document?.versions).toEqual([[1, true, both]]);
    expect(document?.readings[0]?.[1]).toEqual(both);
    expect(document?.search[0]?.[2]).toEqual(both);
    expect(document?.sources).toEqual(["box 0 file present", "box 1 gmail present"]);
  });

  it("keeps apart what differs in words or in Message-ID", async () => {
    const at = await firm();
    const box = at.boxes[0];
    await record(
      at,
      { box, message: parsedMessage("one") },
      { box, message: parsedMessage("two") },
      { box, message: parsedMessage("one", { messageId: "<other@fernhill.example>" }) },
      { box, message: parsedMessage("one", { messageId: null, identity: "none" }) },
    );
    expect(await stored(at)).toHaveLength(4);
  });

  it("ends the same in whatever order the copies arrive, one batch or many", async () => {
    const at = await firm();
    const sights = (firm: Firm): readonly Sight[] => [
      { box: firm.boxes[0], message: parsedMessage("a", { authentication: "pass" }) },
      { box: firm.boxes[0], message: parsedMessage("a", { receivedAtMs: 1767000000000 }) },
      { box: firm.boxes[1], message: parsedMessage("a", { authentication: "fail", receivedAtMs: 1768000000000 }) },
      { box: firm.boxes[1], message: parsedMessage("b") },
      { box: firm.boxes[1], message: parsedMessage("b"), gmailId: "g2" },
    ];
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 4, 0, 3, 1],
    ])
      for (const isBatched of [true, false]) {
        const fresh = { ...at, ...(await firm()) };
        const picked = order.map((i) => sights(fresh)[i]).filter((sight) => sight !== undefined);
        const groups = isBatched
          ? [0, 1].map((box) => picked.filter((sight) => sight.box === fresh.boxes[box] && sight.gmailId === undefined))
          : picked.map((sight) => [sight]);
        if (isBatched) groups.push(picked.filter((sight) => sight.gmailId !== undefined));
        for (const group of groups) await record(fresh, ...group);
        const shapes = (await stored(fresh)).map(({ id: _id, sortKey: _sortKey, ...rest }) => ({
          ...rest,
          search: rest.search.map(([text, , boxes]) => [text, boxes]),
        }));
        expect(shapes).toMatchObject([
          {
            sentAt: "2025-12-29T09:20:00.000Z",
            sources: ["box 0 file present", "box 1 file present"],
            readings: [[{ authentication: "fail" }, ["box 0", "box 1"]]],
          },
          { sources: ["box 1 file present", "box 1 gmail present"] },
        ]);
      }
  });

  it("shows a removed document again under its old id when it is seen again", async () => {
    const at = await firm();
    const sight = { box: at.boxes[0], message: parsedMessage("back") };
    await record(at, sight);
    const [before] = await stored(at);
    await withOrganization(db, at.actor, async (tx) => {
      await tx.updateTable("document").set({ state: "removed", needs_resolving: false }).execute();
      await tx.updateTable("document_source").set({ state: "removed" }).execute();
    });
    expect(await record(at, sight)).toEqual(["known"]);
    expect(await stored(at)).toEqual([before]);
  });

  it("leaves a destroyed document destroyed, by whatever source it is seen", async () => {
    const at = await firm();
    const sight = { box: at.boxes[0], message: parsedMessage("gone") };
    await record(at, sight);
    await withOrganization(db, at.actor, (tx) =>
      tx.updateTable("document").set({ state: "destroyed", wrapped_key: null }).execute(),
    );
    expect(await record(at, sight)).toEqual(["destroyed"]);
    expect(await record(at, { ...sight, box: at.boxes[1] })).toEqual(["destroyed"]);
    await withOrganization(db, at.actor, async (tx) => {
      const row = await tx.selectFrom("document_version").select("id").executeTakeFirstOrThrow();
      await expect(listVersionContents(tx, at.keys, [row.id])).rejects.toMatchObject({
        tag: "EvidenceUnavailableError",
      });
    });
  });

  it("takes what mail holds and PostgreSQL refuses: NUL, lone surrogates, endless Message-IDs", async () => {
    const at = await firm();
    const message = parsedMessage("strange", {
      messageId: `<${"x".repeat(9000)}\0\uD800@fernhill.example>`,
      to: [{ name: "Nul \0 \uDC00", address: "a\0@b.example" }],
      date: null,
    });
    expect(await record(at, { box: at.boxes[0], message })).toEqual(["document"]);
    expect(await record(at, { box: at.boxes[0], message })).toEqual(["known"]);
  });

  it("stores one document when several workers record it at once", async () => {
    const at = await firm();
    const sight = { box: at.boxes[0], message: parsedMessage("race") };
    await Promise.allSettled([1, 2, 3, 4].map(() => record(at, sight)));
    expect(await record(at, sight)).toEqual(["known"]);
    expect(await stored(at)).toHaveLength(1);
  });
});
