import fc from "fast-check";
import { expect, test } from "vitest";
import { cutContent } from "./cut-content.ts";

test("marks exactly the span, and tells the zone of each piece", () => {
  const content = "From: A\n\nHello Bob.\n> old";
  const zones = [
    { kind: "header", startChar: 0, endChar: 9 },
    { kind: "own", startChar: 9, endChar: 20 },
    { kind: "quoted", startChar: 20, endChar: 25 },
  ];
  const pieces = cutContent(content, zones, [{ startChar: 15, endChar: 18 }]);
  expect(pieces.filter(({ isMarked }) => isMarked)).toMatchObject([{ text: "Bob", zone: "own" }]);
  expect(pieces.at(-1)).toMatchObject({ text: "> old", zone: "quoted", isMarked: false });
});

test("joined again the pieces are the content, whatever the places", () => {
  const place = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ startChar: Math.min(a, b), endChar: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(place, { maxLength: 5 }), (content, marks) => {
      expect(
        cutContent(content, [], marks)
          .map(({ text }) => text)
          .join(""),
      ).toBe(content);
    }),
  );
});
