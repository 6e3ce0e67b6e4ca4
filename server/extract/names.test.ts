import { expect, test } from "vitest";
import { isAmbiguousName, isGivenName, isSameGivenName, parsePersonName } from "./names.ts";

test.each([
  [
    "Dr. Ana M. Ruiz, CFP®",
    { full: "Ana M. Ruiz", first: "Ana", surname: "Ruiz", honorific: "Dr.", credentials: ["CFP"] },
  ],
  ["Ruiz, Ana", { full: "Ana Ruiz", first: "Ana", surname: "Ruiz", honorific: null, credentials: [] }],
  ["Pieter van der Berg Jr.", { full: "Pieter van der Berg Jr.", first: "Pieter", surname: "van der Berg" }],
  ["Emil Ruiz, Sr., MD", { full: "Emil Ruiz Sr.", first: "Emil", surname: "Ruiz", credentials: ["MD"] }],
  ["Ms. Okoro", { first: null, surname: "Okoro", honorific: "Ms." }],
])("takes %s apart", (written, parts) => {
  expect(parsePersonName(written)).toMatchObject(parts);
});

test.each([
  ["Bob", "Robert"],
  ["Peggy", "Margaret"],
  ["J.", "Joan"],
])("%s may be %s", (short, long) => {
  expect(isSameGivenName(short, long)).toBe(true);
});

test("two names that only begin alike are two people's", () => {
  expect(isSameGivenName("Joan", "Joanna")).toBe(false);
  expect(isSameGivenName("Robert", "Roberta")).toBe(false);
});

test.each(["Ngozi", "Xiaoli", "Minjun", "Phuong", "Khadija", "Vahan", "Siobhan", "Wojciech", "Guadalupe", "Anjali"])(
  "%s is a given name",
  (name) => {
    expect(isGivenName(name)).toBe(true);
  },
);

test.each(["May", "Will", "Charlotte", "Grace"])("%s may be something else", (name) => {
  expect(isAmbiguousName(name)).toBe(true);
});
