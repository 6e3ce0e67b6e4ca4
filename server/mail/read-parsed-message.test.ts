import { expect, it } from "vitest";
import { parsedMessage } from "../../test/build/parsed-message.ts";
import { readParsedMessage } from "./read-parsed-message.ts";

const withData = (dataChars: number) =>
  parsedMessage(`${"QUJDREVG".repeat(dataChars / 8)}\n\nPlease look at my Roth IRA ending 4521.\n\nOdile Fernhill`);

it("reads the words around encoded data at their own offsets", () => {
  const message = withData(80_000);
  const { mentions } = readParsedMessage(message).reading;
  const account = mentions.find(({ text }) => text.includes("4521"));
  expect(account?.text).toBeDefined();
  expect(message.content.slice(account?.span.startChar, account?.span.endChar)).toBe(account?.text);
});

it("is not held up by what nobody can have written, and covers all of it with zones", () => {
  const message = withData(8_000_000);
  const started = performance.now();
  const { zones } = readParsedMessage(message);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(zones.at(-1)?.endChar).toBe(message.content.length);
});
