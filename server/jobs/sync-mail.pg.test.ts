import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEventStream } from "../../test/build/event-stream.ts";
import { accounts, type LinkingScene, openLinking } from "../../test/build/linking.ts";
import type { TestPerson } from "../../test/build/people.ts";
import { letter } from "../../test/build/synced-mailbox.ts";
import { withOrganization } from "../db/with-organization.ts";
import { mailScope } from "../google/scopes.ts";
import { log } from "../telemetry/log.ts";
import { jobs } from "./jobs.ts";
import { startWorker, type Worker, workerTimes } from "./start-worker.ts";
import { lastNight, syncMailJob } from "./sync-mail.ts";

let scene: LinkingScene;
let dana: TestPerson;
let worker: Worker;
const mailboxOf: Record<string, string> = {};

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking("syncing");
  dana = await scene.enrol("dana@beep.example", "owner");
  for (const account of [accounts.dana, accounts.paula]) {
    expect(await scene.link(dana, account)).toBe("linked");
    mailboxOf[account] = (await scene.connectionOf(account)).providerAccountId;
  }
  for (let n = 1; n <= 3; n++) await scene.google.mailboxes.add(accounts.dana, letter(n));
  await scene.google.mailboxes.add(accounts.paula, letter(9));
  worker = await startWorker(scene.app, jobs, {
    isScheduling: false,
    times: { ...workerTimes, relayMs: 50, pollSeconds: 0.5 },
  });
});
afterAll(async () => {
  await worker?.stop();
  await scene?.close();
});

const sync = async (account: string, providerAccountId = mailboxOf[account]) => {
  const { status, body } = await dana.browser.call<{ jobId: string }>("Mail.Sync", { providerAccountId }, "syncing");
  expect(status).toBe(200);
  for (;;) {
    const job = await scene.firm.call("Jobs.Get", { jobId: body.jobId });
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};
const stored = async (account: string, providerAccountId = mailboxOf[account]) => {
  const { mailboxes } = await scene.firm.call("Mail.SyncStatus", { providerAccountId });
  return mailboxes[0];
};

test("a linked account's mail comes in by a job, into its own mailbox and no other", async () => {
  expect(await sync(accounts.dana)).toMatchObject({
    state: "succeeded",
    result: { received: 3, stored: 3, newDocuments: 3, problem: null },
  });
  expect(await stored(accounts.dana)).toMatchObject({ stored: 3, sync: { isUpToDate: true, problem: null } });
  expect(await stored(accounts.paula)).toMatchObject({ stored: 0 });
  expect(await sync(accounts.paula)).toMatchObject({ result: { received: 1 } });
  expect(await stored(accounts.dana)).toMatchObject({ stored: 3 });
});

test("who looks on hears every few seconds that a sync moves, and of nothing that is in the mail", async () => {
  const stream = await openEventStream(dana, scene.url, "syncing");
  await scene.google.mailboxes.add(accounts.dana, letter(4));
  // Each is answered after a pause of a second or more.
  scene.google.faults.script({ path: /\/messages\/\w/, fault: "rate_limited_429", times: 4 });
  const startedMs = performance.now();
  expect(await sync(accounts.dana)).toMatchObject({ result: { received: 1, problem: null } });
  const endedMs = performance.now();
  expect(endedMs - startedMs).toBeGreaterThan(4000);
  const hinted = stream
    .timedHints()
    .filter(({ operation, id }) => operation === "Mail.SyncStatus" && id === mailboxOf[accounts.dana]);
  expect(hinted.length).toBeGreaterThanOrEqual(2);
  // A sign of life every two seconds, heard within one; the rest is a slow machine's.
  const times = [startedMs, ...hinted.map(({ atMs }) => atMs), endedMs];
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? at));
  expect(Math.max(...gaps)).toBeLessThan(8000);
  expect(stream.text()).not.toMatch(/larkfield|fernhill|letter|words/i);
  stream.leave();
});

