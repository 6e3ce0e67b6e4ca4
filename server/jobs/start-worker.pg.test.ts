import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { applicationOf } from "../../test/build/firm.ts";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, withIdentity, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { Application } from "../operations/application.ts";
import { log } from "../telemetry/log.ts";
import { cancelJob } from "./cancel-job.ts";
import { enqueue, type JobRequest, schedule } from "./enqueue.ts";
import { getJob } from "./get-job.ts";
import { type AnyJob, defineJob, type JobContext } from "./job.ts";
import { keepUp } from "./keep-up.ts";
import { listJobs } from "./list-jobs.ts";
import { relayOutbox } from "./relay-outbox.ts";
import { runSchedule } from "./run-schedule.ts";
import { startWorker, type Worker, workerTimes } from "./start-worker.ts";

let db: TestDatabase;
let app: Application;
let actor: Actor;
const workers: Worker[] = [];

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  app = applicationOf(db, `${db.config.dataDirectory}/master-${randomUUID()}.key`);
  actor = await makeActor(db);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => db.close());

const quick = { ...workerTimes, relayMs: 50, pollSeconds: 0.5 };

const work = async (...jobs: readonly AnyJob[]) => {
  workers.push(await startWorker(app, jobs, { isScheduling: false, times: quick }));
};

/** A job whose work is a function of the test's own. */
const jobOf = (run: (context: JobContext, input: { words: string }) => Promise<string>, attemptsMax = 3) =>
  defineJob({
    name: "mail.import",
    input: z.object({ words: z.string() }),
    output: z.object({ answer: z.string() }),
    attemptsMax,
    concurrency: 2,
    run: async (context, input) => ({ answer: await run(context, input) }),
  });
type TestJob = ReturnType<typeof jobOf>;

const ask = async (job: TestJob, request: Partial<JobRequest<{ words: string }>> = {}): Promise<string> => {
  const keys = await app.keysOf(actor);
  return withOrganization(db, actor, (tx) =>
    enqueue(tx, keys, job, schedule, { input: { words: "hello" }, ...request }),
  );
};

const look = async (jobId: string) => {
  const keys = await app.keysOf(actor);
  return withOrganization(db, actor, (tx) => getJob(tx, actor, { jobId }, keys));
};

