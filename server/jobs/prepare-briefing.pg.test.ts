import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Firm, importFirm, larkfieldPath } from "../../test/build/firm.ts";
import { peopleOf, type TestPerson } from "../../test/build/people.ts";
import { startTestServer, type TestServer } from "../../test/build/test-server.ts";
import { findDuePreparations } from "../briefing/preparation/due-preparations.ts";
import { withOrganization } from "../db/with-organization.ts";
import { log } from "../telemetry/log.ts";
import { enqueue, schedule } from "./enqueue.ts";
import { jobs } from "./jobs.ts";
import { prepareBriefingJob } from "./prepare-briefing.ts";
import { startWorker, type Worker, workerTimes } from "./start-worker.ts";

// The demonstration's mail plans two meetings: the Thompsons' on February 10 and another's on February 17, both with Elena.
let server: TestServer;
let firm: Firm;
let organizationId: string;
let elena: TestPerson;
let worker: Worker;

beforeAll(async () => {
  log.setLevel("silent");
  server = await startTestServer();
  firm = await importFirm(server.app, "evening", [larkfieldPath]);
  organizationId = (await firm.call("Organization.Get", {})).id;
  const enrol = peopleOf(server.app, server.url, organizationId);
  elena = await enrol("elena@larkfield.example", "advisor");
  // Of the firm, in no meeting; and one who attends by address but may not write briefings.
  await enrol("paula@larkfield.example", "owner");
  await enrol("devon@larkfield.example", "viewer");
  worker = await startWorker(server.app, jobs, {
    isScheduling: false,
    times: { ...workerTimes, relayMs: 50, pollSeconds: 0.5 },
  });
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
});

const due = (at: string) => findDuePreparations(server.db, organizationId, new Date(`${at}:00`));
const ask = <T>(name: Parameters<TestPerson["browser"]["call"]>[0], input: object) =>
  elena.browser.call<T>(name, input as never, "evening").then(({ body }) => body);

test("a meeting is due the evening before and on its day, for whoever attends and may write briefings", async () => {
  expect(await due("2026-02-09T12:00")).toEqual([]);
  const evening = await due("2026-02-09T17:05");
  expect(evening).toMatchObject([{ userId: elena.userId, date: "2026-02-10" }]);
  expect(await due("2026-02-10T08:00")).toEqual(evening);
  expect(await due("2026-02-11T08:00")).toEqual([]);
});

test("nothing is due for whom it is switched off, and for nobody when it is off for all", async () => {
  const off = await ask("Preparation.SetMine", { isOn: false });
  expect(off).toMatchObject({ isOnForAll: true, isOnForMe: false });
  expect(await due("2026-02-09T18:00")).toEqual([]);
  await ask("Preparation.SetMine", { isOn: true });
  expect(await firm.call("Preparation.SetForAll", { isOn: false })).toMatchObject({ isOnForAll: false });
  expect(await due("2026-02-09T18:00")).toEqual([]);
  await firm.call("Preparation.SetForAll", { isOn: true });
  expect(await due("2026-02-09T18:00")).toHaveLength(1);
});

test("it is written once, listed as prepared, and the audit log has that nobody asked for it", async () => {
  const [input] = await due("2026-02-09T18:00");
  if (input === undefined) throw new Error("Nothing is due.");
  const first = await run(input);
  expect(first).toMatchObject({ state: "succeeded", result: { briefingId: expect.any(String) } });
  expect(await due("2026-02-09T19:00")).toEqual([]);
  expect(await run(input)).toMatchObject({ state: "succeeded", result: { briefingId: null } });
  const { briefings } = await ask<{ briefings: readonly { id: string; preparedFor: string | null }[] }>(
    "MeetingPrep.List",
    {},
  );
  expect(briefings).toMatchObject([
    { id: first.result?.briefingId, preparedFor: elena.userId, meeting: { date: "2026-02-10" } },
  ]);
  const { meetings } = await ask<{ meetings: readonly object[] }>("Meetings.List", { from: "2026-02-01" });
  expect(meetings).toMatchObject([
    { date: "2026-02-10", isMine: true, briefingId: first.result?.briefingId },
    { date: "2026-02-17", isMine: true, briefingId: null },
  ]);
  const last = await firm.call("Meetings.List", { from: "2026-02-01", order: "latest", limit: 1 });
  expect(last.meetings).toMatchObject([{ date: "2026-02-17", isMine: false }]);
  const rest = await firm.call("Meetings.List", { from: "2026-02-01", order: "latest", cursor: last.nextCursor ?? "" });
  expect(rest.meetings.map(({ date }) => date)).toEqual(["2026-02-10"]);
  const { events } = await firm.call("Audit.List", { operation: "MeetingPrep.Generate" });
  expect(events).toMatchObject([{ actorId: "schedule", actorRole: "advisor", door: "job", outcome: "ok" }]);
});

test("what a member may not read is in nothing that is prepared for them", async () => {
  const { mailboxes } = await firm.call("Mailboxes.List", {});
  const providerAccountId = mailboxes[0]?.providerAccountId ?? "";
  const [paula] = (await firm.call("Organization.ListMembers", {})).members.filter(({ email }) => /paula/.test(email));
  await firm.call("Mailboxes.SetAudience", { providerAccountId, audience: "members", userIds: [paula?.userId ?? ""] });
  expect(await due("2026-02-16T18:00")).toEqual([]);
  await firm.call("Mailboxes.SetAudience", { providerAccountId, audience: "firm" });
  expect(await due("2026-02-16T18:00")).toMatchObject([{ date: "2026-02-17" }]);
});

test("whoever left, or switched it off meanwhile, gets nothing of what was queued before", async () => {
  const [input] = await due("2026-02-16T18:00");
  if (input === undefined) throw new Error("Nothing is due.");
  await ask("Preparation.SetMine", { isOn: false });
  expect(await run(input)).toMatchObject({ result: { briefingId: null } });
  await ask("Preparation.SetMine", { isOn: true });
  await firm.call("Organization.RemoveMember", { userId: elena.userId });
  expect(await due("2026-02-16T18:00")).toEqual([]);
  expect(await run(input)).toMatchObject({ result: { briefingId: null } });
});

type Input = Parameters<typeof prepareBriefingJob.run>[1];

const run = async (input: Input) => {
  const actor = { organizationId, mailboxIds: [], userId: null };
  const keys = await server.app.keysOf(actor);
  const jobId = await withOrganization(server.db, actor, (tx) =>
    enqueue(tx, keys, prepareBriefingJob, schedule, { input }),
  );
  for (;;) {
    const job = await firm.call("Jobs.Get", { jobId });
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};
