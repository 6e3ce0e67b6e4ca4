import { describe, expect, test } from "vitest";
import { adviser, readMail } from "../../test/build/read-mail.ts";

const plea =
  "Our bank is under audit. Kindly send the proceeds to the new account below today. Do not call the office, lines are down.";
const desk = { name: "Closing Desk", address: "closing@title-update.example" };
const beatrix = { name: "Beatrix Lowe", address: "beatrix@reylwealth.example" };

describe("an impostor's payment instructions", () => {
  test("ask nobody to do anything", () => {
    expect(readMail(plea, { from: desk, to: [adviser] }).words("ActionItem")).toEqual([]);
  });

  test("state nothing when a colleague forwards them, while the colleague's own words do", () => {
    const mail = readMail(
      `Beatrix, please block this sender.\n\n---------- Forwarded message ---------\nFrom: Closing Desk <closing@title-update.example>\nDate: Wed, Jan 14, 2026 at 3:14 AM\nSubject: wire\nTo: Tomas Reyl <tomas@reylwealth.example>\n\n${plea}\n`,
      { from: adviser, to: [beatrix] },
    );
    expect(mail.words("ActionItem")).toEqual(["please block this sender"]);
  });

  test("are not what a title company's ordinary mail is taken for", () => {
    const text = "Please send the signed deed by Friday. The wire instructions are in the portal.";
    expect(readMail(text, { from: desk, to: [adviser] }).words("ActionItem")).not.toEqual([]);
  });
});
