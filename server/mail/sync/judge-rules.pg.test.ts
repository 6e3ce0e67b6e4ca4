import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailRules } from "../../../contract/mail.ts";
import { letter, openSyncedMailbox } from "../../../test/build/synced-mailbox.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { memoryGmail } from "../../../test/fakes/memory-gmail.ts";
import { GmailError } from "../../google/gmail.ts";
import { getSyncStatus } from "../sync-status.ts";
import { getCompleteness } from "./completeness.ts";
import { judgeRules } from "./judge-rules.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function openMailbox() {
  const mailbox = await openSyncedMailbox(db);
  const { actor, inScope, mailboxId: providerAccountId } = mailbox;
  return {
    ...mailbox,
    rules: (input: object) =>
      inScope((tx) => judgeRules(tx, actor, mailRules.input.parse({ providerAccountId, ...input }))),
    completeness: (input: object = {}) =>
      inScope((tx) => getCompleteness(tx, actor, { providerAccountId, format: "json", limit: 100, ...input })),
    status: () => inScope(async (tx) => (await getSyncStatus(tx, actor, { providerAccountId })).mailboxes[0]?.sync),
  };
}

const of = (address: string, n: number) => letter(n).replace("odile@fernhill.example", address);

describe("Mail.Rules", () => {
  it("leaves out by label, address, domain and date from the next sync on, each with its reason", async () => {
    const { rules, sync, ledger } = await openMailbox();
    await rules({
      rules: { labels: ["personal"], addresses: ["Her@Home.example"], domains: ["club.example"], before: "2025-01-01" },
    });
    const { gmail, add } = memoryGmail();
    add(letter(1), ["Label_7"]);
    add(of("her@home.example", 2));
    add(of("x@club.example", 3));
    add(letter(4).replace("2026", "2024"));
    add(letter(5), ["SPAM"]);
    await sync(gmail);
    expect(await ledger()).toEqual(["address", "date", "domain", "label", "stored"]);
  });

  it("judges again what was left out when less is left out", async () => {
    const { rules, sync, ledger } = await openMailbox();
    const { gmail, add } = memoryGmail();
    add(letter(1), ["DRAFT"]);
    add(letter(2), ["SPAM"]);
    await sync(gmail);
    expect(await rules({})).toMatchObject({ version: 0, leftOutNow: { draft: 1, spam: 1 } });
    await rules({ rules: { labels: ["DRAFT"] } });
    await sync(gmail, { reason: "due" });
    expect(await ledger()).toEqual(["draft", "stored"]);
  });

  it("counts on a dry run, and refuses to leave out what was read already", async () => {
    const { rules, sync, ledger } = await openMailbox();
    const { gmail, add } = memoryGmail();
    add(letter(1));
    add(of("x@mail.club.example", 2), ["INBOX", "Label_7"]);
    add(letter(3), ["SPAM"]);
    add("no header at all\n");
    await sync(gmail);
    const wanted = { domains: ["club.example"], addresses: ["odile@fernhill.example"] };
    expect(await rules({ rules: wanted, isDryRun: true })).toMatchObject({
      alreadyRead: { address: 1, domain: 1 },
      counted: {
        read: 2,
        leftOut: 1,
        notReadYet: 1,
        summary: expect.stringMatching(
          /^Counted among the 2 messages read from Gmail; 1 left out now.*; 1 that Gmail has/,
        ),
      },
      version: 0,
    });
    expect(await rules({ rules: { labels: ["Personal"], before: "2026-01-06" }, isDryRun: true })).toMatchObject({
      alreadyRead: { label: 1, date: 1 },
    });
    await expect(rules({ rules: wanted })).rejects.toMatchObject({
      tag: "ConflictError",
      fields: { reason: "already_read" },
      message: expect.stringMatching(/decision about retention/),
    });
    expect(await rules({})).toMatchObject({ version: 0, rules: { domains: [] } });
    expect(await rules({ rules: { labels: ["Nowhere"], after: "2030-01-01" } })).toMatchObject({
      version: 1,
      unknownLabels: ["Nowhere"],
      knownLabels: expect.arrayContaining([{ id: "Label_7", name: "Personal" }]),
    });
    await sync(gmail);
    // These rules name SPAM no more.
    expect(await ledger()).toEqual(["no_headers", "stored", "stored", "stored"]);
  });
});

