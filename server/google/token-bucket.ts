import { setTimeout as wait } from "node:timers/promises";

/** Quota of one account: `take` waits until so many units may be spent, in the order of asking. */
export type TokenBucket = {
  readonly take: (units: number, signal: AbortSignal) => Promise<void>;
  /** Nobody gets any for so long: Google said it was too much. */
  readonly pause: (ms: number) => void;
};

/** Spends at most `unitsPerMinute` in the long run; a tenth of it may be spent at once. */
export function createTokenBucket(unitsPerMinute: number): TokenBucket {
  const unitsPerMs = unitsPerMinute / 60_000;
  const burst = Math.max(unitsPerMinute / 10, costliest);
  // When the bucket was, or would be, full of nothing: a time line needs no counting.
  let emptyAtMs = performance.now() - burst / unitsPerMs;
  return {
    async take(units, signal) {
      const now = performance.now();
      emptyAtMs = Math.max(emptyAtMs, now - burst / unitsPerMs) + units / unitsPerMs;
      const waitMs = emptyAtMs - now;
      if (waitMs > 0) await wait(waitMs, undefined, { signal });
    },
    pause(ms) {
      emptyAtMs = Math.max(emptyAtMs, performance.now() + ms);
    },
  };
}

/** The most units that one request of ours costs. */
const costliest = 20;
