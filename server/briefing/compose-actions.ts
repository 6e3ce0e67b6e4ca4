import type { ResolvedEntity } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation, citeWords } from "./cite.ts";
import { findDateIn } from "./header-words.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { capitalise, formatDate, listNames } from "./wording.ts";

const recentlyDoneDaysMax = 30;

/** Who owes what by when: overdue and next due first; what was lately done last. */
export function composeActions(record: HouseholdRecord): DraftBullet[] {
  return record.actions.flatMap((action) => describeAction(record, action));
}

function describeAction(record: HouseholdRecord, action: ResolvedEntity): DraftBullet[] {
  const { index } = record;
  const status = index.findAttribute(action.id, "status");
  if (status?.value === "cancelled" || isUnverified(record, action)) return [];
  const isDone = status?.value === "done";
  const due = index.findAttribute(action.id, "dueDate");
  const who = index
    .relationsFrom(action.id, "assignedTo")
    .filter((r) => isNameable(record, r.from === action.id ? r.to : r.from));
  const citations: DraftCitation[] = [...citeEntity(record, action)];
  for (const r of who.slice(0, 3)) citations.push(...citeRelation(record, r));
  const last = lastMention(record, action);
  const age = last?.localDate ? daysBetween(last.localDate, record.asOf) : 999;
  if (isDone && age > recentlyDoneDaysMax) return [];
  const name = action.name.replace(/[.!?]+$/, "");
  if (isDone) {
    citations.push(...citeAttribute(record, status));
    return [{ section: "open_actions", text: `Done lately: ${capitalise(name)}.`, citations, weight: 10 - age / 100 }];
  }
  const doers = listNames(who.slice(0, 3).map((r) => index.nameOf(r.to)));
  let text = who.length > 0 ? `${doers}: ${capitalise(name)}` : capitalise(name);
  if (due) {
    text += `, due ${formatDate(due.value)}`;
    if (due.value < record.asOf && due.value.length === 10) text += " (overdue)";
    citations.push(...citeAttribute(record, due));
  }
  const first = action.mentions
    .map((m) => record.messages.get(m.documentVersionId))
    .filter((m) => m !== undefined)
    .toSorted((a, b) => (a.sentAtMs ?? 0) - (b.sentAtMs ?? 0))[0];
  const asked = first && findDateIn(record.contentOf(first.documentVersionId));
  if (first && asked) {
    text += ` (asked ${formatDate(asked.text)})`;
    citations.push(citeWords(record, first, asked));
  }
  const urgency = due ? 20 - Math.min(20, Math.abs(daysBetween(due.value, record.asOf)) / 7) : 0;
  return [{ section: "open_actions", text: `${text}.`, citations, weight: 60 + urgency - age / 10 }];
}

/** Asked only in mail whose sender is not verified: no task, whatever it says. */
const isUnverified = (record: HouseholdRecord, action: ResolvedEntity): boolean =>
  action.mentions.length > 0 && action.mentions.every((m) => record.unverified.has(m.documentVersionId));

const isNameable = (record: HouseholdRecord, id: string): boolean =>
  record.isOurs(id) || record.acquainted.has(id) || record.belonging.homesOf(id).size === 0;

function lastMention(record: HouseholdRecord, action: ResolvedEntity) {
  return action.mentions
    .map((m) => record.messages.get(m.documentVersionId))
    .filter((m) => m !== undefined)
    .toSorted((a, b) => (b.sentAtMs ?? 0) - (a.sentAtMs ?? 0))[0];
}

function daysBetween(from: string, to: string): number {
  const day = (iso: string) => Date.parse(iso.length === 7 ? `${iso}-28` : iso.length === 4 ? `${iso}-12-31` : iso);
  return (day(to) - day(from)) / 86_400_000;
}
