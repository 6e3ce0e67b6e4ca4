import { openDatabase } from "../../server/db/database.ts";
import { jobs } from "../../server/jobs/jobs.ts";
import { startWorker, workerTimes } from "../../server/jobs/start-worker.ts";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf } from "./firm.ts";
import type { DatabaseHome } from "./test-database.ts";

export const quickTimes = { ...workerTimes, relayMs: 50, pollSeconds: 0.5, heartbeatSeconds: 10, superviseSeconds: 1 };

/** What a worker process of a test is told: its database, and at which of its steps it dies on the spot. */
export type WorkerTask = Pick<DatabaseHome, "config" | "keyFile"> & { readonly diesAt?: string };

/** A worker like the product's own, which prints each step that its jobs report. */
const work = async ({ config, keyFile, diesAt }: WorkerTask): Promise<void> => {
  log.setLevel("silent");
  const db = await openDatabase({ ...config, poolSize: 5 });
  const step = (name: string) => {
    process.stdout.write(`${name}\n`);
    if (name === diesAt) process.kill(process.pid, "SIGKILL");
  };
  const watched = jobs.map((job) => ({
    ...job,
    async run(...[context, input]: Parameters<typeof job.run>) {
      step("begun");
      const result = await job.run(
        { ...context, report: (progress) => step(`${progress.phase} ${progress.done}`) },
        input,
      );
      step("ended");
      return result;
    },
  }));
  await startWorker(applicationOf(db, keyFile), watched, { isScheduling: false, times: quickTimes });
};

if (process.argv[1] === import.meta.filename) await work(JSON.parse(process.argv[2] ?? "{}") as WorkerTask);
