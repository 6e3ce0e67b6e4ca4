import { findPersonalData } from "../compliance/redact/find-personal-data.ts";
import { evidenceSpanCharsMax } from "../lib/span.ts";
import type { DraftBullet, WithheldReason } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { holdsPromise } from "./promise-words.ts";
import { isSupported, splitQuotations } from "./supported.ts";

/** Changes with any rule of the guard, so that a briefing says under which rules it was written. */
export const guardPolicyVersion = "guard/1";

/** Why a bullet may not be shown, or null when it may. The first reason that holds is the one that is counted. */
export function guardBullet(record: HouseholdRecord, bullet: DraftBullet): WithheldReason | null {
  if (!isCited(record, bullet)) return "uncited";
  if (namesOthers(record, bullet)) return "other_household";
  const { own, quoted } = splitQuotations(bullet.text);
  // A promise may be reported where it is named as one, and nowhere else, whether or not it was flagged when it was read.
  const isReported = bullet.section === "compliance";
  if (holdsPromise(own) || (!isReported && quoted.some(holdsPromise))) return "guarantee_language";
  if (isAdvice(own)) return "advice_language";
  if (findPersonalData(bullet.text).some(({ kind }) => !bullet.isAbout?.includes(kind))) return "not_necessary";
  if (!isSupported(record, bullet)) return "unsupported";
  return null;
}

function isCited(record: HouseholdRecord, { citations }: DraftBullet): boolean {
  return (
    citations.length > 0 &&
    citations.every(({ documentVersionId, startChar, endChar }) => {
      const isKnown = record.messages.has(documentVersionId);
      const length = record.contentOf(documentVersionId).length;
      const isSpan = startChar >= 0 && endChar > startChar && endChar <= length;
      return isKnown && isSpan && endChar - startChar <= evidenceSpanCharsMax;
    })
  );
}

/** The bullet or the words it cites name another household's people or accounts, or rest on facts about them. */
function namesOthers(record: HouseholdRecord, bullet: DraftBullet): boolean {
  if (record.foreign.findIn(bullet.text) !== null) return true;
  return bullet.citations.some((c) => {
    if (record.foreign.findIn(record.contentOf(c.documentVersionId).slice(c.startChar, c.endChar)) !== null)
      return true;
    return record.index
      .factsAt(c.documentVersionId, c)
      .entities.some((e) => isThing.has(e.type) && record.belonging.homesOf(e.id).size > 0 && !record.isOurs(e.id));
  });
}

const isThing = new Set(["Account", "LifeEvent", "ActionItem", "Meeting", "Goal"]);

const adviceWords =
  /\b(?:(?:you|they|he|she|we|client|household)\s+(?:should|ought\s+to|had\s+better)|(?:we|I|beep)\s+(?:recommend|advise|suggest)|(?:is|are)\s+(?:tax[- ])?deductible|(?:is|are)\s+not\s+taxable|tax[- ]free|it\s+is\s+(?:best|wise|advisable|prudent)\s+to|legally\s+(?:bound|required|entitled)|(?:should|must)\s+(?:buy|sell|invest|convert|roll|file|sue|deduct))\b/i;
const isAdvice = (own: string): boolean => adviceWords.test(own);
