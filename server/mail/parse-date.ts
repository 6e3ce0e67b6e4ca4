import type { SentDate } from "./message.ts";

/**
 * A Date header as written by mailers of all ages: RFC 5322 with or without weekday, seconds and zone, two-digit years, zone
 * names, ISO 8601, and asctime. An unknown or impossible zone is UTC. Null when it names no real instant of years 1 to 9999.
 */
export function parseDate(header: string): SentDate | null {
  const text = header
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const rfc =
    /^(?:\p{L}+\.?,? )?(\d{1,2})[ -](\p{L}{3})\p{L}*\.?[ -](\d{2,4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s?(.*)$/iu.exec(
      text,
    );
  if (rfc) return build(rfc[3], monthOf(rfc[2]), rfc[1], rfc[4], rfc[5], rfc[6], rfc[7]);
  const american =
    /^(?:[a-z]+\.?,? )?([a-z]{3})[a-z]*\.? (\d{1,2})(?:, (\d{4}),?)? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap]m))?(?: ([a-z]{1,5}|[+-]\d{4}))?(?: (\d{4}))?$/i.exec(
      text,
    );
  if (american) {
    const [, month, day, yearBefore, hour, minute, second, half, zone, yearAfter] = american;
    return build(yearBefore ?? yearAfter, monthOf(month), day, hourOf(hour, half), minute, second, zone);
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?(.*)$/i.exec(text);
  return iso ? build(iso[1], Number(iso[2]), iso[3], iso[4], iso[5], iso[6], iso[7]) : null;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthOf = (name: string | undefined): number => months.indexOf((name ?? "").toLowerCase()) + 1;

const hourOf = (hour: string | undefined, half: string | undefined): string | undefined =>
  half === undefined ? hour : String((Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0));

const build = (
  yearText: string | undefined,
  month: number,
  dayText: string | undefined,
  hourText: string | undefined,
  minuteText: string | undefined,
  secondText: string | undefined,
  zone: string | undefined,
): SentDate | null => {
  const year = yearOf(yearText ?? "");
  const [day, hour, minute] = [Number(dayText), Number(hourText), Number(minuteText)];
  // A leap second is the last second of its minute.
  const second = Math.min(59, Number(secondText ?? 0));
  if (month < 1 || year < 1 || hour > 23 || minute > 59 || Number(secondText ?? 0) > 60) return null;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, 0);
  if (local.getUTCDate() !== day || local.getUTCMonth() !== month - 1) return null;
  const offsetMinutes = offsetOf(zone ?? "");
  const wallClock = local.toISOString().slice(0, 19);
  return {
    iso: `${wallClock}${formatOffset(offsetMinutes)}`,
    epochMs: local.getTime() - offsetMinutes * 60_000,
    localDate: wallClock.slice(0, 10),
    offsetMinutes,
  };
};

/** Two digits: 00-49 are this century, 50-99 the last; three count from 1900 (RFC 5322, 4.3). */
const yearOf = (text: string): number => {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
};

const offsetOf = (zone: string): number => {
  const numeric = /^(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})/i.exec(zone.trim());
  if (!numeric) return (zoneHours.get(/^[a-z]+/i.exec(zone.trim())?.[0].toLowerCase() ?? "") ?? 0) * 60;
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
  if (minutes > 14 * 60 || Number(numeric[3]) > 59) return 0;
  return numeric[1] === "-" ? -minutes || 0 : minutes;
};

/** The zone names RFC 5322 (4.3) gives a meaning, and the European ones that mailers write. */
const zoneHours = new Map([
  ["est", -5],
  ["edt", -4],
  ["cst", -6],
  ["cdt", -5],
  ["mst", -7],
  ["mdt", -6],
  ["pst", -8],
  ["pdt", -7],
  ["bst", 1],
  ["cet", 1],
  ["cest", 2],
  ["eet", 2],
  ["eest", 3],
]);

const formatOffset = (minutes: number): string => {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};
