import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import { BeepError, type ErrorTag } from "../errors.ts";
import type { Application } from "../operations/application.ts";
import type { Progress } from "../operations/handler.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import type { AnyJob } from "./job.ts";
import { claimRun, concludeRun, type RunId, requeueRun, type TakenRun } from "./job-run.repository.ts";
import { startPulse } from "./pulse.ts";
import { failureOf, type Outcome, sealOutcome, unsealInput } from "./sealed.ts";

/** Thrown to the queue, which brings the job again later. It holds nothing of what went wrong: the queue keeps what it is thrown. */
class ComeAgain extends Error {
  override readonly name = "ComeAgain";
  override readonly stack = "";
}

/**
 * Runs what one delivery of the queue refers to, and records what came of it. Resolves when there is nothing left to do: done, failed
 * for good, cancelled, or somebody else's. Throws ComeAgain when it should be delivered again.
 */
export const runJob = async (
  app: Application,
  job: AnyJob,
  id: RunId,
  stopping: AbortSignal,
  staleMs: number,
): Promise<void> => {
  const startedAtMs = performance.now();
  const taken = await claimRun(app.db, id, staleMs).catch(() => Promise.reject(new ComeAgain()));
  if (taken === undefined) return;
  const end = await attempt(app, job, id, taken, stopping).catch((error: unknown) => ({
    state: "failed" as const,
    error,
  }));
  const conclusion = conclude(job, id, taken, end);
  log.event("job.finished", {
    job: job.name,
    jobId: id.jobId,
    organizationId: id.organizationId,
    outcome: conclusion.state,
    errorTag: conclusion.errorTag,
    attempts: taken.attempts,
    durationMs: Math.round(performance.now() - startedAtMs),
  });
  await record(app, id, taken, conclusion).catch(() => Promise.reject(new ComeAgain()));
  if (conclusion.state === "queued") throw new ComeAgain();
};

type End =
  | { readonly state: "succeeded"; readonly result: unknown }
  | { readonly state: "cancelled" | "stopped" | "lost" }
  | { readonly state: "failed"; readonly error: unknown };

const attempt = async (
  app: Application,
  job: AnyJob,
  id: RunId,
  taken: TakenRun,
  stopping: AbortSignal,
): Promise<End> => {
  if (taken.attempts > job.attemptsMax) throw endedItsWorker();
  const pulse = startPulse(app.db, id, taken.attempts);
  const signal = AbortSignal.any([stopping, pulse.signal]);
  try {
    const { organizationId } = id;
    const actor = { organizationId, mailboxIds: await listMailboxIds(app.db, organizationId), userId: taken.userId };
    const keys = await app.keysOf(actor);
    const input = job.input.parse(unsealInput(keys, taken.inputCipher));
    const report = (progress: Progress) => pulse.report(progress);
    const context = { app, db: app.db, actor, keys, attempt: taken.attempts, signal, report };
    return { state: "succeeded", result: job.output.parse(await job.run(context, input as never)) };
  } catch (error) {
    if (pulse.ended !== undefined) return { state: pulse.ended };
    if (stopping.aborted) return { state: "stopped" };
    return { state: "failed", error };
  } finally {
    await pulse.stop();
  }
};

type Conclusion = {
  readonly state: "succeeded" | "failed" | "cancelled" | "queued" | "lost";
  readonly outcome?: Outcome;
  readonly errorTag?: ErrorTag | undefined;
  readonly attempts: number;
};

const conclude = (job: AnyJob, { jobId }: RunId, { attempts }: TakenRun, end: End): Conclusion => {
  switch (end.state) {
    case "succeeded":
      return { state: "succeeded", outcome: { result: end.result }, attempts };
    case "cancelled":
    case "lost":
      return { state: end.state, attempts };
    // Nothing is wrong with the job: it does not count.
    case "stopped":
      return { state: "queued", attempts: attempts - 1 };
    case "failed": {
      const failure = presentable(end.error, jobId);
      const isLast = attempts >= job.attemptsMax || !passing.has(failure.tag);
      return { state: isLast ? "failed" : "queued", outcome: failureOf(failure), errorTag: failure.tag, attempts };
    }
  }
};

/** What may be otherwise next time. */
const passing: ReadonlySet<ErrorTag> = new Set([
  "ConflictError",
  "RateLimitedError",
  "OverloadedError",
  "ProviderUnavailableError",
  "UnavailableError",
  "InternalError",
]);

const presentable = (error: unknown, jobId: string): BeepError => {
  if (error instanceof BeepError && error.tag !== "InternalError") return error;
  log.event("job.unexpected", { jobId, location: codeLocation(error) });
  return error instanceof BeepError
    ? error
    : new BeepError("InternalError", "Something went wrong in Beep itself. The log has where.");
};

const endedItsWorker = () =>
  new BeepError("InternalError", "The job was given up: every time it was begun, its worker ended before it did.");

const record = async (app: Application, id: RunId, taken: TakenRun, conclusion: Conclusion): Promise<void> => {
  const { state, outcome, errorTag = null, attempts } = conclusion;
  if (state === "lost") return;
  if (state === "queued") return requeueRun(app.db, id, taken.attempts, { attempts, errorTag });
  const keys = await app.keysOf({ organizationId: id.organizationId, mailboxIds: [], userId: null });
  const outcomeCipher = outcome === undefined ? null : sealOutcome(keys, outcome);
  await concludeRun(app.db, id, taken.attempts, { state, errorTag, outcomeCipher });
};
