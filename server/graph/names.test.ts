import { expect, test } from "vitest";
import { fullNameLikeness, givenLikeness, parsePersonName, surnamesAgree } from "./names.ts";

test("reads honorifics, credentials, particles, generations and the comma form", () => {
  expect(parsePersonName("Dr. José María de la Cruz Jr., CPA")).toEqual({
    given: "jose",
    middle: ["maria"],
    surname: "de la cruz",
    suffix: "jr",
  });
  expect(parsePersonName("Okoye, Ada")).toEqual({ given: "ada", middle: [], surname: "okoye", suffix: null });
  expect(parsePersonName("Ms. Park")).toEqual({ given: null, middle: [], surname: "park", suffix: null });
  expect(parsePersonName("Theo’s")).toMatchObject({ given: "theo" });
});

test("a nickname is like its name, and unlike another's", () => {
  expect(givenLikeness("bob", "robert")).toBe(2);
  expect(givenLikeness("sue", "susan")).toBe(2);
  expect(givenLikeness("joan", "john")).toBe(0);
});

test("different generations and middle initials are different people", () => {
  const like = (a: string, b: string) => fullNameLikeness(parsePersonName(a), parsePersonName(b));
  expect(like("Karl Lund Sr.", "Karl Lund Jr.")).toBe(0);
  expect(like("Karl A. Lund", "Karl B. Lund")).toBe(0);
  expect(like("Karl A. Lund", "Karl Lund")).toBe(3);
  expect(like("Karl Lund", "Karl Lind")).toBe(0);
});

test("a hyphenated surname agrees with either of its parts", () => {
  expect(surnamesAgree("ruiz-hall", "hall")).toBe(true);
  expect(surnamesAgree("ruiz", "hall")).toBe(false);
});
