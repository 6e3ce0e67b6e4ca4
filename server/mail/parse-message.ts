import { createHash } from "node:crypto";
import PostalMime, { type Address, addressParser, type Email } from "postal-mime";
import { htmlToPlainText } from "./html-to-plain-text.ts";
import type { Attachment, Mailbox, ParsedMessage, SentDate } from "./message.ts";
import { parseSentDate } from "./sent-date.ts";

/** Changes when the same bytes would give other content; recorded with each version, never by itself a reason for a new one. */
export const canonicaliserVersion = "canonical/1";

/** Why a message cannot be read at all: a closed set, kept in the ledger. */
export type UnreadableReason = "empty" | "no_headers" | "malformed";

export type ParseResult =
  | { readonly ok: true; readonly message: ParsedMessage }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** Parts nested deeper, or headers larger, than any mailer writes; the library refuses them. */
const limits = { maxNestingDepth: 2000, maxHeadersSize: 32 * 1024 * 1024, forceRfc822Attachments: true };

/** Parses one raw message (RFC 5322, MIME) into canonical content and identity (contracts, 2). Never throws: what cannot be read says why. */
export const parseMessage = async (raw: Uint8Array): Promise<ParseResult> => {
  if (raw.length === 0) return { ok: false, reason: "empty" };
  if (!/^[!-9;-~]+[ \t]*:/m.test(Buffer.from(raw.subarray(0, 65_536)).toString("latin1"))) {
    return { ok: false, reason: "no_headers" };
  }
  try {
    return { ok: true, message: toMessage(await PostalMime.parse(raw, limits)) };
  } catch {
    return { ok: false, reason: "malformed" };
  }
};

const toMessage = (email: Email): ParsedMessage => {
  const header = (key: string) => email.headers.find((candidate) => candidate.key === key)?.value;
  const headers = (key: string) => email.headers.filter((candidate) => candidate.key === key).map(({ value }) => value);
  const mailboxes = (key: string) => headers(key).flatMap((value) => flatten(addressParser(value)));

  const from = mailboxes("from");
  const to = mailboxes("to");
  const cc = mailboxes("cc");
  const date = parseSentDate(header("date"));
  const subject = oneLine(email.subject ?? "");
  const messageId = header("message-id") ? oneLine(header("message-id") ?? "") : null;
  const inReplyTo = messageIdsIn(header("in-reply-to"));
  const references = messageIdsIn(header("references"));
  const attachments = email.attachments.map(toAttachment);
  return {
    messageId: messageId || null,
    from,
    to,
    cc,
    date,
    subject,
    inReplyTo,
    references,
    gmailThreadId: oneLine(header("x-gm-thrid") ?? "") || null,
    receivedAtMs: earliestReceipt(headers("received")),
    authentication: verdictOf(header("authentication-results")),
    attachments,
    content: `${headerBlock({ from, to, cc, date, subject })}\n${cleanBody(bodyOf(email))}`,
    canonicaliserVersion,
    identity: JSON.stringify([
      ["messageId", messageId],
      ["from", from],
      ["to", to],
      ["cc", cc],
      ["date", oneLine(header("date") ?? "")],
      ["subject", subject],
      ["inReplyTo", inReplyTo],
      ["references", references],
      // Line ends are folded first: the same mail exported with LF and with CRLF is one message.
      ["text", sha256(unixLines(email.text ?? ""))],
      ["html", sha256(unixLines(email.html ?? ""))],
      ["parts", email.attachments.map((part) => [part.mimeType, part.filename, sha256(part.content)])],
    ]),
  };
};

/** From, To, Cc (only when present), Date and Subject, a line each, with the line end of the last. */
const headerBlock = (head: {
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly date: SentDate | null;
  readonly subject: string;
}): string => {
  const list = (mailboxes: readonly Mailbox[]) =>
    mailboxes
      .map(({ name, address }) => (name && address ? `${name} <${address}>` : (address ?? name ?? "")))
      .join(", ");
  const cc = head.cc.length > 0 ? `Cc: ${list(head.cc)}\n` : "";
  return `From: ${list(head.from)}\nTo: ${list(head.to)}\n${cc}Date: ${head.date?.iso ?? ""}\nSubject: ${head.subject}\n`;
};

/** The text part; the HTML part when there is none, or it is blank or a stub of less than a twentieth of the HTML's text. */
const bodyOf = (email: Email): string => {
  const text = email.text ?? "";
  if (!email.html) return text;
  if (text.trim() !== "" && text.length * 20 >= email.html.length) return text;
  const rendered = htmlToPlainText(email.html);
  return text.trim() === "" || text.trim().length * 20 < rendered.trim().length ? rendered : text;
};

const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n");
const cleanBody = (text: string): string => unixLines(text).replaceAll("\0", "").toWellFormed();

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .toWellFormed()
    .trim();

const flatten = (addresses: readonly Address[]): readonly Mailbox[] =>
  addresses
    .flatMap((entry) => entry.group ?? [entry])
    .flatMap(({ name, address }) => {
      const mailbox = { name: oneLine(name ?? "") || null, address: oneLine(address ?? "").toLowerCase() || null };
      return mailbox.name || mailbox.address ? [mailbox] : [];
    });

const messageIdsIn = (value: string | undefined): readonly string[] => value?.match(/<[^<>\s]+>/g) ?? [];

const toAttachment = ({ filename, mimeType, content }: Email["attachments"][number]): Attachment => ({
  name: filename === null ? null : oneLine(filename) || null,
  type: oneLine(mimeType),
  sizeBytes: typeof content === "string" ? Buffer.byteLength(content) : content.byteLength,
});

const earliestReceipt = (received: readonly string[]): number | null => {
  const instants = received.flatMap((line) => parseSentDate(line.slice(line.lastIndexOf(";") + 1))?.epochMs ?? []);
  return instants.length > 0 ? Math.min(...instants) : null;
};

/** The verdict of the server that received it last (RFC 8601): DMARC decides; without it, DKIM or SPF must pass. */
const verdictOf = (results: string | undefined): ParsedMessage["authentication"] => {
  if (results === undefined) return "none";
  const result = (method: string) => new RegExp(`\\b${method}\\s*=\\s*(\\w+)`, "i").exec(results)?.[1]?.toLowerCase();
  const dmarc = result("dmarc");
  if (dmarc === "pass") return "pass";
  if (dmarc === "fail") return "fail";
  const [dkim, spf] = [result("dkim"), result("spf")];
  if (dkim === "pass" || spf === "pass") return "pass";
  return dkim === undefined && spf === undefined ? "none" : "fail";
};

const sha256 = (content: string | ArrayBuffer | Uint8Array): string =>
  createHash("sha256")
    .update(typeof content === "string" ? content : new Uint8Array(content))
    .digest("base64url");
