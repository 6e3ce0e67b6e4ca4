import { PgBoss } from "pg-boss";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import type { AnyJob } from "./job.ts";
import type { RunId } from "./job-run.repository.ts";
import { relayOutbox } from "./relay-outbox.ts";
import { repeat } from "./repeat.ts";
import { runJob } from "./run-job.ts";
import { type Occurrence, runSchedule } from "./run-schedule.ts";

/** Takes jobs from the queue until it is stopped. */
export type Worker = {
  /** Running jobs are told to stop and are put back; resolves when they are. */
  readonly stop: () => Promise<void>;
};

/** How soon things are noticed. */
export type WorkerTimes = {
  readonly relayMs: number;
  readonly pollSeconds: number;
  /** A worker that shows no sign of life for this long has lost its job; looked for every `superviseSeconds`. */
  readonly heartbeatSeconds: number;
  readonly superviseSeconds: number;
};

/** A request waits at most a second to be begun by an idle worker; what a killed one had is taken up within two minutes. */
export const workerTimes: WorkerTimes = { relayMs: 500, pollSeconds: 1, heartbeatSeconds: 60, superviseSeconds: 30 };

/** A crash counts as an attempt only in job_run, which bounds them; the queue itself must never give a job up before that. */
const deliveriesMax = 10_000;

const queueOptions = ({ heartbeatSeconds }: WorkerTimes) => ({
  retryLimit: deliveriesMax,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds,
  // The longest pg-boss takes; the heartbeat tells sooner.
  expireInSeconds: 23 * 3600,
  deleteAfterSeconds: 3600,
  retentionSeconds: 365 * 24 * 3600,
});

const scheduleQueue = "schedule";

/**
 * Starts working on `jobs`: the relay from the outbox, the queue's workers, and, where `isScheduling`, what comes by itself. Any number
 * of processes may do so on one database.
 */
export const startWorker = async (
  app: Application,
  jobs: readonly AnyJob[],
  options: { readonly isScheduling: boolean; readonly times?: WorkerTimes },
): Promise<Worker> => {
  const times = options.times ?? workerTimes;
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: { executeSql: (text, values) => app.db.queueSql(text, values) },
    backend: app.db.kind === "embedded" ? "pglite" : "postgres",
    // Its tables come with Beep's migrations, and nothing it does may need to change them.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    schedule: options.isScheduling,
    superviseIntervalSeconds: times.superviseSeconds,
    maintenanceIntervalSeconds: 3600,
    monitorIntervalSeconds: times.superviseSeconds,
  });
  boss.on("error", (error: unknown) => log.event("job.queue_failed", { location: codeLocation(error) }));
  await boss.start();
  // All of them before anything is sent: on the embedded database a look-up in the middle of another would wait for itself.
  for (const { name } of jobs) await ensureQueue(boss, name, queueOptions(times));
  for (const job of jobs) {
    const work = { batchSize: 1, localConcurrency: job.concurrency, pollingIntervalSeconds: times.pollSeconds };
    await boss.work<RunId>(job.name, work, async ([delivery]) => {
      if (delivery) await runJob(app, job, delivery.data, stopping.signal, staleMs(times));
    });
  }
  if (options.isScheduling) await startSchedules(boss, app, jobs, stopping.signal);
  const names = jobs.map(({ name }) => name);
  const stopRelay = repeat(times.relayMs, async () => {
    await relayOutbox(app.db, boss, names);
  });
  return {
    async stop() {
      stopping.abort();
      await stopRelay();
      await boss.stop({ close: false, graceful: true, timeout: finishMs });
    },
  };
};

/** How long running jobs may take to notice that they should stop. */
const finishMs = 30_000;

/** Shorter than the queue's own heartbeat, so that a job it brings again is there to be taken. */
const staleMs = ({ heartbeatSeconds }: WorkerTimes) => heartbeatSeconds * 500;

const ensureQueue = async (boss: PgBoss, name: string, options: ReturnType<typeof queueOptions> | object) => {
  await boss.createQueue(name, options);
  await boss.updateQueue(name, options);
};

/** One schedule a job, kept by the queue so that of several processes one acts; what it means for each organization is decided then. */
const startSchedules = async (
  boss: PgBoss,
  app: Application,
  jobs: readonly AnyJob[],
  signal: AbortSignal,
): Promise<void> => {
  await ensureQueue(boss, scheduleQueue, { retryLimit: 0, expireInSeconds: 3600, deleteAfterSeconds: 3600 });
  await boss.work<Occurrence>(scheduleQueue, { batchSize: 1, pollingIntervalSeconds: 5 }, async ([occurrence]) => {
    if (occurrence) await runSchedule(app, jobs, occurrence.data, signal);
  });
  for (const { name, schedule } of jobs) {
    if (schedule !== undefined) await boss.schedule(scheduleQueue, schedule.cron, { job: name }, { key: name });
  }
  await boss.schedule(scheduleQueue, upkeepCron, { job: null }, { key: "upkeep" });
};

const upkeepCron = "*/10 * * * *";
