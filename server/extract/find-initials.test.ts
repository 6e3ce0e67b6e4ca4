import { describe, expect, test } from "vitest";
import { adviser, readMail } from "../../test/build/read-mail.ts";

const jiHoon = { name: "Ji-hoon Baek", address: "jbaek@baek.example" };
const thomas = { name: "Thomas Reed", address: "treed@reed.example" };

describe("people who go by initials", () => {
  test("a given name of two parts is known by its initials to every writer", () => {
    const mail = readMail("Tell JH that the form came.", { to: [adviser], cc: [jiHoon] });
    expect(mail.at("JH").name).toBe("Ji-hoon Baek");
  });

  test("whoever is greeted by initials is the addressee, and signs so", () => {
    expect(readMail("TJ,\n\nThe form came.", { from: adviser, to: [thomas] }).at("TJ").name).toBe("Thomas Reed");
    expect(readMail("The form came.\n\nTJ", { from: thomas }).at("TJ").name).toBe("Thomas Reed");
  });

  test("other capitals are nobody", () => {
    const mail = readMail("The IRA and the CD came due. PS call me.\n\nThomas", { from: thomas });
    expect(mail.words("Person").filter((words) => /^[A-Z]{2,3}$/.test(words))).toEqual([]);
  });
});
