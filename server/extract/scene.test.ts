import fc from "fast-check";
import { expect, test } from "vitest";
import { readMail } from "../../test/build/read-mail.ts";
import type { ReadInput } from "./reading.ts";
import { createScene } from "./scene.ts";

const input: ReadInput = (() => {
  const content = "From: Ana Ruiz <ana@ruiz.example>\n\nmine\n> theirs\n";
  const author = { name: "Ana Ruiz", address: "ana@ruiz.example" };
  const zone = { author, writtenAt: null, addressees: [] };
  return {
    message: {
      messageId: null,
      from: [author],
      to: [],
      cc: [],
      date: null,
      subject: "",
      inReplyTo: [],
      references: [],
      gmailThreadId: null,
      gmailLabels: [],
      receivedAtMs: null,
      authentication: "none",
      attachments: [],
      content,
      canonicaliserVersion: "test",
      identity: "test",
    },
    zones: [
      { kind: "header", startChar: 0, endChar: 35, ...zone },
      { kind: "own", startChar: 35, endChar: 40, ...zone },
      { kind: "quoted", startChar: 40, endChar: content.length, ...zone },
    ],
  };
})();

test("drops and counts what is blank, out of place or in quoted words", () => {
  const scene = createScene(input);
  scene.addMention("r0", { startChar: 35, endChar: 39 }, 0.9);
  scene.addMention("r0", { startChar: 39, endChar: 40 }, 0.9);
  scene.addMention("r0", { startChar: 42, endChar: 48 }, 0.9);
  scene.addMention("r0", { startChar: 45, endChar: 900 }, 0.9);
  const reading = scene.toReading({ name: "test", version: "1" });
  expect(reading.mentions.map(({ text }) => text)).toEqual(["mine"]);
  expect(reading.dropped).toBe(3);
});

test("any text is read without failing, with spans that are the words they claim to be", () => {
  const words = fc.constantFrom(
    "Ana",
    "Ruiz",
    "my",
    "IRA",
    "ending",
    "4471",
    "😀",
    "at",
    "Fidelity",
    ".",
    "\n",
    "- ",
    "(",
    "wife",
    "’s",
    "\u202e",
    "Dr.",
    "401(k)",
    "the",
    "$5k",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
      const { reading } = readMail(parts.join(" "));
      for (const { span, text } of reading.mentions) expect(span.endChar - span.startChar).toBe(text.length);
      expect(reading.dropped).toBe(0);
    }),
    { numRuns: 60 },
  );
});
