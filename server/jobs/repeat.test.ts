import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { repeat } from "./repeat.ts";

test("goes on after a failure, and stops when told, once the running job has ended", async () => {
  let started = 0;
  let ended = 0;
  const stop = repeat(1, async () => {
    started++;
    await wait(5);
    ended++;
    throw new Error("no");
  });
  await wait(40);
  await stop();
  expect(started).toBeGreaterThan(1);
  expect(ended).toBe(started);
  await wait(20);
  expect(started).toBe(ended);
});
