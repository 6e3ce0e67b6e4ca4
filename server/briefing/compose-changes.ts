import type { DraftBullet } from "./briefing.ts";
import { citeAttribute, citeEntity } from "./cite.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { nameMeeting } from "./name-meeting.ts";
import { sayChange } from "./say-change.ts";

/** What a briefing tells of; Graph.Changes tells of all. */
const attributes = ["date", "time", "place", "amount", "dueDate", "targetDate"] as const;

/** What a later mail changed since the last meeting with the household or another day (or ever, when none is known): old → new, both cited. */
export function composeChanges(record: HouseholdRecord, since: string | null = lastMeetingDate(record)): DraftBullet[] {
  const things = [...record.accounts, ...record.events, ...record.actions, ...record.meetings, ...record.goals];
  return things.flatMap((thing) => {
    const status = record.index.findAttribute(thing.id, "status")?.value;
    if (thing.type === "ActionItem" && (status === "done" || status === "cancelled")) return [];
    const facts = record.index.attributesOf(thing.id);
    return attributes.flatMap((attribute): DraftBullet[] => {
      const now = record.index.findAttribute(thing.id, attribute);
      // Newest first: what held just before, whatever it was changed through.
      const old = facts.find((f) => f.name === attribute && f.supersededBy !== null && f.value !== now?.value);
      if (!now || !old) return [];
      const [before, after] = [citeAttribute(record, old), citeAttribute(record, now)];
      const changedOn = record.messages.get(after[0]?.documentVersionId ?? "")?.localDate ?? null;
      if (before.length === 0 || after.length === 0 || (since !== null && changedOn !== null && changedOn < since))
        return [];
      const name = thing.type === "Meeting" ? nameMeeting(record, thing) : thing.name;
      const text = sayChange(name, { attribute, old: old.value, now: now.value });
      const citations = [...before, ...after, ...citeEntity(record, thing)];
      const age = changedOn ? (Date.parse(record.asOf) - Date.parse(changedOn)) / 86_400_000 : 365;
      return [{ section: "changes", text, citations, weight: 50 - age / 10 }];
    });
  });
}

/** The latest meeting before as-of that was not cancelled; planned ones count, as a plan that passed is worded elsewhere. */
function lastMeetingDate(record: HouseholdRecord): string | null {
  const dates = record.meetings.flatMap((meeting) => {
    const date = record.index.findAttribute(meeting.id, "date")?.value;
    const isCancelled = record.index.findAttribute(meeting.id, "status")?.value === "cancelled";
    return date && date < record.asOf && !isCancelled ? [date] : [];
  });
  return dates.sort().at(-1) ?? null;
}
