import { findDates } from "../extract/dates.ts";
import type { Span } from "../lib/span.ts";

/** The day an ask names (YYYY-MM-DD) and where it stands in it; a date without a year is the first on or after `today`. */
export function findAskDate(ask: string, today: string): { readonly iso: string; readonly span: Span } | null {
  for (const found of findDates(ask, { localDate: today })) {
    if (found.kind !== "day") continue;
    const words = ask.slice(found.span.startChar, found.span.endChar);
    const hasYear = /\b(?:19|20)\d\d\b|\/\d\d$/.test(words);
    const isLookingBack = /\b(?:last|past|yesterday|ago)\b/i.test(words);
    const isPast = found.iso < today && !hasYear && !isLookingBack;
    return { iso: isPast ? firstOnOrAfter(found.iso, today) : found.iso, span: found.span };
  }
  return null;
}

function firstOnOrAfter(iso: string, today: string): string {
  const monthDay = iso.slice(4);
  const thisYear = `${today.slice(0, 4)}${monthDay}`;
  return thisYear >= today ? thisYear : `${Number(today.slice(0, 4)) + 1}${monthDay}`;
}
