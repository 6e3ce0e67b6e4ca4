import { expect, test } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

const signal = new AbortController().signal;

test("spends a tenth of a minute's units at once and the rest at their rate", async () => {
  const bucket = createTokenBucket(60_000);
  const startedAtMs = performance.now();
  for (let n = 0; n < 300; n++) await bucket.take(20, signal);
  expect(performance.now() - startedAtMs).toBeLessThan(60);
  await Promise.all(Array.from({ length: 10 }, () => bucket.take(20, signal)));
  const elapsedMs = performance.now() - startedAtMs;
  expect(elapsedMs).toBeGreaterThan(180);
});

test("gives nobody any while paused, and stops waiting on the signal", async () => {
  const bucket = createTokenBucket(60_000);
  bucket.pause(60_000);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  await expect(bucket.take(1, stop.signal)).rejects.toThrow();
});
