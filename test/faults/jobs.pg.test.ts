import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { generateMbox } from "../../bench/generate-mailbox.ts";
import type { Output } from "../../contract/catalogue.ts";
import { type Database, openDatabase } from "../../server/db/database.ts";
import { withOrganization } from "../../server/db/with-organization.ts";
import type { BeepError } from "../../server/errors.ts";
import { jobs } from "../../server/jobs/jobs.ts";
import { startWorker } from "../../server/jobs/start-worker.ts";
import { call } from "../../server/operations/invoke.ts";
import { log } from "../../server/telemetry/log.ts";
import { openDatabaseDoor } from "../build/database-door.ts";
import { applicationOf, type Firm, firmOf } from "../build/firm.ts";
import { type DatabaseHome, databaseHome, makeMailbox } from "../build/test-database.ts";
import { quickTimes, type WorkerTask } from "../build/worker-process.ts";

// One organization was sent its mail, and the job that reads it waits. What then happens to workers happens to copies of it.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
const slug = "faults";
// More than one batch of forty, so that there is a step between two.
const messages = 45;
const homes: DatabaseHome[] = [];
let waiting: DatabaseHome;
let jobId: string;
let organizationId: string;
let expected: State;

beforeAll(async () => {
  log.setLevel("silent");
  waiting = await databaseHome();
  homes.push(waiting);
  await within(waiting, async (firm, db) => {
    organizationId = (await firm.call("Organization.Create", { slug })).id;
    await makeMailbox(db, organizationId, "elena@larkfield.example");
    jobId = await send(firm, [...generateMbox({ messages, seed: 5 })].join(""));
  });
  const home = await aCopy();
  await within(home, async (firm) => {
    const worker = await startWorker(firm.context.app, jobs, { isScheduling: false, times: quickTimes });
    expect(await ended(firm)).toMatchObject({ state: "succeeded", attempts: 1, result: { received: messages } });
    await worker.stop();
    expected = await stateOf(firm);
  });
});
afterAll(async () => {
  for (const home of homes) await home.remove();
});

const aCopy = async (): Promise<DatabaseHome> => {
  const home = await waiting.copy();
  homes.push(home);
  return home;
};

const within = async <T>(home: DatabaseHome, fn: (firm: Firm, db: Database) => Promise<T>): Promise<T> => {
  const db = await home.open();
  try {
    return await fn(firmOf(applicationOf(db, home.keyFile), slug), db);
  } finally {
    await db.close();
  }
};

const send = async (firm: Firm, mail: string): Promise<string> => {
  const answer = await call({ ...firm.context, body: new Blob([mail]).stream() }, "Mail.Import", {});
  return "jobId" in answer ? answer.jobId : "";
};

const ended = async (firm: Firm, id = jobId): Promise<Output<"Jobs.Get">> => {
  for (;;) {
    const job = await firm.call("Jobs.Get", { jobId: id });
    if (job.finishedAt !== null) return job;
    await wait(100);
  }
};

type State = { readonly graph: Output<"Graph.Export">; readonly ledger: readonly object[] };

/** All that the job leaves behind, but for its clock; and proof that it holds. */
const stateOf = async (firm: Firm): Promise<State> => {
  expect((await firm.call("Evidence.Verify", {})).firstBroken).toBeNull();
  const { mailboxes } = await firm.call("Mail.SyncStatus", {});
  return {
    graph: await firm.call("Graph.Export", {}),
    ledger: mailboxes.map(({ lastAt: _, ...mailbox }) => mailbox),
  };
};

const startProcess = (task: WorkerTask): ChildProcess => {
  const file = new URL("../build/worker-process.ts", import.meta.url).pathname;
  return spawn(process.execPath, [file, JSON.stringify(task)], { stdio: ["ignore", "ignore", "inherit"] });
};

/** As if a minute had passed: what the last worker left counts as abandoned. */
const letTimePass = async (db: Database) => {
  await db.queueSql("update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'");
  await db.queueSql("update pgboss.job set start_after = now() where state = 'retry'");
  await withOrganization(db, { organizationId, mailboxIds: [], userId: null }, (tx) =>
    tx
      .updateTable("job_run")
      .set({ pulse_at: new Date(Date.now() - 60_000) })
      .where("organization_id", "=", organizationId)
      .where("state", "=", "running")
      .execute(),
  );
};

test("a worker killed at any step, also between its work and its word, is followed by the same documents, ledger and graph", async () => {
  const home = await aCopy();
  const { config, keyFile } = home;
  const steps = ["begun", "reading 40", "ended"];
  for (const diesAt of steps) {
    const [, signal] = await once(startProcess({ config, keyFile, diesAt }), "exit");
    expect([diesAt, signal]).toEqual([diesAt, "SIGKILL"]);
    await within(home, (_firm, db) => letTimePass(db));
  }
  await within(home, async (firm) => {
    const worker = await startWorker(firm.context.app, jobs, { isScheduling: false, times: quickTimes });
    const done = {
      state: "succeeded",
      attempts: steps.length + 1,
      result: { received: messages, unchanged: messages },
    };
    expect(await ended(firm)).toMatchObject(done);
    await worker.stop();
    expect(await stateOf(firm)).toEqual(expected);
  });
});

test("a job that ends every worker is given up, and the next one is done", async () => {
  const home = await aCopy();
  const { config, keyFile } = home;
  const impatient = jobs.map((job) => ({ ...job, attemptsMax: 1 }));
  await once(startProcess({ config, keyFile, diesAt: "begun" }), "exit");
  await within(home, async (firm, db) => {
    await letTimePass(db);
    const worker = await startWorker(firm.context.app, impatient, { isScheduling: false, times: quickTimes });
    expect(await ended(firm, jobId)).toMatchObject({ state: "failed", errorTag: "InternalError" });
    const next = await send(firm, [...generateMbox({ messages: 3, seed: 5 })].join(""));
    expect(await ended(firm, next)).toMatchObject({ state: "succeeded", attempts: 1 });
    await worker.stop();
  });
});

test("two workers started at once do the work once", async () => {
  const home = await aCopy();
  await within(home, async (firm) => {
    const { config, keyFile } = home;
    const processes = [startProcess({ config, keyFile }), startProcess({ config, keyFile })];
    expect(await ended(firm)).toMatchObject({ state: "succeeded", attempts: 1 });
    expect(await stateOf(firm)).toEqual(expected);
    for (const each of processes) each.kill("SIGKILL");
  });
});

test("while the database is gone a call says so at once; the work goes on when it is back, and ends the same", async () => {
  const home = await aCopy();
  const door = await openDatabaseDoor(home.config.url ?? "");
  const db = await openDatabase({ ...home.config, url: door.url, poolSize: 5 });
  const firm = firmOf(applicationOf(db, home.keyFile), slug);
  const worker = await startWorker(firm.context.app, jobs, { isScheduling: false, times: quickTimes });
  while ((await firm.call("Jobs.Get", { jobId })).state === "queued") await wait(20);
  await door.shut();
  for (const until = Date.now() + 8000; Date.now() < until; await wait(1000)) {
    const startedAtMs = performance.now();
    const refused = await firm.call("Households.List", {}).catch((error: BeepError) => error);
    expect(refused).toMatchObject({ tag: "UnavailableError" });
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  }
  await door.open();
  await letTimePass(db);
  expect(await ended(firm)).toMatchObject({ state: "succeeded" });
  await worker.stop();
  expect(await stateOf(firm)).toEqual(expected);
  await db.close();
  await door.shut();
});
