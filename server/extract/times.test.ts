import { expect, test } from "vitest";
import { findTimes } from "./times.ts";

test.each([
  ["at 3:30", "15:30"],
  ["10:00 a.m.", "10:00"],
  ["2pm - 3:30pm (EST)", "14:00"],
  ["10 - 11:30am", "10:00"],
  ["Feb 3 at 10", "10:00"],
  ["11 in the morning", "11:00"],
  ["at noon", "12:00"],
  ["6:30pm", "18:30"],
  ["12 am", "00:00"],
])("reads %s as %s", (text, time) => {
  expect(findTimes(text).map((found) => found.time)).toEqual([time]);
});

test("takes no rate, ratio or age for a time", () => {
  for (const text of ["at 7% a year", "retire at 62", "version 10.3", "$3:30", "at 5 percent"])
    expect(findTimes(text)).toEqual([]);
});
