import type { ResolvedEntity, ResolvedRelation } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation } from "./cite.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { capitalise, formatAmount, formatDate, formatDay, formatTime, listNames, possessive } from "./wording.ts";

/** The meeting, the household and its aims: what an adviser reads in the lift. */
export function composeSummary(record: HouseholdRecord, meeting: ResolvedEntity | null): DraftBullet[] {
  const bullets = meeting ? [...describeMeeting(record, meeting)] : [];
  bullets.push(...describeHousehold(record));
  bullets.push(...record.goals.flatMap((goal) => describeGoal(record, goal)));
  return bullets;
}

function describeMeeting(record: HouseholdRecord, meeting: ResolvedEntity): DraftBullet[] {
  const { index } = record;
  const date = index.findAttribute(meeting.id, "date");
  if (!date) return [];
  const citations: DraftCitation[] = [...citeAttribute(record, date)];
  const status = index.findAttribute(meeting.id, "status")?.value;
  const verb =
    status === "held"
      ? "was held on"
      : status === "cancelled"
        ? "was cancelled; it was planned for"
        : date.value < record.asOf
          ? "was planned for"
          : "is planned for";
  let text = `${theMeeting(meeting.name)} ${verb} ${formatDay(date.value)}`;
  const time = index.findAttribute(meeting.id, "time");
  if (time) {
    text += ` at ${formatTime(time.value)}`;
    citations.push(...citeAttribute(record, time));
  }
  const place = index.findAttribute(meeting.id, "place");
  if (place && record.foreign.findIn(place.value) === null) {
    text += `, ${place.value}`;
    citations.push(...citeAttribute(record, place));
  }
  const moved = index
    .attributesOf(meeting.id)
    .filter((a) => (a.name === "date" || a.name === "time") && a.supersededBy !== null)
    .toSorted((a, b) => (a.learnedAt < b.learnedAt ? 1 : -1));
  const old =
    moved.find((a) => a.name === "date" && a.value !== date.value) ??
    moved.find((a) => a.name === "time" && a.value !== time?.value);
  if (old) {
    const cited = citeAttribute(record, old);
    if (cited.length > 0) {
      text += `; moved from ${old.name === "date" ? formatDate(old.value) : formatTime(old.value)}`;
      citations.push(...cited);
    }
  }
  citations.push(...citeEntity(record, meeting, citations[0]?.documentVersionId));
  const bullets: DraftBullet[] = [{ section: "summary", text: `${text}.`, citations, weight: 100 }];
  const attends = index.relationsTo(meeting.id, "attends").filter((r) => isNameable(record, r.from));
  if (attends.length > 0) {
    const names = attends.slice(0, 6).map((r) => index.nameOf(r.from));
    bullets.push({
      section: "summary",
      text: `Expected at the meeting: ${listNames(names)}.`,
      citations: attends.slice(0, 6).flatMap((r) => citeRelation(record, r)),
      weight: 95,
    });
  }
  return bullets;
}

const theMeeting = (name: string): string => (/^the\b/i.test(name) ? capitalise(name) : `The ${name}`);

/** Professionals and the household's own people; people of other households are not named as attendees. */
const isNameable = (record: HouseholdRecord, id: string): boolean =>
  record.isOurs(id) || record.belonging.homesOf(id).size === 0;

function describeHousehold(record: HouseholdRecord): DraftBullet[] {
  const { index } = record;
  const shown = new Set<string>();
  const bullets: DraftBullet[] = [];
  const member = new Set(record.members.map((m) => m.id));
  for (const person of record.members) {
    for (const relation of index.relationsFrom(person.id)) {
      const words = member.has(relation.to) ? kinWords(record, relation) : null;
      if (!words || shown.has(words)) continue;
      shown.add(words);
      const citations = citeRelation(record, relation);
      bullets.push({ section: "summary", text: words, citations, weight: relation.type === "spouseOf" ? 80 : 60 });
    }
  }
  return mergeFamily(bullets);
}

function kinWords(record: HouseholdRecord, relation: ResolvedRelation): string | null {
  const [from, to] = [record.index.nameOf(relation.from), record.index.nameOf(relation.to)];
  switch (relation.type) {
    case "spouseOf":
      return `${from} and ${to} are married`;
    case "parentOf":
      return `${from} is ${possessive(to)} parent`;
    case "childOf":
      return `${to} is ${possessive(from)} parent`;
    case "siblingOf":
      return `${from} and ${to} are siblings`;
    default:
      return null;
  }
}

/** One bullet for the family, so that the household is read at a glance; a second when it is large. */
function mergeFamily(bullets: readonly DraftBullet[]): DraftBullet[] {
  const sorted = bullets.toSorted((a, b) => b.weight - a.weight);
  const merged: DraftBullet[] = [];
  for (let i = 0; i < Math.min(sorted.length, 8); i += 4) {
    const part = sorted.slice(i, i + 4);
    const [first] = part;
    if (!first) break;
    const text = `Family: ${part.map((b) => b.text).join("; ")}.`;
    merged.push({ section: "summary", text, citations: part.flatMap((b) => b.citations), weight: first.weight });
  }
  return merged;
}

function describeGoal(record: HouseholdRecord, goal: ResolvedEntity): DraftBullet[] {
  const amount = record.index.findAttribute(goal.id, "amount");
  const target = record.index.findAttribute(goal.id, "targetDate");
  const citations = [
    ...citeEntity(record, goal),
    ...(amount ? citeAttribute(record, amount) : []),
    ...(target ? citeAttribute(record, target) : []),
  ];
  const figures = [
    ...(amount && !goal.name.includes(amount.value) ? [formatAmount(amount.value)] : []),
    ...(target && !goal.name.includes(target.value) ? [`by ${formatDate(target.value)}`] : []),
  ];
  const text = `Goal: ${goal.name}${figures.length > 0 ? ` (${figures.join(", ")})` : ""}.`;
  return [{ section: "summary", text, citations, weight: 50 + (amount ? 5 : 0) + (target ? 3 : 0) }];
}
