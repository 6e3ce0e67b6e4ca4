import { expect, test } from "vitest";
import { readMail } from "../../test/build/read-mail.ts";

test("whose number is which, by possessives after the kind of account is named", () => {
  const mail = readMail("I want to fill my Roth before April. Mine is 6231, and Petra's is 6240. I was born in 1961.");
  expect(mail.words("Account")).toEqual(["my Roth", "Mine is 6231", "Petra's is 6240"]);
  expect(mail.values("Mine is 6231", "last4")).toEqual(["6231"]);
  expect(mail.related("Petra's is 6240", "ownsAccount")).toEqual(["Petra"]);
});

test("a trust's name takes its year, its custodian and its number", () => {
  const mail = readMail(
    "There are the Halloran Family Trust of 2009 (Schwab account 5170) and the Halloran Marital Trust.",
  );
  expect(mail.words("Account")).toEqual([
    "the Halloran Family Trust of 2009 (Schwab account 5170)",
    "the Halloran Marital Trust",
  ]);
  expect(mail.values("Family Trust", "last4")).toEqual(["5170"]);
  expect(mail.values("Family Trust", "custodian")).toEqual(["Schwab"]);
});

test("the columns of a table are one account", () => {
  const mail = readMail(
    "What we hold:\n\n  joint brokerage      Fidelity 9161      $734,900\n  Roth IRA             Schwab 9175        $206,150",
  );
  expect(mail.values("joint brokerage", "last4")).toEqual(["9161"]);
  expect(mail.values("joint brokerage", "amount")).toEqual(["734900"]);
  expect(mail.values("Roth IRA", "custodian")).toEqual(["Schwab"]);
});

test.each([
  ["My 529, the one ending 9080, stood at $118,450 on the last statement.", "9080", "118450"],
  ["What becomes of the 403(b) ending 3311? It has $284,600 in it.", "3311", "284600"],
  ["I still owe 61,000 on the line of credit at Wells Fargo.", "line of credit", "61000"],
  ["My own IRA, 0844, came to $1,388,000 at the new year.", "0844", "1388000"],
])("a balance is told in many ways: %s", (text, words, amount) => {
  expect(readMail(text).values(words, "amount")).toEqual([amount]);
});

test("a year, a sum and a street are no account numbers", () => {
  const mail = readMail("My Roth is at Schwab since 2014. Petra's is 5200 dollars. Mine is 1998 vintage.");
  expect(mail.reading.claims.filter((claim) => claim.kind === "attribute" && claim.name === "last4")).toEqual([]);
});

test("a table's row tells number, custodian and balance", () => {
  const mail = readMail(`Account | Where | Value
Petra's SEP IRA -2256 | Birchwood | $641,870
CD | Alder Community | $85,000`);
  expect(mail.values("Petra's SEP IRA -2256", "last4")).toEqual(["2256"]);
  expect(mail.values("Petra's SEP IRA -2256", "amount")).toEqual(["641870"]);
});

test("a notice's lines tell owner and balance, whatever the owner's name", () => {
  const mail = readMail(`New account: Inherited IRA ending 7141
Owner: ZELVI K DORRAN
Opening value: $87,455.18

Please do not reply to this message, which is sent by a machine.`);
  expect(mail.values("Inherited IRA ending 7141", "amount")).toEqual(["87455.18"]);
  expect(mail.related("Inherited IRA ending 7141", "ownsAccount")).toContain("Zelvi K Dorran");
});

test("a balance follows from where an account is and until when", () => {
  expect(readMail("We have my 403b from the school district (like 31k).").values("my 403b", "amount")).toEqual([
    "31000",
  ]);
  const note = "my savings at Birchwood Bank that comes due in October, $85,000";
  expect(readMail(`There is ${note}.`).values("my savings at Birchwood Bank", "amount")).toEqual(["85000"]);
});

test("what is hers, whoever she is, is not the writer's", () => {
  const mail = readMail("Her savings at Birchwood Bank should be closed.");
  expect(mail.reading.claims.filter((claim) => claim.kind === "relation" && claim.type === "ownsAccount")).toEqual([]);
});

test.each([
  ["Leave the 403(b) ending 9044 where it is, or move it to the new employer's plan.", ["9044"]],
  [
    "She opens an individual account at Schwab (it ends 1187). New forms for what remains of the 403(b) come.",
    ["1187"],
  ],
])("a plan is not the numbered account of another kind or of before: %s", (text, numbers) => {
  const { reading } = readMail(text);
  const accounts = reading.referents.filter(({ type }) => type === "Account");
  expect(accounts.flatMap(({ keys }) => keys.last4 ?? [])).toEqual(numbers);
  expect(accounts).toHaveLength(2);
});
