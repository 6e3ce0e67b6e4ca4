import type { MessageEnvelope } from "../graph/resolution.ts";
import { derivedId } from "../lib/derived-id.ts";
import { storableText } from "../lib/json-column.ts";
import type { ParsedMessage } from "../mail/message.ts";

/** Where a message was seen (contracts, 2). `sourceId`: Gmail's id; for a file, the source hash. */
export type DocumentSource = {
  readonly mailboxId: string;
  readonly type: "file" | "gmail";
  readonly sourceId: string;
  readonly threadId: string;
  readonly labels: readonly string[];
};

export function envelopeOf(message: ParsedMessage, sourceHash: string): MessageEnvelope {
  const { from, to, cc, authentication } = message;
  return { from, to, cc, authentication, threadKey: threadKeyOf(message, sourceHash) };
}

/** Two copies of a message, two receiving servers: a failed verdict stands, and one that passed tells more than none. */
export function strictest(
  a: MessageEnvelope["authentication"],
  b: MessageEnvelope["authentication"],
): MessageEnvelope["authentication"] {
  return a === "fail" || b === "fail" ? "fail" : a === "pass" || b === "pass" ? "pass" : "none";
}

/** The conversation by its first message's Message-ID, which every copy of a message agrees on (RFC 5322, 3.6.4). */
export function threadKeyOf(message: ParsedMessage, sourceHash: string): string {
  return indexable(message.references[0] ?? message.inReplyTo[0] ?? message.messageId ?? sourceHash);
}

/** The Message-ID as the document's key holds it: empty when missing. */
export function documentMessageId(message: ParsedMessage): string {
  return indexable(message.messageId ?? "");
}

/** The Date header, never later than the earliest receipt known; with neither, null. */
export function sentAtMs(message: ParsedMessage): number | null {
  const known = [message.date?.epochMs, message.receivedAtMs].filter((at) => typeof at === "number");
  const at = Math.min(...known);
  return Number.isFinite(at) ? Math.max(earliestMs, Math.min(latestMs, at)) : null;
}

/** (sentAt, Message-ID, source hash) as one string that sorts by code point; without a time, first. */
export function sortKeyOf(sentAt: number | null, messageId: string, sourceHash: string): string {
  const instant = sentAt === null ? "" : String(sentAt - earliestMs).padStart(15, "0");
  return `${instant} ${messageId} ${sourceHash}`;
}

export const documentIdOf = (organizationId: string, messageId: string, sourceHash: string) =>
  derivedId("document", organizationId, messageId, sourceHash);

export const versionIdOf = (documentId: string, versionNumber: number, sourceHash: string) =>
  derivedId("document_version", documentId, String(versionNumber), sourceHash);

// Years 0001 to 9999: what a timestamptz and a Date both hold, and what ISO writes with four digits.
const earliestMs = Date.UTC(2001, 0, 1) - 2000 * 365.2425 * 86_400_000;
const latestMs = Date.UTC(9999, 11, 31);

/** A key of an index row must stay below a third of a page (PostgreSQL: 2,704 bytes); mail has longer ones. */
function indexable(id: string): string {
  const text = storableText(id);
  return text.length <= 500 ? text : `${text.slice(0, 400)}#${derivedId(text)}`;
}
