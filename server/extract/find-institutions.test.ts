import { expect, test } from "vitest";
import { readMail } from "../../test/build/read-mail.ts";

test.each([
  ["Wanjiru wants to know whether the check went out."],
  ["I spoke to my niece, and Tamsie said the house is sold."],
  ["The money is back in Wanjiru's account."],
  ["We'll move the account after the summer. Could I have the form by Monday?"],
])("a person of an unlisted name, or the opening of a sentence, is no institution: %s", (text) => {
  expect(readMail(text).words("Institution")).toEqual([]);
});

test("a company of an unlisted name is known by what only companies do", () => {
  expect(readMail("For every dollar of mine Brantook matches fifty cents.").words("Institution")).toEqual(["Brantook"]);
});
