import type { ResolvedEntity } from "../graph/resolution.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { capitalise, countWords } from "./wording.ts";

/** The meeting by the fullest words the mail has for it; "Meeting" alone and a date say nothing. */
export function nameMeeting(record: HouseholdRecord, meeting: ResolvedEntity): string {
  const words = meeting.mentions.map((m) => cutAtDate(record.wordsAt(m.documentVersionId, m).replace(/\s+/g, " ")));
  const names = [meeting.name, ...words].filter((n) => isTelling(n) && record.foreign.findIn(n) === null);
  const name = names.toSorted((a, b) => b.length - a.length)[0] ?? "meeting";
  return /^the\b/i.test(name) ? capitalise(name) : `The ${name}`;
}

/** "the Lind annual review on Tuesday" → "the Lind annual review". */
const cutAtDate = (words: string): string => words.replace(/\s+(?:on|is|for|at|has|will|moved|now|@)\b.*$/i, "");

const isTelling = (name: string): boolean =>
  /\b(?:review|meeting|call|visit|session|conference|signing|lunch|check-in)$/i.test(name) &&
  countWords(name.replace(/^the /i, "")) > 1 &&
  name.length <= 60 &&
  !/\d|\b(?:my|your|our|his|her|their|this|that|next|a|an|and|but|or|re|fwd|about|before|after|\w+ing)\b/i.test(name);
