import { describe, expect, test } from "vitest";
import { findDates } from "./dates.ts";

// A Wednesday.
const anchor = { localDate: "2026-01-14" };
const datesIn = (text: string): string[] =>
  findDates(text, anchor).map(({ span, iso }) => `${text.slice(span.startChar, span.endChar)} = ${iso}`);

describe("a date is found in every way people write one", () => {
  test.each([
    ["on 6/14", "6/14 = 2026-06-14"],
    ["born 14 June 1964", "14 June 1964 = 1964-06-14"],
    ["Feb 3rd works", "Feb 3rd = 2026-02-03"],
    ["see you on the 22nd", "the 22nd = 2026-01-22"],
    ["closing is 2026-02-10", "2026-02-10 = 2026-02-10"],
    ["at the end of June", "the end of June = 2026-06-30"],
    ["by mid-March", "mid-March = 2026-03-15"],
    ["next June", "next June = 2026-06"],
    ["starts in August", "August = 2026-08"],
    ["in Q1 2027", "Q1 2027 = 2027-03"],
    ["this fall", "this fall = 2026"],
    ["in two weeks", "in two weeks = 2026-01-28"],
    ["within 30 days", "within 30 days = 2026-02-13"],
    ["before Thanksgiving", "Thanksgiving = 2026-11-26"],
    ["by year end", "year end = 2026-12-31"],
    ["by the end of 2027", "the end of 2027 = 2027-12-31"],
    ["the week of January 5", "January 5 = 2026-01-05"],
    ["tomorrow", "tomorrow = 2026-01-15"],
    ["by the end of the week", "the end of the week = 2026-01-16"],
    ["When: Tuesday Feb 10, 2026, 2pm - 3:30pm (EST)", "Tuesday Feb 10, 2026 = 2026-02-10"],
    ["June 14th of '27", "June 14th of '27 = 2027-06-14"],
  ])("%s", (text, found) => {
    expect(datesIn(text)).toEqual([found]);
  });
});

describe("a date without a year or month is the one that fits the tense", () => {
  test.each([
    ["she passed on March 4", "2025-03-04"],
    ["the wedding is March 4", "2026-03-04"],
    ["I saw him on Friday", "2026-01-09"],
    ["please have it there by Friday", "2026-01-16"],
    ["next Thursday", "2026-01-22"],
    ["After the December 11 appointment", "2025-12-11"],
    ["Thursday, January 22 at 3:30", "2026-01-22"],
    ["he filed in November", "2025-11"],
  ])("%s", (text, iso) => {
    expect(findDates(text, anchor).map((date) => date.iso)).toEqual([iso]);
  });
});

test("takes no fraction, account ending, section or modal verb for a date", () => {
  for (const text of ["about 1/2 of it", "ends in 2290", "I may go", "open 24/7", "form 10-40", "a 3/4 majority"])
    expect(datesIn(text)).toEqual([]);
});

test("stays linear on a long line of digits and slashes", () => {
  const started = performance.now();
  findDates("1/".repeat(50_000), anchor);
  findDates("the end of the ".repeat(10_000), anchor);
  expect(performance.now() - started).toBeLessThan(3_000);
});
