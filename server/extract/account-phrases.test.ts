import { expect, test } from "vitest";
import { accountWordsIn, lastFourAfter, lastFoursIn } from "./account-phrases.ts";

const typesIn = (text: string): string[] => accountWordsIn({ text, kept: [] }).map(({ type }) => type);

test.each([
  ["my rollover IRA and the Roth", ["traditional_ira", "roth_ira"]],
  ["her old 401(k), his 403b and a 457", ["401k", "403b", "other"]],
  ["the joint brokerage account", ["joint_brokerage"]],
  ["a donor-advised fund", ["daf"]],
])("finds the accounts of %s", (text, types) => {
  expect(typesIn(text)).toEqual(types);
});

test("takes no account from a house number, an amount or a month", () => {
  expect(typesIn("529 Elm St, $457 due Sep 12")).toEqual([]);
});

test.each([
  [" ending in 4521 is fine", "4521"],
  [", ends 9043", "9043"],
  [" (x2058)", "2058"],
  [", ...3320, has", "3320"],
  [" (..5926)", "5926"],
  [" #4471", "4471"],
  [" number 60023318847", "8847"],
])("reads the last four of %s", (text, last4) => {
  expect(lastFourAfter(text)?.last4).toBe(last4);
});

test("reads no last four from years and amounts", () => {
  expect(lastFourAfter(" by the end of 2027")).toBeNull();
  expect(lastFoursIn("the plan ends 2027, about 4,500 of it")).toEqual([]);
});
