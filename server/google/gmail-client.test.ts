import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FaultKind } from "../../test/fakes/google/faults.ts";
import { gmailOf } from "../../test/fakes/google/gmail-of.ts";
import { type FakeGoogle, startGoogle } from "../../test/fakes/google/google.ts";
import type { GmailFault } from "./gmail.ts";

const email = "paula@larkfield.example";
const raw =
  "From: a@fernhill.example\r\nTo: paula@larkfield.example\r\nMessage-ID: <1@f>\r\nSubject: Ö\r\n\r\n\u{1f600}\r\n";
const signal = new AbortController().signal;
let google: FakeGoogle;

beforeAll(async () => {
  google = await startGoogle({ accounts: [{ email, name: "Paula Ostrander" }], redirectUris: [] });
});
beforeEach(() => google.faults.clear());
afterAll(() => google.close());

describe("the Gmail client, over the wire", () => {
  it("gives a message byte for byte, with its labels", async () => {
    const gmail = gmailOf(google, email);
    const id = await google.mailboxes.add(email, raw, ["INBOX", "STARRED"]);
    const message = await gmail.getMessage(id, signal);
    expect(Buffer.from(message.raw).toString()).toBe(raw);
    expect(message).toMatchObject({ id, threadId: id, labels: expect.arrayContaining(["INBOX", "STARRED"]) });
    expect(message.receivedAtMs).toEqual(expect.any(Number));
    expect([...(await gmail.getLabels(id, signal))].sort()).toEqual([...message.labels].sort());
    expect((await gmail.getProfile(signal)).address).toBe(email);
    expect((await gmail.listLabels(signal)).map((label) => label.id)).toContain("INBOX");
  });

  it("lists every id, spam and trash too, over all pages", async () => {
    const gmail = gmailOf(google, email);
    for (let n = 0; n < 520; n++) await google.mailboxes.add(email, raw.replace("<1@f>", `<s${n}@f>`), ["SPAM"]);
    const trashed = await google.mailboxes.add(email, raw.replace("<1@f>", "<t@f>"), ["TRASH"]);
    const ids: string[] = [];
    let token: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof gmail.listIds>> = await gmail.listIds(
        { labelId: null, pageToken: token },
        signal,
      );
      ids.push(...page.ids);
      token = page.nextPageToken;
    } while (token !== null);
    expect(ids).toContain(trashed);
    expect([...ids].sort()).toEqual([...google.mailboxes.idsOf(email)].sort());
  });

  it("lists the ids of one label, in spam and trash too", async () => {
    const gmail = gmailOf(google, email);
    const [starred, trashed] = await Promise.all(
      [
        ["INBOX", "STARRED"],
        ["TRASH", "STARRED"],
      ].map((labels, n) => google.mailboxes.add(email, raw.replace("<1@f>", `<l${n}@f>`), labels)),
    );
    const { ids } = await gmail.listIds({ labelId: "STARRED", pageToken: null }, signal);
    expect(ids).toEqual(expect.arrayContaining([starred, trashed]));
    for (const id of ids) expect(await gmail.getLabels(id, signal)).toContain("STARRED");
    expect(await gmail.listIds({ labelId: "IMPORTANT", pageToken: null }, signal)).toMatchObject({ ids: [] });
  });

  it("tells what happened since, in order, and that it is remembered no more", async () => {
    const gmail = gmailOf(google, email);
    const old = await google.mailboxes.add(email, raw.replace("<1@f>", "<o@f>"));
    const { historyId } = await gmail.getProfile(signal);
    const id = await google.mailboxes.add(email, raw.replace("<1@f>", "<h@f>"));
    await google.mailboxes.relabel(email, old, { add: ["STARRED"], remove: ["INBOX"] });
    await google.mailboxes.remove(email, id);
    const { changes, historyId: now } = await gmail.listHistory(historyId, null, signal);
    expect(changes).toContainEqual({ kind: "added", id });
    expect(changes).toContainEqual({ kind: "labelled", id: old, labels: ["STARRED"] });
    expect(changes).toContainEqual({ kind: "unlabelled", id: old, labels: ["INBOX"] });
    expect(changes.at(-1)).toEqual({ kind: "deleted", id });
    expect(BigInt(now) > BigInt(historyId)).toBe(true);
    google.mailboxes.expireHistory(email);
    await expect(gmail.listHistory(historyId, null, signal)).rejects.toMatchObject({
      fault: { kind: "history_expired" },
    });
    await expect(gmail.getMessage(id, signal)).rejects.toMatchObject({ fault: { kind: "not_found" } });
  });

  it.each<[FaultKind, GmailFault]>([
    ["rate_limited_403", { kind: "rate_limited", retryAfterMs: null }],
    ["rate_limited_429", { kind: "rate_limited", retryAfterMs: 1000 }],
    ["internal_500", { kind: "unavailable", reason: "server_error" }],
    ["unavailable_503", { kind: "unavailable", reason: "server_error" }],
    ["html_200", { kind: "unavailable", reason: "not_json" }],
    ["html_502", { kind: "unavailable", reason: "not_json" }],
    ["cut", { kind: "unavailable", reason: "network" }],
    ["lost", { kind: "unavailable", reason: "network" }],
    ["hang", { kind: "unavailable", reason: "timeout" }],
  ])("answers %s with its fault, and no word of Google's", async (fault, expected) => {
    const gmail = gmailOf(google, email, { timeoutMs: 300 });
    google.faults.script({ path: /\/profile/, fault });
    const error = await gmail.getProfile(signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: expected });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/127\.0\.0\.1|larkfield|html/i);
  });

  it("renews a refused token once, and then says so", async () => {
    let renewed = 0;
    const gmail = gmailOf(google, email, { onRenew: () => renewed++ });
    google.grants.expireAccessTokens();
    await gmail.getProfile(signal);
    expect(renewed).toBe(1);
    google.faults.script({ path: /\/profile/, fault: "unauthorized_401", times: 2 });
    await expect(gmail.getProfile(signal)).rejects.toMatchObject({ fault: { kind: "unauthorized" } });
    expect(renewed).toBe(2);
  });

  it("tells a missing scope from a spent quota", async () => {
    const gmail = gmailOf(google, email, { scopes: ["openid"] });
    await expect(gmail.listIds({ labelId: null, pageToken: null }, signal)).rejects.toMatchObject({
      fault: { kind: "missing_scope" },
    });
  });

  it("stops when told, with what told it", async () => {
    const stop = new AbortController();
    google.faults.script({ path: /\/profile/, fault: "hang" });
    const asked = gmailOf(google, email).getProfile(stop.signal);
    setTimeout(() => stop.abort(new Error("enough")), 50);
    await expect(asked).rejects.toThrow("enough");
  });

  it("paced, tries again what fails for the moment, and gives up in the end", async () => {
    const gmail = gmailOf(google, email, { pace: { unitsPerMinute: 1e6, baseDelayMs: 5, attempts: 3 } });
    google.faults.script(
      { path: /\/profile/, fault: "rate_limited_403" },
      { path: /\/profile/, fault: "internal_500" },
    );
    expect((await gmail.getProfile(signal)).address).toBe(email);
    google.faults.script({ path: /\/profile/, fault: "html_502", times: 9 });
    await expect(gmail.getProfile(signal)).rejects.toMatchObject({ fault: { kind: "unavailable" } });
  });
});