const ended = async (jobId: string) => {
  for (;;) {
    const job = await look(jobId);
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};

test("what a transaction asks for is done, and its result is there for whoever asked", async () => {
  const job = jobOf(async ({ report }, { words }) => {
    report({ phase: "reading", done: 7, unit: "messages", fraction: 0.5 });
    return words.toUpperCase();
  });
  await work(job);
  const jobId = await ask(job);
  expect(await ended(jobId)).toMatchObject({
    state: "succeeded",
    requestedBy: "schedule",
    attempts: 1,
    progress: { phase: "reading", done: 7, unit: "messages", fraction: 0.5 },
    result: { answer: "HELLO" },
    failure: null,
  });
});

test("what a transaction asked for that did not commit is never done", async () => {
  let runs = 0;
  const job = jobOf(async () => String(++runs));
  await work(job);
  const keys = await app.keysOf(actor);
  const undone = withOrganization(db, actor, async (tx) => {
    await enqueue(tx, keys, job, schedule, { input: { words: "" } });
    throw new Error("changed its mind");
  });
  await expect(undone).rejects.toThrow("changed its mind");
  await ended(await ask(job));
  expect(runs).toBe(1);
});

test("of one key at most one is unfinished: asking again answers that one", async () => {
  const job = jobOf(async () => "done");
  const [first, again, other] = [await ask(job, { key: "k" }), await ask(job, { key: "k" }), await ask(job)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  await work(job);
  await ended(first);
  await ended(other);
  expect(await ask(job, { key: "k" })).not.toBe(first);
});

test("a fault that may pass is tried again; one that lasts ends the job with its tag, and the next job is done", async () => {
  const passing = jobOf(async ({ attempt }) => {
    if (attempt === 1) throw new BeepError("ProviderUnavailableError", "Not now.", { retryAfterSeconds: 1 });
    return "the second time";
  });
  const poison = defineJob({ ...jobOf(() => Promise.reject(new Error("Dear Robert Thompson"))), name: "mail.sync" });
  const wrong = defineJob({
    ...jobOf(() =>
      Promise.reject(new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" })),
    ),
    name: "extraction.run",
  });
  await work(passing, poison, wrong);
  const [good, bad, refused] = [await ask(passing), await ask(poison), await ask(wrong)];
  expect(await ended(good)).toMatchObject({ state: "succeeded", attempts: 2, errorTag: null });
  expect(await ended(refused)).toMatchObject({ state: "failed", attempts: 1, errorTag: "NotFoundError" });
  expect(await ended(bad)).toMatchObject({ state: "failed", attempts: 3, errorTag: "InternalError" });
  expect((await look(bad)).failure?.message).not.toContain("Thompson");
  expect((await look(refused)).failure).toEqual({
    tag: "NotFoundError",
    message: "There is no such mailbox.",
    resource: "mailbox",
  });
});

test("a cancelled job stops while it runs, and is never begun when it waits", async () => {
  let begun = 0;
  const job = jobOf(async ({ signal }) => {
    begun++;
    await wait(60_000, undefined, { signal });
    return "never";
  });
  const waiting = await ask(job);
  await withOrganization(db, actor, (tx) => cancelJob(tx, actor, { jobId: waiting }));
  expect(await look(waiting)).toMatchObject({ state: "cancelled" });
  await work(job);
  const running = await ask(job);
  while (begun === 0) await wait(20);
  await withOrganization(db, actor, (tx) => cancelJob(tx, actor, { jobId: running }));
  expect(await ended(running)).toMatchObject({ state: "cancelled", isCancelRequested: true });
  expect(begun).toBe(1);
  const late = withOrganization(db, actor, (tx) => cancelJob(tx, actor, { jobId: running }));
  expect(await late).toMatchObject({ state: "cancelled" });
});

test("stopped in order, a job is put back, does not count as tried, and is done by the next worker", async () => {
  let begun = 0;
  const job = jobOf(async ({ signal }) => {
    if (++begun > 1) return "by the next";
    await wait(60_000, undefined, { signal });
    return "never";
  }, 1);
  await work(job);
  const jobId = await ask(job);
  while (begun === 0) await wait(20);
  await workers.pop()?.stop();
  expect(await look(jobId)).toMatchObject({ state: "queued", attempts: 0 });
  await work(job);
  expect(await ended(jobId)).toMatchObject({ state: "succeeded", attempts: 1, result: { answer: "by the next" } });
});

test("several workers share the work, and each job is done once", async () => {
  const done: string[] = [];
  const job = jobOf(async (_context, { words }) => {
    await wait(20);
    done.push(words);
    return words;
  });
  await work(job);
  await work(job);
  const words = Array.from({ length: 30 }, (_, i) => String(i));
  const ids = await Promise.all(words.map((each) => ask(job, { input: { words: each } })));
  for (const jobId of ids) expect((await ended(jobId)).attempts).toBe(1);
  expect(done.toSorted()).toEqual(words.toSorted());
}, 60_000);

test("passing the outbox on twice delivers nothing twice", async () => {
  const delivered: string[] = [];
  const insert = async (_name: string, rows: readonly { readonly id?: string }[]) => {
    delivered.push(...rows.map(({ id }) => id ?? ""));
    if (delivered.length === 1) throw new Error("the relay died here");
    return null;
  };
  await ask(jobOf(async () => ""));
  await expect(relayOutbox(db, { insert }, ["mail.import"])).rejects.toThrow("died here");
  expect(await relayOutbox(db, { insert }, ["mail.import"])).toBe(1);
  expect(await relayOutbox(db, { insert }, ["mail.import"])).toBe(0);
  expect(new Set(delivered).size).toBe(1);
});

test("what the queue lost is handed to it again; what ended long ago is forgotten", async () => {
  const job = jobOf(async () => "found");
  const [lost, old] = [await ask(job), await ask(job)];
  await db.queueSql("delete from outbox");
  await withOrganization(db, actor, async (tx) => {
    const runs = tx.updateTable("job_run").where("organization_id", "=", actor.organizationId);
    await runs
      .set({ pulse_at: new Date(Date.now() - 3600_000) })
      .where("id", "=", lost)
      .execute();
    const longAgo = new Date(Date.now() - 40 * 24 * 3600_000);
    await runs.set({ state: "succeeded", finished_at: longAgo }).where("id", "=", old).execute();
  });
  await keepUp(db, actor.organizationId);
  await expect(look(old)).rejects.toMatchObject({ tag: "NotFoundError" });
  await work(job);
  expect(await ended(lost)).toMatchObject({ state: "succeeded" });
});

test("a schedule asks for every organization what is due, once while it is unfinished", async () => {
  const other = await makeActor(db);
  const due = defineJob({
    ...jobOf(async () => "on time"),
    schedule: {
      cron: "*/5 * * * *",
      requests: async (_app, organizationId) =>
        organizationId === other.organizationId ? [{ input: { words: "" }, key: "the mailbox" }] : [],
    },
  });
  const list = () => withOrganization(db, other, (tx) => listJobs(tx, other, { limit: 10 }));
  for (let i = 0; i < 2; i++) await runSchedule(app, [due], { job: due.name }, new AbortController().signal);
  expect((await list()).jobs).toMatchObject([{ job: "mail.import", requestedBy: "schedule", state: "queued" }]);
});

test("nothing begins by itself in an organization that is closed, and its queue is kept up all the same", async () => {
  const closed = await makeActor(db);
  await withIdentity(db, (tx) =>
    tx
      .updateTable("organization")
      .set({ closedAt: sql<Date>`now()` })
      .where("id", "=", closed.organizationId)
      .execute(),
  );
  const asked: string[] = [];
  const due = defineJob({
    ...jobOf(async () => "never"),
    schedule: {
      cron: "*/5 * * * *",
      requests: async (_app, organizationId) => {
        asked.push(organizationId);
        return [];
      },
    },
  });
  const { signal } = new AbortController();
  await runSchedule(app, [due], { job: due.name }, signal);
  expect(asked).toContain(actor.organizationId);
  expect(asked).not.toContain(closed.organizationId);
  const consent = { state_hash: "old", caller_id: "nobody", verifier_cipher: Buffer.from("v") };
  await withOrganization(db, closed, (tx) =>
    tx
      .insertInto("google_consent")
      .values({ organization_id: closed.organizationId, ...consent, expires_at: new Date(0) })
      .execute(),
  );
  await runSchedule(app, [due], { job: null }, signal);
  const left = await withOrganization(db, closed, (tx) =>
    tx.selectFrom("google_consent").select("state_hash").execute(),
  );
  expect(left).toEqual([]);
});

test("a job about a mailbox is known only to those who read it", async () => {
  const job = jobOf(async () => "");
  const jobId = await ask(job, { mailboxId: actor.mailboxIds[0] ?? "" });
  const stranger = { ...actor, mailboxIds: [] };
  const keys = await app.keysOf(actor);
  expect(await look(jobId)).toMatchObject({ providerAccountId: actor.mailboxIds[0] });
  const hidden = { tag: "NotFoundError" };
  await expect(withOrganization(db, actor, (tx) => getJob(tx, stranger, { jobId }, keys))).rejects.toMatchObject(
    hidden,
  );
  await expect(withOrganization(db, actor, (tx) => cancelJob(tx, stranger, { jobId }))).rejects.toMatchObject(hidden);
  const { jobs } = await withOrganization(db, actor, (tx) => listJobs(tx, stranger, { limit: 200 }));
  expect(jobs.map((each) => each.jobId)).not.toContain(jobId);
});

test("the product's own role can read nothing of the queue", async () => {
  for (const table of ["job", "queue", "schedule"]) {
    const reading = sql`select 1 from ${sql.table(`pgboss.${table}`)}`.execute(db.kysely);
    await expect(reading, table).rejects.toMatchObject({ code: "42501" });
  }
});
