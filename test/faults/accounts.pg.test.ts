import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { withIdentity } from "../../server/db/with-organization.ts";
import { jobs } from "../../server/jobs/jobs.ts";
import { startWorker, type Worker, workerTimes } from "../../server/jobs/start-worker.ts";
import { log } from "../../server/telemetry/log.ts";
import { openBrowser } from "../build/browser.ts";
import { accounts, type LinkingScene, openLinking } from "../build/linking.ts";
import type { TestPerson } from "../build/people.ts";
import { letter } from "../build/synced-mailbox.ts";

// What becomes of a linked account when those it depends on go away: Google's consent in the middle, and everybody in the firm.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const slug = "left-alone";
const letters = 30;
const newPassword = "a long enough password";
let scene: LinkingScene;
let dana: TestPerson;
let worker: Worker;
let account: string;

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking(slug);
  dana = await scene.enrol("dana@beep.example", "owner");
  for (let n = 1; n <= letters; n++) await scene.google.mailboxes.add(accounts.dana, letter(n));
  await scene.link(dana, accounts.dana);
  account = (await scene.connectionOf(accounts.dana)).providerAccountId;
  worker = await startWorker(scene.app, jobs, {
    isScheduling: false,
    times: { ...workerTimes, relayMs: 50, pollSeconds: 0.5 },
  });
});
afterAll(async () => {
  await worker?.stop();
  await scene?.close();
});

const sync = async (person: TestPerson) =>
  person.browser.call<{ jobId: string }>("Mail.Sync", { providerAccountId: account }, slug);
const ended = async (jobId: string): Promise<Output<"Jobs.Get">> => {
  for (;;) {
    const job = await scene.firm.call("Jobs.Get", { jobId });
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};
const status = async () => (await scene.firm.call("Mail.SyncStatus", { providerAccountId: account })).mailboxes[0];

test("consent taken back in mid-sync stops it with what it has; linked again, every message is there once", async () => {
  const { body } = await sync(dana);
  const fetched = /\/messages\/[^/]+$/;
  while (scene.google.requestsTo(fetched) < 8) await wait(10);
  scene.google.grants.revokeAll(accounts.dana);
  expect(await ended(body.jobId)).toMatchObject({ state: "succeeded", result: { problem: "needs_relink" } });
  expect((await scene.connectionOf(accounts.dana)).state).toBe("needs_relink");
  const stopped = await status();
  expect(stopped?.stored).toBeLessThan(letters);
  expect(stopped).toMatchObject({ failed: 0, sync: { problem: "needs_relink", isUpToDate: false } });
  expect(await sync(dana)).toMatchObject({
    status: 409,
    body: { error: { tag: "GoogleScopeExpansionRequiredError", providerAccountId: account, currentScopes: [] } },
  });

  expect(await scene.link(dana, accounts.dana, {}, { providerAccountId: account })).toBe("relinked");
  const again = await ended((await sync(dana)).body.jobId);
  expect(again).toMatchObject({ state: "succeeded", result: { problem: null, failed: 0 } });
  expect(await status()).toMatchObject({ stored: letters, failed: 0, sync: { isUpToDate: true, problem: null } });
  const { documents } = await scene.firm.call("Documents.List", { providerAccountId: account, limit: 200 });
  const subjects = documents.map(({ subject }) => subject).sort();
  expect(subjects).toEqual(Array.from({ length: letters }, (_, n) => `Letter ${n + 1}`).sort());
});

test("an organization with no members left is nobody's but the local owner's, who invites the next one; its account goes on", async () => {
  await withIdentity(scene.db, (tx) =>
    tx.deleteFrom("member").where("organizationId", "=", scene.organizationId).execute(),
  );
  expect((await dana.browser.call("Households.List", {}, slug)).status).toBe(404);
  expect((await sync(dana)).status).toBe(404);
  expect((await scene.firm.call("Organization.ListMembers", {})).members).toEqual([]);
  expect(await scene.connectionOf(accounts.dana)).toMatchObject({ state: "active", isActive: true });

  const { token } = await scene.firm.call("Organization.Invite", { email: "next@beep.example", role: "owner" });
  const browser = openBrowser(scene.url);
  const joined = await browser.call("Organization.AcceptInvitation", { token, name: "Next", password: newPassword });
  expect(joined.status).toBe(200);
  await browser.signIn("next@beep.example", newPassword);
  const next = { userId: "", email: "next@beep.example", browser };
  // What was one person's stays so: being an owner opens nobody's mailbox, consent of whoever holds the account does.
  expect((await browser.call<Output<"Documents.List">>("Documents.List", {}, slug)).body.documents).toEqual([]);
  expect(await scene.connections(next)).toMatchObject([{ providerAccountId: account, state: "active" }]);
  expect(await scene.link(next, accounts.dana, {}, { providerAccountId: account })).toBe("relinked");
  const { body } = await browser.call<Output<"Documents.List">>("Documents.List", { limit: 200 }, slug);
  expect(body.documents).toHaveLength(letters);
  expect(await ended((await sync(next)).body.jobId)).toMatchObject({ state: "succeeded", result: { problem: null } });
});
