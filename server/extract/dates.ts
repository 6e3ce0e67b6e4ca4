import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { parseDay } from "./calendar-day.ts";
import type { DateKind } from "./date-readers.ts";
import { dateRulesFor } from "./date-rules.ts";
import { isToldInPast } from "./told-in-past.ts";

/**
 * A date as written and as understood: `iso` is YYYY-MM-DD, YYYY-MM or YYYY, as exact as the words allow.
 * `kind` says what the words named: a day, a week (iso is its last working day), a month, quarter, season or year.
 * `isWeekdayOnly` marks "Friday" and "the 22nd", whose month the words leave to the reader.
 */
export type FoundDate = {
  readonly span: Span;
  readonly iso: string;
  readonly kind: DateKind;
  readonly isWeekdayOnly: boolean;
};

/** The sender's own calendar date (YYYY-MM-DD): what "tomorrow" and a date without a year are counted from. */
export type DateAnchor = { readonly localDate: string };

/**
 * Every date in `text`, in order and without overlap. A date without a year is the next one, or the last one where the
 * words around it are in the past tense; a weekday written beside it settles the year when it can.
 */
export function findDates(text: string, anchor: DateAnchor): readonly FoundDate[] {
  const today = parseDay(anchor.localDate);
  const found: FoundDate[] = [];
  for (const rule of dateRulesFor(text)) {
    for (const match of matchesOf(rule.pattern, text)) {
      const span = { startChar: match.index, endChar: match.index + withoutStop(match[0]).length };
      if (found.some((f) => f.span.startChar < span.endChar && span.startChar < f.span.endChar)) continue;
      const groups = match.groups?.shortYear ? { ...match.groups, year: match.groups.shortYear } : (match.groups ?? {});
      const date = rule.read(groups, { today, isPast: () => isToldInPast(text, span), match, text });
      if (date) found.push({ span, iso: date.iso, kind: date.kind, isWeekdayOnly: date.isWeekdayOnly ?? false });
    }
  }
  return found.sort((a, b) => a.span.startChar - b.span.startChar);
}

/** A sentence's stop after "June" is not part of the date; the one after "Nov." is. */
const withoutStop = (words: string): string => words.trimEnd().replace(/(?<=[a-z]{5}|\b(?:may|june|july))\.$/i, "");
