import type { AnnotatedMailbox, AnnotatedMessage } from "./annotated-mailbox.ts";

/** The annotated message as it would have been sent, its Message-ID `<ID@SLUG.corpus.example>`. */
export function rawMessage({ firm, messages }: AnnotatedMailbox, message: AnnotatedMessage): Buffer {
  const messageId = (id: string): string => `<${id}@${firm.slug}.corpus.example>`;
  const ancestors = ({ inReplyTo }: AnnotatedMessage): string[] => {
    const parent = messages.find(({ id }) => id === inReplyTo);
    return parent ? [...ancestors(parent), messageId(parent.id)] : [];
  };
  const { id, inReplyTo } = message;
  const headers = [
    `Message-ID: ${messageId(id)}`,
    `Date: ${rfcDate(message.date)}`,
    `From: ${addressLine(message.from)}`,
    `To: ${message.to.map(addressLine).join(", ")}`,
    ...(message.cc.length > 0 ? [`Cc: ${message.cc.map(addressLine).join(", ")}`] : []),
    `Subject: ${encodeWords(message.subject)}`,
    ...(inReplyTo ? [`In-Reply-To: ${messageId(inReplyTo)}`, `References: ${ancestors(message).join(" ")}`] : []),
    `X-GM-THRID: ${message.thread}`,
    "MIME-Version: 1.0",
  ];
  return Buffer.from(`${headers.join("\r\n")}\r\n${bodyOf(message)}`);
}

/** The message's id in its annotations, from the sourceId of the document that holds it. */
export const annotatedIdOf = (sourceId: string | undefined): string | undefined =>
  /^<?([^@>]+)@/.exec(sourceId ?? "")?.[1];

function bodyOf({ id, text, html }: AnnotatedMessage): string {
  if (!html) return part("text/plain", text);
  const boundary = `part-${id}`;
  const parts = [part("text/plain", text), part("text/html", html)].map((each) => `--${boundary}\r\n${each}`);
  return `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${parts.join("")}--${boundary}--\r\n`;
}

function part(type: string, text: string): string {
  const encoded = Buffer.from(text)
    .toString("base64")
    .replace(/(.{76})/g, "$1\r\n");
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`;
}

/** RFC 5322, in the sender's own offset: the day a client calls "today" is the day where they are. */
function rfcDate(iso: string): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [null, "+", "00", "00"];
  const offsetMs = (sign === "-" ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(Date.parse(iso) + offsetMs).toUTCString().replace(/ GMT$/, "");
  return `${local} ${sign}${hours}${minutes}`;
}

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

const encodeWords = (text: string): string =>
  isAscii(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

function addressLine(line: string): string {
  const [, quoted, address] = /^(.+?)\s*<([^>]+)>$/.exec(line) ?? [];
  if (!quoted) return line;
  const name = quoted.replace(/^"|"$/g, "");
  return `${/[",.()@:;]/.test(name) && isAscii(name) ? JSON.stringify(name) : encodeWords(name)} <${address}>`;
}
