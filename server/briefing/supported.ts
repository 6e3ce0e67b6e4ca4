import { findDates } from "../extract/dates.ts";
import type { DraftBullet } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { accountTypeLabel, eventTypeLabel, formatAmount, formatDate, formatDay, formatTime } from "./wording.ts";

/**
 * True when every quotation is the cited words, and every number, date and name outside quotations stands in a cited span, is a
 * cited fact's value, or names the subject (contracts, 4).
 */
export function isSupported(record: HouseholdRecord, bullet: DraftBullet): boolean {
  const cited = bullet.citations.map((c) => ({ ...c, words: record.wordsAt(c.documentVersionId, c) }));
  const { own, quoted } = splitQuotations(bullet.text);
  const folded = cited.map((c) => fold(c.words));
  if (!quoted.every((words) => folded.some((f) => f.includes(fold(words))))) return false;

  const backing: string[] = [record.subject.name, ...cited.map((c) => c.words)];
  const days = new Set<string>();
  for (const c of cited) {
    const localDate = record.messages.get(c.documentVersionId)?.localDate;
    if (localDate) for (const date of findDates(c.words, { localDate })) days.add(date.iso);
    const facts = record.index.factsAt(c.documentVersionId, c);
    for (const a of facts.attributes) {
      backing.push(...shownValues(a.value), record.index.nameOf(a.entityId));
      if (/^\d{4}(-\d\d){0,2}$/.test(a.value)) days.add(a.value);
    }
    for (const r of facts.relations) backing.push(record.index.nameOf(r.from), record.index.nameOf(r.to));
    for (const e of facts.entities) backing.push(e.name, ...e.names.map((n) => n.name));
  }
  const { rest, dates } = takeDates(own);
  if (!dates.every((iso) => [...days].some((day) => day.startsWith(iso)))) return false;
  const text = backing.join(" \n ");
  const numbers = new Set(numbersIn(text));
  if (!numbersIn(rest).every((n) => numbers.has(n))) return false;
  const names = new Set(wordsIn(text).map(foldWord));
  return namesIn(rest).every((name) => names.has(foldWord(name)));
}

/** A bullet's own words and the words it reports between “ and ”. */
export function splitQuotations(text: string): { readonly own: string; readonly quoted: readonly string[] } {
  const quoted = [...text.matchAll(/“([^”]*)”/g)].map((m) => m[1] ?? "");
  return { own: text.replace(/“[^”]*”/g, " … "), quoted };
}

const shownValues = (value: string): string[] => [
  value,
  formatAmount(value),
  formatTime(value),
  formatDate(value),
  formatDay(value),
  accountTypeLabel(value) ?? "",
  eventTypeLabel(value) ?? "",
];

/** White space and the shape of quotation marks do not count. */
const fold = (text: string): string =>
  text
    .replace(/["“”‘’']/g, "'")
    .replace(/\s+/g, " ")
    .trim();

const monthNames = "January|February|March|April|May|June|July|August|September|October|November|December";

/** Takes "February 10, 2026" and "June 2026" out of a text as ISO dates; a weekday before one goes with it. */
function takeDates(text: string): { readonly rest: string; readonly dates: readonly string[] } {
  const dates: string[] = [];
  const pattern = new RegExp(
    `(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, )?(${monthNames}) (?:(\\d{1,2}), )?(\\d{4})`,
    "g",
  );
  const rest = text.replace(pattern, (_, month: string, day: string | undefined, year: string) => {
    const number = monthNames.split("|").indexOf(month) + 1;
    dates.push([year, String(number).padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-"));
    return " ";
  });
  return { rest, dates };
}

/** Numbers as values: "$186k", "186,000" and "$186,000.00" are one. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?(k|m|mm|million|thousand|billion|b)?\b/gi)].flatMap((match) => {
    const plain = Number((match[1] ?? "").replaceAll(",", ""));
    const scaled = plain * (scale[(match[2] ?? "").toLowerCase()] ?? 1);
    const parts = (match[1] ?? "").split(",").length > 1 ? [] : [String(plain)];
    return [...parts, String(Math.round(scaled * 100) / 100)];
  });
}
const scale: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  million: 1e6,
  b: 1e9,
  billion: 1e9,
};

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s?$/, "")
    .replace(/’/g, "'");

// Words the composer itself capitalises: headings and first words.
const composersWords = new Set(
  "the a an in expected family goal done lately possible confidential flagged complaint asked a message ira roth sep hsa life event".split(
    " ",
  ),
);

/** Capitalised words: whatever might be a name. */
function namesIn(text: string): string[] {
  return wordsIn(text).filter((word) => /^\p{Lu}/u.test(word) && !composersWords.has(foldWord(word)));
}
