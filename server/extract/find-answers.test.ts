import { expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

const answersIn = (text: string, inReplyTo: readonly string[] = []) => {
  const anton = { name: "Anton Halloran", address: "anton@halloran.example" };
  const { referents, mentions } = readMail(text, { from: adviser, to: [client], cc: [anton], inReplyTo }).reading;
  return referents
    .filter(({ keys }) => keys.isAnswer)
    .map(({ id, keys }) => ({
      words: mentions.find((mention) => mention.referentId === id)?.text,
      by: (keys.assignees ?? []).map((who) => referents.find((one) => one.id === who)?.name),
    }));
};

test("figures of a reply may answer what was asked, questions and promises do not", () => {
  const text = "The barn fund is at $4,210. How much is the roof? I'll send the 2 leases on Monday.";
  expect(answersIn(text, ["<asked@example>"])).toEqual([{ words: "The barn fund is at $4,210.", by: ["Tomas Reyl"] }]);
  expect(answersIn(text)).toEqual([]);
});

test("what somebody says is their answer, whoever passes it on", () => {
  expect(answersIn("Anton says the board can sell the barn by itself.")).toEqual([
    { words: "Anton says the board can sell the barn by itself.", by: ["Anton Halloran"] },
  ]);
});
