import type { Reading } from "../../server/extract/reading.ts";
import type { ParsedMessage } from "../../server/mail/message.ts";

/** A message as the parser would give it, of an invented sender; what identifies it is its Message-ID, subject and body. */
export function parsedMessage(
  body: string,
  { messageId = "<m1@fernhill.example>", ...rest }: Partial<ParsedMessage> = {},
): ParsedMessage {
  const from = [{ name: "Odile Fernhill", address: "odile@fernhill.example" }];
  const to = [{ name: "Rufus Bell", address: "rufus@bellwether.example" }];
  const head = "From: Odile Fernhill <odile@fernhill.example>\nTo: Rufus Bell <rufus@bellwether.example>";
  return {
    messageId,
    from,
    to,
    cc: [],
    date: { iso: "2026-01-05T09:00:00-05:00", epochMs: 1767621600000, localDate: "2026-01-05", offsetMinutes: -300 },
    subject: "Hello",
    inReplyTo: [],
    references: [],
    gmailThreadId: null,
    gmailLabels: [],
    receivedAtMs: null,
    authentication: "none",
    attachments: [],
    content: `${head}\nDate: 2026-01-05T09:00:00-05:00\nSubject: Hello\n\n${body}`,
    canonicaliserVersion: "1",
    identity: JSON.stringify([messageId, body]),
    ...rest,
  };
}

export const emptyReading: Reading = {
  engine: "built-in",
  engineVersion: "1",
  referents: [],
  mentions: [],
  claims: [],
  flags: [],
  dropped: 0,
};
