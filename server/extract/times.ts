import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";

/** A time of day as HH:MM on the 24-hour clock, local to whoever wrote it. */
export type FoundTime = { readonly span: Span; readonly time: string };

/**
 * Times of day in `text`, in order: "3:30", "2pm - 3:30pm" (its start), "11 in the morning", "noon", "at 10". An hour
 * without am or pm is one of a business day: 1 to 6 is afternoon, 7 to 11 morning.
 */
export function findTimes(text: string): readonly FoundTime[] {
  if (!/\d|noon|midnight/i.test(text)) return [];
  const found: FoundTime[] = [];
  for (const pattern of patterns) {
    for (const match of matchesOf(pattern, text)) {
      const span = { startChar: match.index, endChar: match.index + match[0].length };
      if (found.some((f) => f.span.startChar < span.endChar && span.startChar < f.span.endChar)) continue;
      const time = readTime(match.groups ?? {});
      if (time) found.push({ span, time });
    }
  }
  return found.sort((a, b) => a.span.startChar - b.span.startChar);
}

const half = "(?:a\\.?m\\b\\.?|p\\.?m\\b\\.?)";
const clock = "(?<![\\d:/.$#-])\\b(?<hour>1\\d|2[0-3]|0?\\d)(?::(?<minute>[0-5]\\d))?";
const patterns: readonly RegExp[] = [
  new RegExp(`${clock}\\s?(?<half>${half})?\\s?(?:-|–|to)\\s?\\d{1,2}(?::[0-5]\\d)?\\s?(?<endHalf>${half})`, "gi"),
  new RegExp(`${clock}\\s?(?<half>${half})`, "gi"),
  new RegExp(`${clock}\\s(?<part>in the (?:morning|afternoon|evening))`, "gi"),
  /(?<![\d:/.$#-])\b(?<hour>1\d|2[0-3]|0?\d):(?<minute>[0-5]\d)(?![\d:])/g,
  /\b(?<noon>noon|midnight)\b/gi,
  /(?<=\bat\s)(?<hour>1[0-2]|[1-9])\b(?![:/%.,]\d|\s?%|\s(?:percent|years?|months?|days?|weeks?|or \d))/g,
];

function readTime(g: Readonly<Record<string, string | undefined>>): string | null {
  if (g.noon) return /noon/i.test(g.noon) ? "12:00" : "00:00";
  const written = Number(g.hour);
  if (g.half && written > 12) return null;
  const said = `${g.half ?? ""} ${g.part ?? ""}`.toLowerCase();
  // "10 - 11:30am" is all morning, "11 - 1pm" starts in the morning.
  const ending = said.trim() ? said : (g.endHalf ?? "").toLowerCase();
  let hour = written;
  if (/p|afternoon|evening/.test(ending)) hour = written < 12 && (said.trim() || written < 11) ? written + 12 : written;
  else if (/a\.?m|morning/.test(ending)) hour = written === 12 ? 0 : written;
  else if (written >= 1 && written <= 6) hour = written + 12;
  return `${String(hour).padStart(2, "0")}:${g.minute ?? "00"}`;
}
