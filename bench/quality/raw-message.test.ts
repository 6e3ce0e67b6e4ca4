import { expect, test } from "vitest";
import { parseMessage } from "../../server/mail/parse-message.ts";
import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import { rawMessage } from "./raw-message.ts";

test("an annotated message is read with its own date, names, text and the thread it answers", () => {
  const first = {
    id: "m1",
    thread: "t1",
    inReplyTo: null,
    date: "2026-01-05T23:30:00-05:00",
    from: "Zoë Brandt, CPA <zoe@brandt.example>",
    to: ["O'Neil, Pat <pat@oneil.example>"],
    cc: [],
    subject: "Über 10 %",
    text: "Hello…\nsecond line",
  };
  const answer = { ...first, id: "m2", inReplyTo: "m1" };
  const mailbox = {
    firm: { slug: "quay", mailbox: "zoe@brandt.example", today: "2026-02-01" },
    messages: [first, answer],
  } as unknown as AnnotatedMailbox;
  const parsed = parseMessage(rawMessage(mailbox, answer));
  if (!parsed.ok) return expect.fail(parsed.reason);
  expect(parsed.message).toMatchObject({
    messageId: "<m2@quay.corpus.example>",
    references: ["<m1@quay.corpus.example>"],
    from: [{ name: "Zoë Brandt, CPA", address: "zoe@brandt.example" }],
    to: [{ name: "O'Neil, Pat", address: "pat@oneil.example" }],
    date: { localDate: "2026-01-05", offsetMinutes: -300 },
    subject: "Über 10 %",
  });
  expect(parsed.message.content).toContain("Hello…\nsecond line");
});
