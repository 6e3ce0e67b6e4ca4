import type { Database } from "../db/database.ts";
import type { Progress } from "../operations/handler.ts";
import { pulseRun, type RunId } from "./job-run.repository.ts";
import { repeat } from "./repeat.ts";

/** A run's sign of life. `ended` says why `signal` is aborted. */
export type Pulse = {
  readonly signal: AbortSignal;
  readonly ended: "cancelled" | "lost" | undefined;
  readonly report: (progress: Progress) => void;
  readonly stop: () => Promise<void>;
};

/** Soon enough that a cancelled job stops while somebody looks on; seldom enough to cost nothing beside the work. */
const intervalMs = 2000;

/** Shows every few seconds that the run is worked on and how far it is, and hears whether it still should be. */
export const startPulse = (db: Database, id: RunId, attempts: number): Pulse => {
  const ending = new AbortController();
  let ended: Pulse["ended"];
  let progress: Progress | undefined;
  const beat = async () => {
    const state = await pulseRun(db, id, attempts, progress ?? {});
    if (state === "running") return;
    ended ??= state;
    ending.abort();
  };
  const stop = repeat(intervalMs, beat);
  return {
    signal: ending.signal,
    get ended() {
      return ended;
    },
    report(next) {
      progress = next;
    },
    async stop() {
      await stop();
      // The last word on how far it came; a database that is gone will be told by the conclusion.
      if (ended === undefined) await beat().catch(() => {});
    },
  };
};
