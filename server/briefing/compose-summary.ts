import { findPersonalData } from "../compliance/redact/find-personal-data.ts";
import { findDates } from "../extract/dates.ts";
import type { ResolvedAttribute, ResolvedEntity, ResolvedRelation } from "../graph/resolution.ts";
import { attributeWords } from "./attribute-words.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation } from "./cite.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { mayHaveDied } from "./may-have-died.ts";
import { nameMeeting } from "./name-meeting.ts";
import type { Statement } from "./statements.ts";
import { confirmedMark, formatAmount, formatDate, formatDay, formatTime, listNames } from "./wording.ts";

/** The meeting, the household and its aims: what an adviser reads in the lift. */
export function composeSummary(
  record: HouseholdRecord,
  meeting: ResolvedEntity | null,
  date: string | null,
  statements: readonly Statement[],
): DraftBullet[] {
  const bullets = meeting ? [...describeMeeting(record, meeting)] : date ? quoteMeeting(record, date, statements) : [];
  bullets.push(...describeHousehold(record));
  const goals = record.goals.filter((g) => !/\b(?:meeting|call)\b/i.test(g.name));
  bullets.push(...goals.flatMap((goal) => describeGoal(record, goal)));
  return bullets;
}

export function describeMeeting(record: HouseholdRecord, meeting: ResolvedEntity): DraftBullet[] {
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
  let text = `${nameMeeting(record, meeting)} ${verb} ${formatDay(date.value)}${confirmedMark(date)}`;
  const time = index.findAttribute(meeting.id, "time");
  if (time) {
    text += ` at ${formatTime(time.value)}`;
    citations.push(...citeAttribute(record, time));
  }
  const place = index.findAttribute(meeting.id, "place");
  const isWhereItWas = place !== undefined && isOlder(record, place, date) && hasMoved(record, meeting, date);
  if (place && !isWhereItWas && isTellable(record, place.value)) {
    text += /^(?:by\b|zoom|teams|phone|video)/i.test(place.value) ? `, ${place.value}` : ` at ${place.value}`;
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
  citations.push(...citeEntity(record, meeting));
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

/** A street address is left to the calendar. */
const isTellable = (record: HouseholdRecord, place: string): boolean =>
  record.foreign.findIn(place) === null && findPersonalData(place).length === 0;

/** The place of a meeting that has since moved to another day may have been left with the day. */
const hasMoved = (record: HouseholdRecord, meeting: ResolvedEntity, date: ResolvedAttribute): boolean =>
  record.index
    .attributesOf(meeting.id)
    .some((a) => a.name === "date" && a.supersededBy !== null && a.value !== date.value);

function isOlder(record: HouseholdRecord, a: ResolvedAttribute, b: ResolvedAttribute): boolean {
  const saidAt = (fact: ResolvedAttribute): number[] =>
    fact.evidence.map((e) => record.messages.get(e.documentVersionId)?.sentAtMs ?? 0);
  return Math.max(...saidAt(a)) < Math.min(...saidAt(b));
}

/** The latest words about the day asked for, where no meeting of that day is known: the one that names a meeting before others. */
function quoteMeeting(record: HouseholdRecord, date: string, statements: readonly Statement[]): DraftBullet[] {
  const onDay = statements.filter(({ sentence }) => {
    const { localDate } = sentence.message;
    return (
      localDate !== null && localDate !== date && findDates(sentence.text, { localDate }).some((d) => d.iso === date)
    );
  });
  const best =
    onDay.findLast(({ sentence }) => /\b(?:meet\w*|review|call|visit|appointment)\b/i.test(sentence.text)) ??
    onDay.at(-1);
  if (!best) return [];
  const { text, citations } = attributeWords(record, best.sentence, best);
  return [{ section: "summary", text, citations, weight: 100 }];
}

/** Professionals and the household's own people; people of other households are not named as attendees. */
const isNameable = (record: HouseholdRecord, id: string): boolean =>
  record.isOurs(id) || record.acquainted.has(id) || record.belonging.homesOf(id).size === 0;

/** Who is who, in one bullet or two: couples, then children by their parents, then brothers and sisters. */
function describeHousehold(record: HouseholdRecord): DraftBullet[] {
  const parts = [...describeCouples(record), ...describeChildren(record), ...describeSiblings(record)];
  const bullets: DraftBullet[] = [];
  for (let i = 0; i < Math.min(parts.length, 2 * partsMax); i += partsMax) {
    const some = parts.slice(i, i + partsMax);
    const text = `Family: ${some.map((p) => p.text).join("; ")}.`;
    bullets.push({ section: "summary", text, citations: some.flatMap((p) => p.citations), weight: 80 - i });
  }
  return bullets;
}

const partsMax = 3;
type Part = { readonly text: string; readonly citations: readonly DraftCitation[] };

function familyRelations(record: HouseholdRecord, type: ResolvedRelation["type"]): ResolvedRelation[] {
  return record.members.flatMap((m) => record.index.relationsFrom(m.id, type)).filter((r) => record.isOurs(r.to));
}

function describeCouples(record: HouseholdRecord): Part[] {
  const { index } = record;
  const seen = new Set<string>();
  return familyRelations(record, "spouseOf").flatMap((r): Part[] => {
    const key = [r.from, r.to].sort().join(" ");
    if (seen.has(key)) return [];
    seen.add(key);
    const late = findEvent(record, [r.from, r.to], "death");
    const parted = findEvent(record, [r.from, r.to], "divorce");
    const survivor = late && (late.from === r.from ? r.to : r.from);
    const [a, b] = [index.nameOf(r.from), index.nameOf(r.to)];
    const citations = citeRelation(record, r);
    if (late && survivor) {
      const text = `${index.nameOf(survivor)} was married to the late ${index.nameOf(late.from)}`;
      return [{ text, citations: [...citations, ...citeRelation(record, late)] }];
    }
    if (parted) {
      return [{ text: `${a} and ${b} (divorce)`, citations: [...citations, ...citeRelation(record, parted)] }];
    }
    return [{ text: `${a} and ${b} are married`, citations }];
  });
}

function findEvent(record: HouseholdRecord, clientIds: readonly string[], type: string): ResolvedRelation | undefined {
  const found = clientIds
    .flatMap((id) => record.index.relationsFrom(id, "experiencedEvent"))
    .filter((r) => record.index.findAttribute(r.to, "eventType")?.value === type);
  // A death is an event of the bereaved too: the one who died is the one whom its name speaks of.
  return found.find(
    (r) =>
      type !== "death" ||
      (mayHaveDied(record, r.from, r.to) && sharesName(record.index.nameOf(r.to), record.index.nameOf(r.from))),
  );
}

const sharesName = (text: string, name: string): boolean => {
  const first = name.split(/\s+/)[0] ?? "";
  return first.length > 1 && text.includes(first);
};

function describeChildren(record: HouseholdRecord): Part[] {
  const { index } = record;
  const links = [
    ...familyRelations(record, "parentOf").map((r) => ({ parent: r.from, child: r.to, r })),
    ...familyRelations(record, "childOf").map((r) => ({ parent: r.to, child: r.from, r })),
  ];
  const children = new Map<string, typeof links>();
  for (const link of links) children.set(link.child, [...(children.get(link.child) ?? []), link]);
  const byParents = new Map<string, { parents: string[]; children: string[]; relations: ResolvedRelation[] }>();
  for (const [child, its] of children) {
    const parents = [...new Set(its.map((l) => l.parent))].sort();
    const key = parents.join(" ");
    const group = byParents.get(key) ?? { parents, children: [], relations: [] };
    group.children.push(child);
    group.relations.push(...its.map((l) => l.r));
    byParents.set(key, group);
  }
  return [...byParents.values()].map((g): Part => {
    const [parents, names] = [listNames(g.parents.map(index.nameOf)), listNames(g.children.map(index.nameOf))];
    const text = `${names} ${g.children.length > 1 ? "are children" : "is a child"} of ${parents}`;
    return { text, citations: g.relations.flatMap((r) => citeRelation(record, r)) };
  });
}

function describeSiblings(record: HouseholdRecord): Part[] {
  const { index } = record;
  const parentsOf = (id: string) =>
    new Set([
      ...index.relationsTo(id, "parentOf").map((r) => r.from),
      ...index.relationsFrom(id, "childOf").map((r) => r.to),
    ]);
  return familyRelations(record, "siblingOf").flatMap((r): Part[] => {
    const [a, b] = [parentsOf(r.from), parentsOf(r.to)];
    // Children of one parent are shown as such; a parent and a child are no siblings, whatever a reading made of it.
    if (a.has(r.to) || b.has(r.from) || [...a].some((id) => b.has(id))) return [];
    const text = `${index.nameOf(r.from)} and ${index.nameOf(r.to)} are siblings`;
    return [{ text, citations: citeRelation(record, r) }];
  });
}

export function describeGoal(record: HouseholdRecord, goal: ResolvedEntity): DraftBullet[] {
  const amount = record.index.findAttribute(goal.id, "amount");
  const target = record.index.findAttribute(goal.id, "targetDate");
  const citations = [
    ...citeEntity(record, goal),
    ...(amount ? citeAttribute(record, amount) : []),
    ...(target ? citeAttribute(record, target) : []),
  ];
  const figures = [
    ...(amount && !goal.name.includes(formatAmount(amount.value)) ? [formatAmount(amount.value)] : []),
    ...(target && !goal.name.includes(target.value) ? [`by ${formatDate(target.value)}`] : []),
  ];
  const text = `Goal: ${goal.name}${figures.length > 0 ? ` (${figures.join(", ")})` : ""}.`;
  return [{ section: "summary", text, citations, weight: 50 + (amount ? 5 : 0) + (target ? 3 : 0) }];
}
