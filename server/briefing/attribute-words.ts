import type { Span } from "../lib/span.ts";
import type { DraftCitation } from "./briefing.ts";
import { citeWords } from "./cite.ts";
import type { HouseholdRecord, RecordSentence } from "./household-record.ts";
import { formatDate, possessive, quote } from "./wording.ts";

/** Reported speech: whose words these are and when they were written, each with a citation of its own. */
export type Attributed = { readonly text: string; readonly citations: readonly DraftCitation[] };

/** "Ada Lind wrote on January 14, 2026: “…”", quoting `words` (a span within the sentence's message). */
export function attributeWords(record: HouseholdRecord, sentence: RecordSentence, words: Span): Attributed {
  const { message } = sentence;
  const said = quote(record.wordsAt(message.documentVersionId, words));
  const sender = findSender(record, sentence);
  const date = findHeaderDate(record, sentence);
  const when = date ? ` on ${formatDate(date.iso)}` : "";
  const author = sentence.zone.kind === "forwarded" ? findForwardedAuthor(record, sentence) : null;
  const citations = [citeWords(record, message, words)];
  for (const part of [sender, date, author]) if (part) citations.push(citeWords(record, message, part.span));
  const name = sender?.name ?? "A message";
  if (sentence.zone.kind !== "forwarded") return { text: `${name} wrote${when}: ${said}`, citations };
  const whose = author ? `${possessive(author.name)} words` : "a message";
  return { text: `${name} forwarded${when} ${whose}: ${said}`, citations };
}

type Named = { readonly name: string; readonly span: Span };

/** The sender's name as the record knows it, and where the From line says it. Null when the line has only an address. */
export function findSender(record: HouseholdRecord, { message }: Pick<RecordSentence, "message">): Named | null {
  const version = message.documentVersionId;
  const content = record.contentOf(version);
  const line = /^From: ([^\n]*)/m.exec(content);
  const name = message.from[0]?.name?.trim();
  if (!line || !name) return null;
  const at = content.indexOf(name, line.index);
  if (at < 0 || at + name.length > line.index + line[0].length) return null;
  const span = { startChar: at, endChar: at + name.length };
  const mention = record.index.mentionsIn(version, span)[0];
  const known = mention && record.index.findEntity(mention.entityId);
  if (mention && known && (known.type === "Client" || known.type === "Professional")) {
    return { name: known.name, span: { startChar: mention.startChar, endChar: mention.endChar } };
  }
  return { name, span };
}

/** The sender's own date in the header block. */
export function findHeaderDate(
  record: HouseholdRecord,
  { message }: Pick<RecordSentence, "message">,
): { readonly iso: string; readonly span: Span } | null {
  const match = /^Date: (\d{4}-\d\d-\d\d)/m.exec(record.contentOf(message.documentVersionId).slice(0, headerCharsMax));
  if (!match?.[1]) return null;
  const startChar = match.index + "Date: ".length;
  return { iso: match[1], span: { startChar, endChar: startChar + match[1].length } };
}

// Five thousand recipients fit; a body that imitates a header further down does not count.
const headerCharsMax = 500_000;

function findForwardedAuthor(record: HouseholdRecord, { message, zone }: RecordSentence): Named | null {
  const name = zone.author?.name?.trim();
  if (!name) return null;
  const content = record.contentOf(message.documentVersionId);
  const inZone = content.slice(zone.startChar, zone.endChar).indexOf(name);
  const at = inZone >= 0 ? zone.startChar + inZone : content.lastIndexOf(name, zone.startChar);
  return at < 0 ? null : { name, span: { startChar: at, endChar: at + name.length } };
}
