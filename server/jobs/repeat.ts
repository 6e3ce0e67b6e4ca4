import { setTimeout as wait } from "node:timers/promises";

/** Runs `job` now and then every `intervalMs` after it ended, never twice at once. The answer stops it and waits for its end. */
export const repeat = (intervalMs: number, job: (signal: AbortSignal) => Promise<void>): (() => Promise<void>) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    while (!signal.aborted) {
      // A job reports its own failures; whatever escapes it must not end the repetition.
      await job(signal).catch(() => {});
      await wait(intervalMs, undefined, { signal }).catch(() => {});
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
};
