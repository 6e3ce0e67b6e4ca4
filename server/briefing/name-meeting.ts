import type { ResolvedEntity } from "../graph/resolution.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { capitalise } from "./wording.ts";

/** The meeting by the fullest words the mail has for it; "Meeting" alone and a date say nothing. */
export function nameMeeting(record: HouseholdRecord, meeting: ResolvedEntity): string {
  const words = meeting.mentions.map((m) => record.wordsAt(m.documentVersionId, m).replace(/\s+/g, " "));
  const names = [meeting.name, ...words].filter((n) => isTelling(n) && record.foreign.findIn(n) === null);
  const name = names[0] ?? "meeting";
  return /^the\b/i.test(name) ? capitalise(name) : `The ${name}`;
}

const isTelling = (name: string): boolean =>
  /\b(?:review|meeting|call|visit|session|conference|signing|lunch|check-in)$/i.test(name) &&
  /^(?:the )?\S+ \S/.test(name) &&
  name.length <= 60 &&
  !/\d|\b(?:my|your|our|his|her|their|this|that|next|a|an)\b/i.test(name);
