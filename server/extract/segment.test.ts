import { expect, test } from "vitest";
import type { Zone } from "../mail/message.ts";
import { segment } from "./segment.ts";

const own = (text: string): Zone => ({
  kind: "own",
  startChar: 0,
  endChar: text.length,
  author: null,
  writtenAt: null,
  addressees: [],
});
const sentencesOf = (text: string): string[] => segment(text, [own(text)]).map((sentence) => sentence.text);

test("abbreviations and initials end no sentence", () => {
  expect(sentencesOf("Dr. Ruiz saw J. Okoro at 10 a.m. on Friday. All is well.")).toEqual([
    "Dr. Ruiz saw J. Okoro at 10 a.m. on Friday.",
    "All is well.",
  ]);
});

test("list items are sentences of their own, without their markers", () => {
  expect(sentencesOf("Two things:\n1. Send the form\n2) Call Ana\n• Rest")).toEqual([
    "Two things:",
    "Send the form",
    "Call Ana",
    "Rest",
  ]);
});

test("joins lines that a mail program wrapped, and keeps short lines apart", () => {
  const wrapped = "We would like to put the money somewhere safe until the house is\nsold in the fall.";
  expect(sentencesOf(wrapped)).toEqual([wrapped]);
  expect(sentencesOf("Ana Ruiz\nborn in May")).toEqual(["Ana Ruiz", "born in May"]);
});

test("sentences of a quoted zone are not read", () => {
  const text = "mine\n> theirs\n";
  const zones: Zone[] = [
    { ...own(text), endChar: 5 },
    { ...own(text), kind: "quoted", startChar: 5 },
  ];
  expect(segment(text, zones).map((sentence) => sentence.text)).toEqual(["mine"]);
});
