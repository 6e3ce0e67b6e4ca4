import { setTimeout as wait } from "node:timers/promises";
import type { Output } from "../../contract/catalogue.ts";
import { BeepError, type ErrorTag, errorTags } from "../errors.ts";
import type { Progress } from "../operations/handler.ts";
import type { Client } from "./client.ts";

type JobStarted = { readonly jobId: string };

/**
 * What an operation came to: its answer, or, where it left its work to a job, that job's result, waited for with its progress shown. The
 * job's error is thrown as the operation would have. Without a server the work is done in this process. Ctrl-C ends the waiting only.
 */
export const finishJob = async <T extends object>(
  client: Client,
  answer: T,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Exclude<T, JobStarted>> => {
  if (!isJobStarted(answer)) return answer as Exclude<T, JobStarted>;
  const { jobId } = answer;
  const worker = await client.work?.();
  try {
    for (let pauseMs = 200; ; pauseMs = Math.min(5000, pauseMs * 1.5)) {
      const job = await client.call("Jobs.Get", { jobId });
      if (job.progress !== null) report(job.progress as Progress);
      if (job.state === "succeeded") return job.result as Exclude<T, JobStarted>;
      if (job.finishedAt !== null) throw errorOf(job);
      await wait(pauseMs, undefined, { signal }).catch(() => Promise.reject(goesOn(jobId)));
    }
  } finally {
    await worker?.stop();
  }
};

const isJobStarted = (answer: object): answer is JobStarted => "jobId" in answer && Object.keys(answer).length === 1;

const errorOf = ({ state, failure }: Output<"Jobs.Get">): BeepError => {
  if (failure === null)
    return new BeepError("ConflictError", `The job was ${state}. Repeat the command to begin it again.`, {
      reason: "job_cancelled",
    });
  const { tag, message, ...fields } = failure;
  return new BeepError(Object.hasOwn(errorTags, tag) ? (tag as ErrorTag) : "InternalError", message, fields);
};

const goesOn = (jobId: string): BeepError =>
  new BeepError(
    "UnavailableError",
    `Stopped waiting; the job goes on, or does so when a server runs again. \`./beep call Jobs.Get '{"jobId":"${jobId}"}' --org SLUG\` tells how it goes, Jobs.Cancel stops it.`,
    { reason: "stopped" },
  );
