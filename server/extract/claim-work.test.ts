import { expect, test } from "vitest";
import { readMail } from "../../test/build/read-mail.ts";

test("whoever does our taxes by any of the trade's words advises us", () => {
  const mail = readMail("Please send it to my tax man Gorvan Dill.");
  expect(mail.at("Gorvan Dill").keys).toMatchObject({ role: "tax man", leaning: "professional" });
  expect(mail.related("Gorvan Dill", "advises")).toEqual(["Ingrid Halloran"]);
});

test("a lender's man by name works there", () => {
  const mail = readMail("The lender (Birchwood Mortgage, guy named Basil Noor) needs a letter.");
  expect(mail.related("Basil Noor", "worksFor")).toEqual(["Birchwood Mortgage"]);
});

test("whom an accountant is to be found for is none", () => {
  expect(readMail("For Petra, a good accountant.").at("Petra").keys.role).toBeUndefined();
});

test("whoever bears a name of the writer's firm is of the firm", () => {
  const from = { name: "Tobias Wren", address: "tobias@wrenlund.example" };
  const mail = readMail("Please call Nora Lund while I am away.\n\nTobias Wren\nWren Lund LLP", { from });
  expect(mail.at("Nora Lund").keys).toMatchObject({ leaning: "professional", firm: "Wren Lund LLP" });
});
