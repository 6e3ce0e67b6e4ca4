import { findDates } from "../extract/dates.ts";
import type { DraftBullet } from "./briefing.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { accountTypeLabel, eventTypeLabel, formatAmount, formatDate, formatDay, formatTime } from "./wording.ts";
import { foldWord, wordsIn } from "./words.ts";

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
  const numbers = new Set(numbersIn(text).flat());
  if (!numbersIn(rest).every((readings) => readings.some((n) => numbers.has(n)))) return false;
  const names = new Set(wordsIn(text).map(foldWord));
  return namesIn(rest, record.nameWords).every((name) => names.has(foldWord(name)));
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

/** Numbers as values, each with its readings: "$186k", "186,000" and "$186,000.00" are one; "1.9" may be said of "1.9 million". */
function numbersIn(text: string): string[][] {
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?(k|m|mm|million|thousand|billion|b)?\b/gi)].map((match) => {
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

// Words the composer itself capitalises within a sentence.
const composersWords = new Set(["ira", "roth", "sep", "hsa"]);

/** Capitalised words: whatever might be a name. The first word of a sentence only when somebody or something of the record is called so. */
function namesIn(text: string, nameWords: ReadonlySet<string>): string[] {
  return [...text.matchAll(/([.:;?!…]\s+)?([\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*)/gu)].flatMap((match) => {
    const word = match[2] ?? "";
    if (!/^\p{Lu}/u.test(word) || composersWords.has(foldWord(word))) return [];
    const isFirst = match.index === 0 || match[1] !== undefined;
    return !isFirst || nameWords.has(foldWord(word)) ? [word] : [];
  });
}
