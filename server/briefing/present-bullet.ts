import { derivedId } from "../lib/derived-id.ts";
import type { BriefingBullet, BriefingCitation, DraftBullet, DraftCitation } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";

/** The bullet as it is shown: each cited span once, with its masked words, its sender and its day. */
export function presentBullet(record: HouseholdRecord, bullet: DraftBullet): BriefingBullet {
  const citations = dropSameSpans(bullet.citations).map((c): BriefingCitation => {
    const message = record.messages.get(c.documentVersionId);
    const name = message?.from[0]?.name ?? null;
    return {
      documentId: c.documentId,
      documentVersionId: c.documentVersionId,
      startChar: c.startChar,
      endChar: c.endChar,
      text: record.wordsAt(c.documentVersionId, c),
      kind: c.kind,
      source: c.source,
      mailboxIds: c.mailboxIds,
      sentOn: message?.localDate ?? null,
      from: name !== null && record.foreign.findIn(name) === null ? name : null,
    };
  });
  return { id: derivedId(bullet.section, bullet.text, JSON.stringify(citations)), text: bullet.text, citations };
}

function dropSameSpans(citations: readonly DraftCitation[]): DraftCitation[] {
  const seen = new Set<string>();
  return citations.filter((c) => {
    const key = `${c.documentVersionId} ${c.startChar} ${c.endChar}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
