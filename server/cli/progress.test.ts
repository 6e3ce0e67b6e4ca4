import { expect, test } from "vitest";
import { lineOf } from "./progress.ts";

test("says how many, how fast, how far and how long still", () => {
  const progress = { phase: "reading", done: 12_400, unit: "messages", fraction: 0.4 } as const;
  expect(lineOf(progress, 4000)).toBe("reading 12,400 messages, 3,100/s, 40 %, 0:06 left");
});

test("says no more than is known", () => {
  expect(lineOf({ phase: "verifying", done: 3, unit: "documents", fraction: null }, 100)).toBe("verifying 3 documents");
});
