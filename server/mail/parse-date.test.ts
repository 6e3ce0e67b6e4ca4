import { expect, test } from "vitest";
import { parseDate } from "./parse-date.ts";

test.each([
  ["Mon, 2 Feb 2026 08:30:00 -0500", "2026-02-02T08:30:00-05:00"],
  ["Mon, 2 Feb 2026 23:30:00 -0500 (EST)", "2026-02-02T23:30:00-05:00"],
  ["2 Feb 26 08:30 EST", "2026-02-02T08:30:00-05:00"],
  ["Mon,  2 Feb 2026 8:30:00 GMT", "2026-02-02T08:30:00+00:00"],
  ["Mon Feb  2 08:30:00 2026", "2026-02-02T08:30:00+00:00"],
  ["2026-02-02T08:30:00+05:30", "2026-02-02T08:30:00+05:30"],
  ["Fri, 31 Dec 1999 23:59:60 +0000", "1999-12-31T23:59:59+00:00"],
  ["Mon, 2 Feb 9026 08:30:00 +0000", "9026-02-02T08:30:00+00:00"],
  ["Mon, 2 Feb 2026 08:30:00 -9900", "2026-02-02T08:30:00+00:00"],
])("reads %s with the sender's own offset", (header, iso) => {
  expect(parseDate(header)?.iso).toBe(iso);
  expect(parseDate(header)?.epochMs).toBe(Date.parse(iso));
});

test("the local date is the sender's, not Greenwich's", () => {
  expect(parseDate("Mon, 2 Feb 2026 23:30:00 -0500")?.localDate).toBe("2026-02-02");
});

test.each([
  "",
  "yesterday",
  "Mon, 31 Feb 2026 08:30:00 +0000",
  "Mon, 2 Feb 2026 25:30:00 +0000",
  "2 Foo 2026 10:00",
  "Thu, 1 Jan 99999 10:00:00 +0000",
])("gives nothing for %j", (header) => expect(parseDate(header)).toBeNull());
