import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { letter, openSyncedMailbox } from "../../../test/build/synced-mailbox.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { memoryGmail } from "../../../test/fakes/memory-gmail.ts";
import { type Gmail, GmailError } from "../../google/gmail.ts";

describe("a sync after Gmail forgot its history", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  /** A mailbox that is read, of a Gmail that counts requests and may do something before each. */
  const open = async (letters: number, systemLabels?: readonly string[]) => {
    const mailbox = await openSyncedMailbox(db);
    const requests: (keyof Gmail)[] = [];
    let onRequest: (request: keyof Gmail, id: string | null) => void = () => {};
    const account = memoryGmail({
      ...(systemLabels === undefined ? {} : { systemLabels }),
      before(request, id) {
        requests.push(request);
        onRequest(request, id);
      },
    });
    const ids = Array.from({ length: letters }, (_, n) => account.add(letter(n + 1), ["INBOX", "UNREAD"]));
    const labels = () =>
      mailbox.inScope(async (tx) => {
        const rows = await tx.selectFrom("document_source").select(["source_id", "labels", "state"]).execute();
        return Object.fromEntries(rows.map((row) => [row.source_id, `${row.state} ${row.labels.join(" ")}`]));
      });
    return {
      ...mailbox,
      ...account,
      ids,
      labels,
      idOf: (n: number) => ids[n] ?? "",
      /** How often each request was made by a sync now. */
      async syncCounting() {
        requests.length = 0;
        const { problem } = await mailbox.sync(account.gmail, { reason: "due" });
        expect(problem).toBeUndefined();
        return (request: keyof Gmail) => requests.filter((one) => one === request).length;
      },
      on(fn: typeof onRequest) {
        onRequest = fn;
      },
    };
  };

  it("asks about no message of which nothing changed, and sets changed labels from the lists", async () => {
    const { syncCounting, label, forgetHistory, labels, idOf, ids, gmail } = await open(24);
    await syncCounting();
    for (const id of ids.slice(3)) label(id, ["STARRED"], ["UNREAD"]);
    forgetHistory();
    const count = await syncCounting();
    expect([count("getMessage"), count("getLabels")]).toEqual([0, 0]);
    // Six pages of all, of INBOX, and of STARRED, one of UNREAD, and one of each other label.
    const named = (await gmail.listLabels(new AbortController().signal)).length;
    expect(count("listIds")).toBe(6 + 6 + 6 + 1 + (named - 3));
    expect(await labels()).toMatchObject({
      [idOf(0)]: "present INBOX UNREAD",
      [idOf(3)]: "present INBOX STARRED",
      [idOf(23)]: "present INBOX STARRED",
    });
  });

  it("asks about those alone that came, went, or are left out otherwise", async () => {
    const { syncCounting, add, label, remove, forgetHistory, labels, documents, ledger, idOf } = await open(12);
    const spam = add(letter(13), ["SPAM"]);
    add(letter(14), ["SPAM"]);
    await syncCounting();
    add(letter(15));
    remove(idOf(0));
    label(idOf(1), ["TRASH"]);
    label(spam, ["INBOX"], ["SPAM"]);
    forgetHistory();
    const count = await syncCounting();
    expect([count("getMessage"), count("getLabels")]).toEqual([2, 2]);
    expect(await documents()).toEqual(
      expect.arrayContaining(["<n1@fernhill.example> removed", "<n2@fernhill.example> removed"]),
    );
    expect(await labels()).toMatchObject({ [idOf(1)]: "removed INBOX TRASH UNREAD", [spam]: "present INBOX" });
    expect(await ledger()).toEqual([...Array(12).fill("stored"), "spam", "stored", "stored"].sort());
  });

  it("stopped at any request and begun again, ends as if it had not been", { timeout: 120_000 }, async () => {
    const account = await open(5, ["INBOX", "STARRED", "TRASH", "UNREAD"]);
    const { sync, gmail, syncCounting, add, label, remove, forgetHistory, labels, documents, idOf, on } = account;
    await syncCounting();
    for (let stopAt = 1, isStopped = true; isStopped; stopAt++) {
      const isEven = stopAt % 2 === 0;
      label(idOf(3), isEven ? ["STARRED"] : [], isEven ? [] : ["STARRED"]);
      label(idOf(4), isEven ? ["TRASH"] : [], isEven ? [] : ["TRASH"]);
      const fleeting = add(letter(100 + stopAt));
      if (stopAt > 1) remove(fleeting);
      forgetHistory();
      let requests = 0;
      on(() => {
        if (++requests === stopAt) throw new GmailError({ kind: "unavailable", reason: "network" });
      });
      await sync(gmail);
      isStopped = requests >= stopAt;
      on(() => {});
      expect((await sync(gmail)).problem).toBeUndefined();
      expect(await labels()).toMatchObject({
        [idOf(0)]: "present INBOX UNREAD",
        [idOf(3)]: isEven ? "present INBOX STARRED UNREAD" : "present INBOX UNREAD",
        [idOf(4)]: isEven ? "removed INBOX TRASH UNREAD" : "present INBOX UNREAD",
      });
      expect(stopAt).toBeLessThan(30);
    }
    expect(await documents()).toHaveLength(6);
  });

  it("loses nothing that happens while the labels are listed", async () => {
    const { syncCounting, label, forgetHistory, labels, idOf, on } = await open(6);
    await syncCounting();
    label(idOf(5), ["IMPORTANT"]);
    forgetHistory();
    let isDone = false;
    on((request, labelId) => {
      if (isDone || request !== "listIds" || labelId !== "STARRED") return;
      isDone = true;
      label(idOf(0), ["IMPORTANT"], ["UNREAD"]);
      label(idOf(1), ["STARRED"]);
      label(idOf(2), ["TRASH"]);
    });
    await syncCounting();
    expect(isDone).toBe(true);
    expect(await labels()).toMatchObject({
      [idOf(0)]: "present IMPORTANT INBOX",
      [idOf(1)]: "present INBOX STARRED UNREAD",
      [idOf(2)]: "removed INBOX TRASH UNREAD",
      [idOf(5)]: "present IMPORTANT INBOX UNREAD",
    });
  });

  it("goes on when a label is deleted before its turn", async () => {
    const { sync, gmail, syncCounting, label, forgetHistory, labels, idOf, on } = await open(5);
    label(idOf(0), ["Label_7"]);
    await syncCounting();
    label(idOf(0), [], ["Label_7"]);
    forgetHistory();
    on((request, labelId) => {
      if (request === "listIds" && labelId === "Label_7") throw new GmailError({ kind: "refused" });
    });
    expect(await sync(gmail)).toMatchObject({ problem: "refused" });
    let asked = 0;
    const shrunk: Gmail = {
      ...gmail,
      listLabels: async (signal) =>
        (await gmail.listLabels(signal)).filter(({ id }) => asked++ < 10 || id !== "Label_7"),
    };
    expect(await sync(shrunk)).toMatchObject({ problem: undefined });
    expect(await labels()).toMatchObject({ [idOf(0)]: "present INBOX UNREAD" });
  });
});
