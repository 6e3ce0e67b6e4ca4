import type { EvidenceSpan, ResolvedAttribute, ResolvedEntity, ResolvedRelation } from "../graph/resolution.ts";
import { evidenceSpanCharsMax, type Span } from "../lib/span.ts";
import type { BriefingMessage, DraftCitation } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";

/** The words that carry a fact: its latest statement. Words that also name another household are passed over; none left means no citation. */
export function citeAttribute(record: HouseholdRecord, fact: ResolvedAttribute): DraftCitation[] {
  return latest(record, fact.evidence).map((e) => cite(e, "attribute", { attributeId: fact.id }));
}

export function citeRelation(record: HouseholdRecord, fact: ResolvedRelation): DraftCitation[] {
  return latest(record, fact.evidence).map((e) => cite(e, "relation", { relationId: fact.id }));
}

/** The words that first spoke of an entity and the latest that do. */
export function citeEntity(record: HouseholdRecord, entity: ResolvedEntity): DraftCitation[] {
  const usable = newestFirst(record, entity.mentions);
  const [newest, oldest] = [usable[0], usable.at(-1)];
  const spans = newest && oldest && newest !== oldest ? [oldest, newest] : usable.slice(0, 1);
  return spans.map((e) => cite(e, "mention", { entityId: entity.id }));
}

/** Cites words of a message that are no stored evidence themselves: a sentence that is quoted, or a line of its header. */
export function citeWords(record: HouseholdRecord, message: BriefingMessage, span: Span): DraftCitation {
  const facts = record.index.factsAt(message.documentVersionId, span);
  const [attribute, relation] = [facts.attributes[0], facts.relations[0]];
  const [entity] = facts.entities;
  const source: Record<string, string> = {};
  if (attribute) source.attributeId = attribute.id;
  else if (relation) source.relationId = relation.id;
  else if (entity) source.entityId = entity.id;
  const kind = attribute ? "attribute" : relation ? "relation" : "mention";
  const { documentId, documentVersionId, mailboxIds } = message;
  return { documentId, documentVersionId, startChar: span.startChar, endChar: span.endChar, mailboxIds, kind, source };
}

function cite(e: EvidenceSpan, kind: DraftCitation["kind"], source: Record<string, string>): DraftCitation {
  const { documentId, documentVersionId, startChar, endChar, mailboxIds } = e;
  return { documentId, documentVersionId, startChar, endChar, mailboxIds, kind, source };
}

const latest = (record: HouseholdRecord, spans: readonly EvidenceSpan[]): EvidenceSpan[] =>
  newestFirst(record, spans).slice(0, 1);

function newestFirst(record: HouseholdRecord, spans: readonly EvidenceSpan[]): EvidenceSpan[] {
  const usable = spans.filter((e) => {
    const words = record.contentOf(e.documentVersionId).slice(e.startChar, e.endChar);
    return e.endChar - e.startChar <= evidenceSpanCharsMax && record.foreign.findIn(words) === null;
  });
  const at = (e: EvidenceSpan) => record.messages.get(e.documentVersionId)?.sentAtMs ?? 0;
  return usable.toSorted((a, b) => at(b) - at(a) || b.confidence - a.confidence || a.startChar - b.startChar);
}
