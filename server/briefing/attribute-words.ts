import type { Span } from "../lib/span.ts";
import type { DraftCitation } from "./briefing.ts";
import { citeWords } from "./cite.ts";
import { findDateIn, findSenderIn } from "./header-words.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";
import { formatDate, possessive, quote } from "./wording.ts";

/** Reported speech: whose words these are and when they were written, each with a citation of its own. */
export type Attributed = { readonly text: string; readonly citations: readonly DraftCitation[] };

/** "Ada Lind wrote on January 14, 2026: “…”", quoting `words` (a span within the sentence's message). */
export function attributeWords(record: HouseholdRecord, sentence: RecordSentence, words: Span): Attributed {
  const { message } = sentence;
  const said = quote(record.wordsAt(message.documentVersionId, words));
  const sender = findSender(record, sentence);
  const date = findDateIn(record.contentOf(message.documentVersionId));
  const when = date ? ` on ${formatDate(date.text)}` : "";
  const author = sentence.zone.kind === "forwarded" ? findForwardedAuthor(record, sentence) : null;
  const citations = [citeWords(record, message, words)];
  for (const span of [sender?.span, date, author?.span]) if (span) citations.push(citeWords(record, message, span));
  const isUnverified = record.unverified.has(message.documentVersionId);
  const name = `${sender?.name ?? "A message"}${isUnverified ? " (sender not verified)" : ""}`;
  if (sentence.zone.kind !== "forwarded") return { text: `${name} wrote${when}: ${said}`, citations };
  const whose = author ? `${possessive(author.name)} words` : "a message";
  return { text: `${name} forwarded${when} ${whose}: ${said}`, citations };
}

type Named = { readonly name: string; readonly span: Span };

/** The sender's name as the record knows it, and where the From line says it. */
function findSender(record: HouseholdRecord, { message }: RecordSentence): Named | null {
  const version = message.documentVersionId;
  const span = findSenderIn(record.contentOf(version));
  if (!span) return null;
  const mention = record.index.mentionsIn(version, span)[0];
  const known = mention && record.index.findEntity(mention.entityId);
  if (mention && known && (known.type === "Client" || known.type === "Professional")) {
    return { name: known.name, span: { startChar: mention.startChar, endChar: mention.endChar } };
  }
  return { name: span.text, span };
}

function findForwardedAuthor(record: HouseholdRecord, { message, zone }: RecordSentence): Named | null {
  const name = zone.author?.name?.trim();
  if (!name) return null;
  const content = record.contentOf(message.documentVersionId);
  const inZone = content.slice(zone.startChar, zone.endChar).indexOf(name);
  const at = inZone >= 0 ? zone.startChar + inZone : content.lastIndexOf(name, zone.startChar);
  return at < 0 ? null : { name, span: { startChar: at, endChar: at + name.length } };
}
