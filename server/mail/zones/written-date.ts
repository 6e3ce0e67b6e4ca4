import type { SentDate } from "../message.ts";
import { parseDate } from "../parse-date.ts";

/**
 * The date a mail program shows above a forwarded message: "Thu, Feb 5, 2026 at 11:31 PM", "5. Februar 2026 um 23:31",
 * "05.02.2026 23:31". Without a zone it is read in `offsetMinutes`. Null when there is no day and time in it, or 3/4 could be either.
 */
export function parseWrittenDate(text: string, offsetMinutes: number): SentDate | null {
  const plain = text.slice(0, 200).replace(/\u202f|\u00a0/g, " ");
  const exact = /[+-]\d{4}\b|\bGMT\b|\bUTC\b/.test(plain) ? parseDate(plain) : null;
  if (exact) return exact;
  const day = dayOf(plain.toLowerCase());
  const time = /\b(\d{1,2})[:.h](\d{2})(?:[:.]\d{2})?\s?([ap])?\.?m?\b/i.exec(
    plain.replace(/\d{1,2}\.\d{1,2}\.\d{4}/, ""),
  );
  if (!day || !time) return null;
  const half = time[3]?.toLowerCase();
  const hour = half ? (Number(time[1]) % 12) + (half === "p" ? 12 : 0) : Number(time[1]);
  const size = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, "0");
  const zone = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
  return parseDate(`${day.year}-${two(day.month)}-${two(day.day)}T${two(hour)}:${time[2]} ${zone}`);
}

type Day = { readonly year: number; readonly month: number; readonly day: number };

const dayOf = (text: string): Day | null => {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dotted = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/.exec(text);
  if (dotted) return { year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) };
  const slashed = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
  if (slashed) {
    const [one, two] = [Number(slashed[1]), Number(slashed[2])];
    if (one <= 12 && two <= 12 && one !== two) return null;
    return one > 12
      ? { year: Number(slashed[3]), month: two, day: one }
      : { year: Number(slashed[3]), month: one, day: two };
  }
  const year = /\b((?:19|20)\d\d)\b/.exec(text)?.[1];
  if (!year) return null;
  // The last one first: "mar. 5 févr." begins with a weekday.
  for (const [word] of [...text.matchAll(/\p{L}{3,}/gu)].reverse()) {
    const month = monthNames.findIndex((names) => names.some((name) => word.startsWith(name)));
    const day = month < 0 ? null : dayBeside(text, word);
    if (day) return { year: Number(year), month: month + 1, day };
  }
  return null;
};

/** "5 Feb", "5. Februar", "5 de febrero", "Feb 5", "February 5th". */
const dayBeside = (text: string, month: string): number | null => {
  const before = new RegExp(`\\b(\\d{1,2})(?:\\.|st|nd|rd|th)?(?: de)? ${month}`, "u").exec(text)?.[1];
  const after = new RegExp(`${month}\\.? (\\d{1,2})\\b`, "u").exec(text)?.[1];
  return Number(before ?? after) || null;
};

/** Beginnings of month names: English, German, French, Spanish, Italian, Dutch, Portuguese. */
const monthNames = [
  ["jan", "ene", "gen"],
  ["feb", "fév", "fev"],
  ["mar", "mär", "maa", "mrt"],
  ["apr", "avr", "abr"],
  ["may", "mai", "mei", "mag"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "aoû", "ago"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "dez", "déc", "dic"],
];
