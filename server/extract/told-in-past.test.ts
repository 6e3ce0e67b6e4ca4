import { expect, test } from "vitest";
import { isToldInPast } from "./told-in-past.ts";

const told = (text: string, date: string): boolean | null => {
  const startChar = text.indexOf(date);
  return isToldInPast(text, { startChar, endChar: startChar + date.length });
};

test("what was moved to a day looks ahead; what happened on a day does not", () => {
  expect(told("The hospital has moved the operation to 15 September", "15 September")).toBe(false);
  expect(told("I'm out as of July 31", "July 31")).toBe(false);
  expect(told("The balance was confirmed as of July 31", "July 31")).toBe(true);
  expect(told("She died on March 4", "March 4")).toBe(true);
});
