import { expect, test } from "vitest";
import { requiredWords, wordKeysOf } from "./required-words.ts";

const keys = (source: string): string[] | null => {
  const found = requiredWords(source);
  return found ? [...found].sort() : null;
};

test("names the words of which a match must hold one", () => {
  expect(keys("\\bguarantee(?:d|s)?\\b")).toEqual(["guar"]);
  expect(keys("\\b(?:keys?|purse) in the freezer\\b")).toEqual(["free"]);
  expect(keys("(?:sold|selling) (?:my|our) house")).toEqual(["hous"]);
  expect(keys("\\b(?:he|she) (?:never )?asks")).toEqual(["asks"]);
});

test("says nothing where a match may hold no whole word", () => {
  expect(keys("\\d+%")).toBeNull();
  expect(keys("(?:un)?(?:\\w+)")).toBeNull();
});

test("a text that matches always holds one of the words", () => {
  const source = "\\b(?:can['’]t|cannot) (?:ever )?lose (?:a )?(?:dime|penny)\\b";
  const words = wordKeysOf("Honestly, you can’t ever lose a penny.");
  expect([...(requiredWords(source) ?? [])].some((key) => words.has(key))).toBe(true);
});
