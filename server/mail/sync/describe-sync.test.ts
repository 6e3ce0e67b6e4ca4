import { expect, it } from "vitest";
import { describeSync } from "./describe-sync.ts";

const facts = {
  phase: "idle",
  lastFullComparisonAt: "2026-02-10T02:10:00.000Z",
  lastSuccessAt: "2026-02-10T09:00:00.000Z",
  problem: null,
  problemSince: null,
  notBefore: null,
  messagesPerSecond: 12,
  inGmail: 40,
  waiting: 0,
  givenUp: 0,
  removed: 0,
  failures: [],
} as const;
const since = "2026-02-10T08:00:00.000Z";

it("says up to date only after a full comparison, when nothing waits and nothing is wrong", () => {
  expect(describeSync(facts)).toMatchObject({ isUpToDate: true, summary: expect.stringMatching(/^Up to date.*02:10/) });
  const others = [
    { lastFullComparisonAt: null },
    { waiting: 3 },
    { givenUp: 1 },
    { phase: "reading" },
    { problem: "unavailable", problemSince: since },
  ] as const;
  for (const other of others) {
    const { isUpToDate, summary } = describeSync({ ...facts, ...other });
    expect(isUpToDate).toBe(false);
    expect(summary).not.toMatch(/up to date/i);
  }
});

it("says what is wrong and what to do", () => {
  const words = (problem: NonNullable<Parameters<typeof describeSync>[0]["problem"]>) =>
    describeSync({ ...facts, problem, problemSince: since }).summary;
  expect(words("needs_relink")).toMatch(/link it again/);
  expect(words("missing_scopes")).toMatch(/allow it/);
  expect(words("unavailable")).toMatch(/by itself/);
  expect(words("refused")).toMatch(/Gmail API/);
  expect(describeSync({ ...facts, problem: "rate_limited", notBefore: since }).summary).toMatch(/pause until 2026/);
  const lost = { reason: "no_headers", messages: 2, isGivenUp: true, retryAt: null };
  expect(describeSync({ ...facts, givenUp: 2, failures: [lost] }).summary).toMatch(
    /2 could not be read however often it was tried, 2 without headers: sync by hand/,
  );
  const tried = { reason: "fetch_failed", messages: 3, isGivenUp: false, retryAt: since };
  expect(describeSync({ ...facts, waiting: 7, failures: [tried] }).summary).toMatch(
    /4 wait to be read. 3 failed, 3 not given by Gmail, tried again by themselves from 2026-02-10T08/,
  );
});
