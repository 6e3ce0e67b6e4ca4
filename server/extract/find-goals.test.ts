import { describe, expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

describe("a stated aim is a goal with its amount and date", () => {
  test.each([
    ["We want to buy a cabin for about $300k by the end of 2028.", "buy a cabin", "300000", "2028-12-31"],
    ["I'd like to give $40,000 to the library over the next five years.", "give $40,000", "40000", "2031"],
    ["Our goal is to save $25k for the roof by next June.", "save $25k", "25000", "2026-06"],
  ])("%s", (text, words, amount, date) => {
    const mail = readMail(text);
    expect(mail.at(words).type).toBe("Goal");
    expect(mail.values(words, "amount")).toEqual([amount]);
    expect(mail.values(words, "targetDate")).toEqual([date]);
    expect(mail.related(words, "hasGoal")).toEqual(["Ingrid Halloran"]);
  });
});

test("an errand or a wish to talk is no goal", () => {
  for (const text of [
    "I want to talk about the fee.",
    "We'd like to see the projection.",
    "I'd like to move the meeting to Friday.",
    "Do you want to retire early?",
  ])
    expect(readMail(text).words("Goal")).toEqual([]);
});

describe("aims are told in many ways", () => {
  test.each([
    ["I mean to stay in my own house.", "Stay in Ingrid's own house"],
    ["we wanna buy a boat someday", "Buy a boat someday"],
    ["We are thinking about a second bakery shop.", "A second bakery shop"],
  ])("%s", (text, name) => {
    const mail = readMail(text);
    expect(mail.reading.referents.filter((one) => one.type === "Goal").map((one) => one.name)).toEqual([name]);
    expect(mail.related(mail.words("Goal")[0] ?? "", "hasGoal")).toEqual(["Ingrid Halloran"]);
  });

  test("what an adviser tells a client to want is the client's aim", () => {
    const mail = readMail("Ingrid,\n\nYou want to retire at 62.\n\nTomas", { from: adviser, to: [client] });
    expect(mail.related("retire at 62", "hasGoal")).toEqual(["Ingrid Halloran"]);
    for (const text of ["If you want to keep the house, say so.", "Whatever you want to buy is fine."])
      expect(readMail(text, { from: adviser, to: [client] }).words("Goal")).toEqual([]);
  });
});

test("aims under a heading, of somebody who says what he is wanting, and of what to live on", () => {
  expect(readMail("Goals: stay home for six months without going broke.").words("Goal")).toEqual([
    "stay home for six months without going broke",
  ]);
  expect(readMail("I am wanting to buy two more trucks by the end of 2027.").words("Goal")).toHaveLength(1);
  expect(readMail("We want to see Norway again before my knees quit.").words("Goal")).toHaveLength(1);
  expect(readMail("I want to stop driving at 62.").words("Goal")).toEqual(["stop driving at 62"]);
  expect(readMail("The two of you can live on $9,500 a month.").values("live on $9,500 a month", "amount")).toEqual([
    "9500",
  ]);
});