describe("Mail.Completeness and Mail.SyncStatus", () => {
  it("add up to what Gmail has, day by day, with reasons, also as CSV and in pages", async () => {
    const { completeness, sync, status } = await openMailbox();
    const { gmail, add, remove } = memoryGmail();
    const gone = add(letter(1));
    add(letter(2));
    add(letter(3), ["SPAM"]);
    add("no header at all\n");
    expect(await status()).toBeNull();
    await sync(gmail);
    remove(gone);
    await sync(gmail, { reason: "due" });
    const total = {
      inGmail: 3,
      stored: 1,
      excluded: 1,
      failed: 1,
      excludedBy: { spam: 1 },
      failedBy: { no_headers: 1 },
      waiting: 0,
      removed: 1,
    };
    expect(await completeness()).toMatchObject({ total, days: [{ day: "2026-01-05", ...total }] });
    expect(await completeness({ format: "csv" })).toMatchObject({
      days: [],
      csv: expect.stringMatching(/^day,in_gmail.*\r\n2026-01-05,3,1,1,1,0,1,spam=1,no_headers=1\r\n$/),
    });
    expect(await status()).toMatchObject({
      phase: "idle",
      problem: null,
      isUpToDate: false,
      inGmail: 3,
      waiting: 1,
      removed: 1,
      failures: [{ reason: "no_headers", messages: 1, isGivenUp: false, retryAt: expect.any(String) }],
      summary: expect.stringMatching(/1 failed, 1 without headers, tried again by itself from \d{4}-/),
    });
  });

  it("tell of a message that fails when it is tried next, and in the end that it was given up, and why", async () => {
    const { sync, status, inScope, ledger } = await openMailbox();
    let isBroken = true;
    const { gmail, add } = memoryGmail({
      before: (request) => {
        if (isBroken && request === "getMessage") throw new GmailError({ kind: "unavailable", reason: "timeout" });
      },
    });
    add(letter(1));
    const due = () =>
      inScope((tx) =>
        tx
          .updateTable("gmail_message")
          .set({ not_before: new Date(0) })
          .execute(),
      );
    for (let attempt = 1; attempt < 6; attempt++) {
      await sync(gmail, { reason: "due" });
      expect(await status()).toMatchObject({ waiting: 1, givenUp: 0, isUpToDate: false });
      await due();
    }
    await sync(gmail, { reason: "due" });
    await due();
    expect(await status()).toMatchObject({
      waiting: 0,
      givenUp: 1,
      isUpToDate: false,
      failures: [{ reason: "fetch_failed", messages: 1, isGivenUp: true, retryAt: null }],
      summary: expect.stringMatching(
        /1 could not be read however often it was tried, 1 not given by Gmail: sync by hand/,
      ),
    });
    expect(await sync(gmail, { reason: "due" })).toMatchObject({ counts: { received: 0 } });
    isBroken = false;
    await sync(gmail);
    expect(await status()).toMatchObject({ givenUp: 0, failures: [], isUpToDate: true });
    expect(await ledger()).toEqual(["stored"]);
  });

  it("says up to date with the time of the full comparison, and never before there was one", async () => {
    const { completeness, sync, status, inScope } = await openMailbox();
    const { gmail, add } = memoryGmail();
    for (let n = 1; n <= 9; n++) add(letter(n));
    const stop = new AbortController();
    await expect(sync(gmail, { signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
    expect(await status()).toMatchObject({ isUpToDate: false, lastFullComparisonAt: null });
    await sync(gmail, { reason: "compare" });
    const { last_full_comparison_at: at } = await inScope((tx) =>
      tx.selectFrom("mail_sync").select("last_full_comparison_at").executeTakeFirstOrThrow(),
    );
    expect(await status()).toMatchObject({
      isUpToDate: true,
      lastFullComparisonAt: at?.toISOString(),
      summary: `Up to date: all 9 messages of Gmail's are accounted for, compared in full at ${at?.toISOString()}.`,
    });
    expect((await completeness()).lastFullComparisonAt).toBe(at?.toISOString());
  });
});
