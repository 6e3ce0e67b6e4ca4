import { expect, test } from "vitest";
import { findAmounts } from "./amounts.ts";

test.each([
  ["$75k", "75000"],
  ["$1.2 million", "1200000"],
  ["860,000 dollars", "860000"],
  ["around 96k", "96000"],
  ["50 grand", "50000"],
  ["$85,000.00", "85000"],
  ["$228,114.06", "228114.06"],
])("reads %s as %s dollars", (text, value) => {
  expect(findAmounts(text)).toMatchObject([{ value, unit: "dollars" }]);
});

test("reads percentages apart from money", () => {
  expect(findAmounts("contributing 10% and later 7.5 percent")).toMatchObject([
    { value: "10", unit: "percent" },
    { value: "7.5", unit: "percent" },
  ]);
});

test("takes no plan for an amount", () => {
  for (const text of ["the 401k", "his 403(b)", "a 457 plan", "529"]) expect(findAmounts(text)).toEqual([]);
});
