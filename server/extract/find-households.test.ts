import { expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

const colleague = { name: "Beatrix Lowe", address: "beatrix@reylwealth.example" };

test("colleagues speak of a family by its file", () => {
  const mail = readMail("Quandt notes are below.", { from: adviser, to: [colleague], subject: "Olmstead notes, 2/24" });
  expect(mail.words("Household")).toEqual(["Olmstead", "Quandt"]);
});

test("a day, a bank or a client's own word for it is no family's file", () => {
  const internal = { from: adviser, to: [colleague] };
  expect(readMail("The Monday meeting and the Fidelity paperwork.", internal).words("Household")).toEqual([]);
  expect(readMail("My Olmstead notes are attached.", { from: client, to: [adviser] }).words("Household")).toEqual([]);
});

test("a family's money is a family's, whoever is in copy", () => {
  const mail = readMail("Then so does the Olmsteads' money.", { from: adviser, to: [colleague], cc: [client] });
  expect(mail.words("Household")).toEqual(["the Olmsteads"]);
});