test("an account linked without reading mail says so, and once that is granted all the mail it has comes in", async () => {
  const { office } = accounts;
  for (let n = 20; n < 24; n++) await scene.google.mailboxes.add(office, letter(n));
  const [ask, untick] = [{ account: office }, [mailScope]];
  expect(await scene.link(dana, office, { untick }, ask)).toBe("missing_scopes");
  const { providerAccountId } = await scene.connectionOf(office);
  const refused = await dana.browser.call<{ error: object }>("Mail.Sync", { providerAccountId }, "syncing");
  expect([refused.status, refused.body.error]).toMatchObject([
    409,
    { tag: "GoogleScopeExpansionRequiredError", missingScopes: [mailScope] },
  ]);
  await scene.google.mailboxes.add(office, letter(24));
  expect(await scene.link(dana, office, {}, { providerAccountId })).toBe("relinked");
  expect(await sync(office, providerAccountId)).toMatchObject({ result: { received: 5, stored: 5, problem: null } });
  expect(await stored(office, providerAccountId)).toMatchObject({ stored: 5, sync: { isUpToDate: true } });
  await dana.browser.call("Mailboxes.Activate", { providerAccountId, isActive: false }, "syncing");
});

test("which account is meant is never guessed", async () => {
  const { status, body } = await dana.browser.call<{ error: { tag: string; candidates: readonly object[] } }>(
    "Mail.Sync",
    {},
    "syncing",
  );
  expect([status, body.error.tag]).toEqual([409, "ProviderAccountSelectionRequiredError"]);
  expect(body.error.candidates).toHaveLength(2);
});

test("every account that can be read is due, and none that is switched off", async () => {
  const due = async () => {
    const requests = (await syncMailJob.schedule?.requests(scene.app, scene.organizationId)) ?? [];
    return requests.map(({ mailboxId }) => mailboxId).sort();
  };
  expect(await due()).toEqual(Object.values(mailboxOf).sort());
  const off = { providerAccountId: mailboxOf[accounts.paula], isActive: false };
  await dana.browser.call("Mailboxes.Activate", off, "syncing");
  expect(await due()).toEqual([mailboxOf[accounts.dana]]);
});

test("ids are compared in full once a night, by the clock", async () => {
  expect(lastNight(new Date("2026-03-02T07:59:59Z"))).toEqual(new Date("2026-03-01T08:00:00Z"));
  expect(lastNight(new Date("2026-03-02T08:00:00Z"))).toEqual(new Date("2026-03-02T08:00:00Z"));
  const mailboxId = mailboxOf[accounts.dana] ?? "";
  const actor = { organizationId: scene.organizationId, mailboxIds: [mailboxId], userId: null };
  const reasonWhenCompared = async (at: Date) => {
    await withOrganization(scene.db, actor, (tx) =>
      tx
        .updateTable("mail_sync")
        .set({ last_full_comparison_at: at })
        .where("organization_id", "=", scene.organizationId)
        .where("mailbox_id", "=", mailboxId)
        .execute(),
    );
    const requests = (await syncMailJob.schedule?.requests(scene.app, scene.organizationId)) ?? [];
    return requests.map(({ input }) => (input as { reason: string }).reason);
  };
  const night = lastNight(new Date()).getTime();
  expect(await reasonWhenCompared(new Date(night - 60_000))).toEqual(["compare"]);
  expect(await reasonWhenCompared(new Date(night))).toEqual(["due"]);
});

test("a grant taken back at Google ends the sync, stands in its status, and is told to whoever asks next", async () => {
  scene.google.grants.revokeAll(accounts.dana);
  expect(await sync(accounts.dana)).toMatchObject({ state: "succeeded", result: { problem: "needs_relink" } });
  expect(await stored(accounts.dana)).toMatchObject({
    stored: 4,
    sync: { problem: "needs_relink", isUpToDate: false },
  });
  const input = { providerAccountId: mailboxOf[accounts.dana] };
  const { status, body } = await dana.browser.call<{ error: { tag: string } }>("Mail.Sync", input, "syncing");
  expect([status, body.error.tag]).toEqual([409, "GoogleScopeExpansionRequiredError"]);
});
