import { actionVerbs } from "../extract/vocabulary/action-verbs.ts";
import type { EvidenceSpan, ResolvedAttribute, ResolvedEntity } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation, citeWords } from "./cite.ts";
import { findDateIn } from "./header-words.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { holdsPromise } from "./promise-words.ts";
import type { Statement } from "./statements.ts";
import { capitalise, countWords, formatDate, listNames, quote } from "./wording.ts";
import { foldWord, wordsIn } from "./words.ts";

const recentlyDoneDaysMax = 30;
const staleAfterDays = 14;

/** Who owes what by when: overdue and next due first; what was lately done last. */
export function composeActions(record: HouseholdRecord, statements: readonly Statement[]): DraftBullet[] {
  return record.actions.flatMap((action) => describeAction(record, action, statements));
}

export function describeAction(
  record: HouseholdRecord,
  action: ResolvedEntity,
  statements: readonly Statement[],
): DraftBullet[] {
  const { index } = record;
  const status = index.findAttribute(action.id, "status");
  if (isUnverified(record, action)) return [];
  const isCancelled = status?.value === "cancelled";
  const isDone = isCancelled || status?.value === "done";
  const due = index.findAttribute(action.id, "dueDate");
  const who = index
    .relationsFrom(action.id, "assignedTo")
    .filter((r) => isNameable(record, r.from === action.id ? r.to : r.from));
  const citations: DraftCitation[] = [...citeEntity(record, action)];
  for (const r of who.slice(0, 3)) citations.push(...citeRelation(record, r));
  const last = lastMention(record, action);
  const age = last?.localDate ? daysBetween(last.localDate, record.asOf) : 999;
  if (isDone && age > recentlyDoneDaysMax) return [];
  const name = nameTask(action.name, due !== undefined);
  if (isDone) {
    citations.push(...citeAttribute(record, status));
    return [
      {
        section: "open_actions",
        text: `${endingOf(status)}: ${capitalise(name)}.`,
        citations,
        // That money was asked for and did not go matters more than that a form came.
        weight: (isCancelled && /\$\s?\d/.test(name) ? 64 : 10) - age / 100,
      },
    ];
  }
  const isOver = due !== undefined && isOvertaken(record, action, due.value);
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
  const said = isVague(name) ? findStatement(record, action, statements) : undefined;
  const quoted = said && quote(record.wordsAt(said.sentence.message.documentVersionId, said));
  const isFlagged = quoted !== undefined && holdsPromise(quoted);
  if (said && quoted && !isFlagged && tellsMore(quoted, text) && countWords(text) + said.words <= bulletWordsMax) {
    text += `. In the mail: ${quoted}`;
    citations.push(citeWords(record, said.sentence.message, said));
    return [{ section: "open_actions", text, citations, weight: weightOf(due, record.asOf, age, isOver) }];
  }
  const weight = weightOf(due, record.asOf, age, isOver) - (isVague(name) ? vaguePenalty : 0);
  return [{ section: "open_actions", text: `${text}.`, citations, weight }];
}

function endingOf({ value, correctionId }: ResolvedAttribute): string {
  if (value === "cancelled") return correctionId === null ? "Called off" : "Called off by the firm";
  return correctionId === null ? "Done lately" : "Marked done by the firm";
}

/** What was asked for that very day, more than a fortnight ago, was done or no longer matters. */
export function isOvertaken(record: HouseholdRecord, action: ResolvedEntity, due: string): boolean {
  return due === lastMention(record, action)?.localDate && daysBetween(due, record.asOf) > staleAfterDays;
}

/** A task as its title says it, without the deadline that is told beside it. */
export function nameTask(title: string, hasDue: boolean): string {
  const name = hasDue ? title.replace(deadline, "") : title.replace(/[.!?]+$/, "");
  // "Provide decide whether to report": the words have a verb of their own.
  const own = /^Provide ([a-z-]+) /.exec(name)?.[1];
  return own && actionVerbs.has(own) ? capitalise(name.slice("Provide ".length)) : name;
}

const bulletWordsMax = 58;
const vaguePenalty = 30;

/** Words that only say the title again are no news. */
function tellsMore(words: string, title: string): boolean {
  const known = new Set(wordsIn(title).map(foldWord));
  return wordsIn(words).filter((w) => w.length > 3 && !known.has(foldWord(w))).length > 2;
}

/** "Ask HR whether it does" needs the sentence it comes from. */
const isVague = (name: string): boolean =>
  countWords(name) < 5 ||
  /\b(?:it|this(?! (?:week|month|quarter|year|spring|summer|fall|winter))|that|them|those|these|both|does|their|the (?:first|second|same|other|rest))\b/i.test(
    name,
  );

/** The statement that holds most of the action's own words, the latest of several. */
function findStatement(
  record: HouseholdRecord,
  action: ResolvedEntity,
  statements: readonly Statement[],
): Statement | undefined {
  const own = new Set(wordsIn(action.name).map(foldWord));
  const holding = statements.filter((s) => action.mentions.some((m) => isInside(m, s)));
  const shared = (s: Statement) =>
    new Set(
      wordsIn(record.wordsAt(s.sentence.message.documentVersionId, s))
        .map(foldWord)
        .filter((w) => own.has(w)),
    ).size;
  return holding.toSorted((a, b) => shared(a) - shared(b)).at(-1);
}

/** "…by January 30" is said again, and better, by the due date. */
const deadline =
  /,?\s+(?:by|before|no later than)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:(?:the\s+)?\d{1,2}(?:st|nd|rd|th)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,\s+\d{4})?|tomorrow|tonight)?[.!?]*$/i;

const isInside = (m: EvidenceSpan, s: Statement): boolean =>
  m.documentVersionId === s.sentence.message.documentVersionId &&
  s.startChar <= m.startChar &&
  m.endChar <= s.endChar + 1;

function weightOf(due: ResolvedAttribute | undefined, asOf: string, age: number, isOver: boolean): number {
  if (isOver) return 30 - age / 10;
  const urgency = due ? 20 - Math.min(20, Math.abs(daysBetween(due.value, asOf)) / 7) : 0;
  return 60 + urgency - age / 10;
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
