import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsOf } from "../../../test/build/import-process.ts";
import { letter, openSyncedMailbox } from "../../../test/build/synced-mailbox.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { memoryGmail } from "../../../test/fakes/memory-gmail.ts";
import { GmailError } from "../../google/gmail.ts";
import { importMail } from "../import-mail.ts";
import { readParsedMessage } from "../read-parsed-message.ts";
import { takeLease } from "./lease.ts";

describe("syncMailbox", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());
  const openMailbox = () => openSyncedMailbox(db);

  it("reads the whole mailbox over several pages, and a second time changes nothing", async () => {
    const { sync, documents, ledger, state } = await openMailbox();
    const { gmail, add } = memoryGmail();
    for (let n = 1; n <= 9; n++) add(letter(n));
    expect(await sync(gmail)).toMatchObject({
      problem: undefined,
      counts: { received: 9, stored: 9, newDocuments: 9 },
    });
    expect(await documents()).toHaveLength(9);
    expect(await ledger()).toEqual(Array(9).fill("stored"));
    expect(await sync(gmail)).toMatchObject({ problem: undefined, counts: { received: 0 } });
    expect(await state()).toMatchObject({ lease_holder: null, phase: "idle", problem: null });
    expect((await state()).last_full_comparison_at).not.toBeNull();
  });

  it("finds a new reply to an old thread, what was deleted and what came back", async () => {
    const { sync, documents, inScope } = await openMailbox();
    const { gmail, add, remove, label } = memoryGmail();
    const first = add(letter(1), ["INBOX"], "thread-1");
    for (let n = 2; n <= 6; n++) add(letter(n));
    await sync(gmail);
    const reply = add(letter(7, "A reply"), ["INBOX"], "thread-1");
    remove(first);
    label(reply, ["STARRED", "Label_7"], ["INBOX"]);
    expect(await sync(gmail)).toMatchObject({ problem: undefined, counts: { newDocuments: 1 } });
    expect(await documents()).toContain("<n1@fernhill.example> removed");
    expect(await documents()).toContain("<n7@fernhill.example> present");
    const labels = () =>
      inScope((tx) =>
        tx.selectFrom("document_source").select("labels").where("source_id", "=", reply).executeTakeFirstOrThrow(),
      );
    expect(await labels()).toEqual({ labels: ["Label_7", "STARRED"] });
    label(reply, ["TRASH"]);
    await sync(gmail);
    expect(await documents()).toContain("<n7@fernhill.example> removed");
    label(reply, [], ["TRASH", "STARRED"]);
    await sync(gmail);
    expect(await documents()).toContain("<n7@fernhill.example> present");
    expect(await labels()).toEqual({ labels: ["Label_7"] });
  });

  it("compares all ids when history was forgotten, and never jumps over what happened meanwhile", async () => {
    const { sync, documents, inScope } = await openMailbox();
    const { gmail, add, remove, label, forgetHistory } = memoryGmail();
    const ids = [1, 2, 3, 4, 5, 6].map((n) => add(letter(n)));
    await sync(gmail);
    for (let n = 7; n <= 12; n++) add(letter(n));
    remove(ids[0] ?? "");
    label(ids[1] ?? "", ["Label_7"]);
    forgetHistory();
    expect(await sync(gmail, { reason: "due" })).toMatchObject({ problem: undefined, counts: { newDocuments: 6 } });
    const all = await documents();
    expect(all).toHaveLength(12);
    expect(all.filter((line) => line.endsWith("removed"))).toEqual(["<n1@fernhill.example> removed"]);
    const source = await inScope((tx) =>
      tx
        .selectFrom("document_source")
        .select("labels")
        .where("source_id", "=", ids[1] ?? "")
        .executeTakeFirstOrThrow(),
    );
    expect(source.labels).toEqual(["INBOX", "Label_7"]);
  });

  it("leaves out drafts, spam, trash and chats with their reasons, and reads one that leaves spam", async () => {
    const { sync, documents, ledger } = await openMailbox();
    const { gmail, add, label, remove } = memoryGmail();
    add(letter(1));
    const spam = add(letter(2), ["SPAM"]);
    add(letter(3), ["DRAFT"]);
    add(letter(4), ["TRASH"]);
    const chat = add(letter(5), ["CHAT"]);
    await sync(gmail);
    expect(await ledger()).toEqual(["chat", "draft", "spam", "stored", "trash"]);
    label(spam, ["INBOX"], ["SPAM"]);
    remove(chat);
    await sync(gmail);
    expect(await ledger()).toEqual(["draft", "stored", "stored", "trash"]);
    expect(await documents()).toEqual(["<n1@fernhill.example> present", "<n2@fernhill.example> present"]);
  });

  it("lets nobody who wrote with the account's own hand count as unknown, and keeps the server's verdict", async () => {
    const { sync, inScope } = await openMailbox();
    const { gmail, add } = memoryGmail();
    add(letter(1), ["SENT"]);
    add(letter(2, "x", "Authentication-Results: mx.google.com; dmarc=fail\r\n"));
    add(letter(3));
    await sync(gmail);
    const rows = await inScope((tx) => tx.selectFrom("extraction").select("envelope").execute());
    expect(rows.map(({ envelope }) => (envelope as { authentication: string }).authentication).sort()).toEqual([
      "fail",
      "none",
      "pass",
    ]);
  });

  it("makes one document of a message that an export held already", async () => {
    const { sync, documents, actor, keys, mailboxId } = await openMailbox();
    await importMail({ db, keys, read: readParsedMessage }, { actor, mailboxId, items: itemsOf([letter(1)]) });
    const { gmail, add, remove } = memoryGmail();
    const id = add(letter(1));
    expect(await sync(gmail)).toMatchObject({ counts: { stored: 1, newDocuments: 0 } });
    remove(id);
    await sync(gmail);
    // The export still holds it.
    expect(await documents()).toEqual(["<n1@fernhill.example> present"]);
  });

  it("keeps what fails in the ledger, tries it again, and is not held up by it", async () => {
    const { sync, ledger } = await openMailbox();
    let isBroken = true;
    const { gmail, add } = memoryGmail({
      before: (request, id) => {
        if (isBroken && request === "getMessage" && id?.endsWith("2"))
          throw new GmailError({ kind: "unavailable", reason: "server_error" });
      },
    });
    for (let n = 1; n <= 3; n++) add(letter(n));
    add("no header at all\n");
    expect(await sync(gmail)).toMatchObject({ problem: undefined, counts: { stored: 2, failed: 2 } });
    expect(await ledger()).toEqual(["fetch_failed", "no_headers", "stored", "stored"]);
    expect(await sync(gmail, { reason: "due" })).toMatchObject({ counts: { received: 0 } });
    isBroken = false;
    expect(await sync(gmail)).toMatchObject({ counts: { stored: 1, failed: 1 } });
    expect(await ledger()).toEqual(["no_headers", "stored", "stored", "stored"]);
  });

  it("says what is wrong when Gmail does not answer, and counts nothing as failed", async () => {
    const { sync, ledger, state } = await openMailbox();
    let fault: GmailError["fault"] | null = { kind: "unavailable", reason: "timeout" };
    const { gmail, add } = memoryGmail({
      before: (request) => {
        if (fault !== null && request !== "listLabels" && request !== "listIds") throw new GmailError(fault);
      },
    });
    add(letter(1));
    expect(await sync(gmail)).toMatchObject({ problem: "unavailable" });
    expect(await ledger()).toEqual([]);
    fault = { kind: "unauthorized" };
    expect(await sync(gmail)).toMatchObject({ problem: "needs_relink" });
    expect(await state()).toMatchObject({ problem: "needs_relink", lease_holder: null, last_success_at: null });
    fault = { kind: "rate_limited", retryAfterMs: 5000 };
    expect(await sync(gmail)).toMatchObject({ problem: "rate_limited", retryAfterMs: 5000 });
    fault = null;
    expect(await sync(gmail)).toMatchObject({ problem: undefined, counts: { stored: 1 } });
    expect(await state()).toMatchObject({ problem: null, not_before: null });
  });

  it("has one worker at a time; one that lost its lease writes nothing more", async () => {
    const { sync, ledger, actor, mailboxId, inScope } = await openMailbox();
    const lease = await takeLease(db, actor, mailboxId, new AbortController().signal, 300);
    const { gmail, add } = memoryGmail();
    add(letter(1));
    await expect(sync(gmail)).rejects.toMatchObject({ tag: "ConflictError", fields: { reason: "sync_running" } });
    await inScope((tx) =>
      tx
        .updateTable("mail_sync")
        .set({ lease_holder: randomUUID(), lease_expires_at: new Date(0) })
        .execute(),
    );
    await sync(gmail);
    expect(await ledger()).toEqual(["stored"]);
    await expect(lease.write(async () => {})).rejects.toMatchObject({ fields: { reason: "sync_taken_over" } });
    await lease.release();
  });
});
