import { expect, test } from "vitest";
import type { BriefingSection } from "./briefing.ts";
import { compareBriefings } from "./compare-briefings.ts";

const section = (id: BriefingSection["id"], ...texts: readonly string[]): BriefingSection => ({
  id,
  title: id,
  bullets: texts.map((text, i) => ({ id: `${id}-${i}-${text.length}`, text, citations: [] })),
});
const changesOf = (before: readonly BriefingSection[], after: readonly BriefingSection[]) =>
  compareBriefings({ sections: before }, { sections: after }).map(({ id, lines }) => [
    id,
    lines.map((line) => [line.change, line.before?.text ?? null, line.after?.text ?? null]),
  ]);

test("a line that gives the same matter another amount or day is changed, not gone and new", () => {
  const before = [
    section("accounts", "Nils’s Rollover IRA ending 4417 at Larchmont: $212,400, as stated on February 3, 2026."),
  ];
  const after = [
    section("accounts", "Nils’s Rollover IRA ending 4417 at Larchmont: $230,000, as stated on March 1, 2026."),
  ];
  expect(changesOf(before, after)[0]?.[1]).toEqual([
    ["changed", before[0]?.bullets[0]?.text, after[0]?.bullets[0]?.text],
  ]);
});

test("what neither has is new or gone; what both have is the same, wherever it stands", () => {
  const before = [section("summary", "Family: Ada and Bo are married.", "Goal: buy a boat by 2028.")];
  const after = [section("summary", "Expected at the meeting: Joan Ferris.", "Family: Ada and Bo are married.")];
  expect(changesOf(before, after)).toEqual([
    [
      "summary",
      [
        ["new", null, "Expected at the meeting: Joan Ferris."],
        ["same", "Family: Ada and Bo are married.", "Family: Ada and Bo are married."],
        ["gone", "Goal: buy a boat by 2028.", null],
      ],
    ],
  ]);
});

test("one earlier line goes with one later line only, the likest", () => {
  const before = [section("open_actions", "Joan Ferris: send Nils the worksheet, due February 20, 2026.")];
  const after = [
    section(
      "open_actions",
      "Joan Ferris: send Greta the worksheet, due March 20, 2026.",
      "Joan Ferris: send Nils the worksheet, due February 27, 2026.",
    ),
  ];
  expect(compareBriefings({ sections: before }, { sections: after })[0]?.lines.map((line) => line.change)).toEqual([
    "new",
    "changed",
  ]);
});

test("a section that only one of them has is shown with what it held; an empty one is not", () => {
  const before = [section("changes", "The review: moved to March 5."), section("agenda")];
  expect(changesOf(before, [section("accounts")])).toEqual([
    ["changes", [["gone", "The review: moved to March 5.", null]]],
  ]);
});
