import libmime from "libmime";
import { gmailLabelsOf, gmailThreadIdOf } from "./gmail-headers.ts";
import type { Mailbox, ParsedMessage } from "./message.ts";
import { messageIdentity } from "./message-identity.ts";
import { decodeTransfer } from "./mime/decode-transfer.ts";
import type { Header } from "./mime/read-header.ts";
import { readParts } from "./mime/read-parts.ts";
import { oneLine, parseAddresses, showMailbox } from "./parse-addresses.ts";
import { parseAuthentication } from "./parse-authentication.ts";
import { parseDate } from "./parse-date.ts";
import { isBodyText, type Leaf, readBody } from "./read-body.ts";

/** Changes whenever the same bytes would give other canonical content. */
const canonicaliserVersion = "1";

/** Why bytes are no message: nothing there, or none of the headers that every message has some of. */
export type UnreadableReason = "empty" | "no_headers";

export type ParseOutcome =
  | { readonly ok: true; readonly message: ParsedMessage }
  | { readonly ok: false; readonly reason: UnreadableReason };

/**
 * A message (RFC 5322, MIME) as canonical content and what identifies it (contracts, 2), in time linear in its size. Strange
 * mail is read as far as it goes; only what is no mail at all is unreadable.
 */
export function parseMessage(raw: Uint8Array): ParseOutcome {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const { header, parts } = readParts(bytes, knownHeaders);
  if (!knownHeaders.some((name) => header.values(name).length > 0)) {
    return { ok: false, reason: bytes.some((byte) => byte > 0x20) ? "no_headers" : "empty" };
  }
  const leaves = parts.map(
    ({ content, alternative, body }): Leaf => ({ content, alternative, bytes: decodeTransfer(body, content.encoding) }),
  );
  const from = parseAddresses(header.values("from").slice(0, 1));
  const to = parseAddresses(header.values("to"));
  const cc = parseAddresses(header.values("cc"));
  const subject = decoded(header, "subject");
  const date = parseDate(decoded(header, "date"));
  const ids = {
    messageId: oneLine(header.values("message-id")[0] ?? "") || null,
    inReplyTo: messageIds(header.values("in-reply-to")),
    references: messageIds(header.values("references")),
  };
  const people = { from: from.map(lowerCased), to: to.map(lowerCased), cc: cc.map(lowerCased) };
  const line = (name: string, value: string) => `${name}: ${value}\n`;
  const show = (mailboxes: readonly Mailbox[]) => mailboxes.map(showMailbox).join(", ");
  const headerBlock =
    line("From", show(from)) +
    line("To", show(to)) +
    (cc.length > 0 ? line("Cc", show(cc)) : "") +
    line("Date", date?.iso ?? "") +
    line("Subject", subject);
  return {
    ok: true,
    message: {
      ...ids,
      ...people,
      date,
      subject,
      gmailThreadId: gmailThreadIdOf(oneLine(header.values("x-gm-thrid")[0] ?? "")),
      gmailLabels: gmailLabelsOf(decoded(header, "x-gmail-labels")),
      receivedAtMs: earliestReceipt(header),
      authentication: parseAuthentication(header.values("authentication-results")[0]),
      attachments: leaves
        .filter((leaf) => !isBodyText(leaf))
        .map(({ content: { name, type }, bytes: { length } }) => ({
          name: name === null ? null : oneLine(name) || null,
          type,
          sizeBytes: length,
        })),
      content: `${headerBlock}\n${readBody(leaves)}`,
      canonicaliserVersion,
      identity: messageIdentity(
        { ...ids, ...people, date: date?.iso ?? (decoded(header, "date") || null), subject },
        leaves,
      ),
    },
  };
}

const knownHeaders = [
  "from",
  "to",
  "cc",
  "date",
  "subject",
  "message-id",
  "in-reply-to",
  "references",
  "received",
  "authentication-results",
  "x-gm-thrid",
  "x-gmail-labels",
  "bcc",
  "sender",
  "reply-to",
  "return-path",
  "delivered-to",
  "mime-version",
];

const decoded = (header: Header, name: string): string => oneLine(libmime.decodeWords(header.values(name)[0] ?? ""));

const lowerCased = ({ name, address }: Mailbox): Mailbox => ({ name, address: address?.toLowerCase() ?? null });

/** The ids of a References or In-Reply-To header; old mailers wrote words around them, or no brackets. */
const messageIds = (values: readonly string[]): readonly string[] => {
  const text = oneLine(values.join(" "));
  const bracketed = text.match(/<[^<>\s]+>/g);
  return bracketed ?? text.split(/\s+/).filter((word) => word.includes("@"));
};

/** The earliest instant a Received header names: its date stands after the last semicolon (RFC 5321, 4.4). */
const earliestReceipt = (header: Header): number | null => {
  const instants = header
    .values("received")
    .map((value) => parseDate(value.slice(value.lastIndexOf(";") + 1))?.epochMs)
    .filter((at) => at !== undefined);
  return instants.length > 0 ? instants.reduce((one, other) => Math.min(one, other)) : null;
};
