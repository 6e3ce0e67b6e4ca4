import type { SentDate } from "./message.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const pattern =
  /(\d{1,2})\s+([A-Za-z]{3})[A-Za-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,4})?/;

/** A Date header (RFC 5322, and the obsolete forms of 4.3) with the sender's own offset; null when it is missing or no date. */
export const parseSentDate = (value: string | undefined): SentDate | null => {
  const match = value === undefined ? null : pattern.exec(value.slice(0, 200));
  if (!match) return null;
  const [, day, monthName, yearText, hour, minute, second, zone] = match;
  const month = months.indexOf((monthName ?? "").toLowerCase());
  const year = fullYear(Number(yearText), (yearText ?? "").length);
  const offsetMinutes = offsetOf(zone);
  const localMs = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second ?? 0));
  const isReal =
    month >= 0 && new Date(localMs).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60;
  if (!isReal || Math.abs(offsetMinutes) > 14 * 60) return null;
  const local = new Date(localMs).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
  return {
    iso: `${local}${offset}`,
    epochMs: localMs - offsetMinutes * 60_000,
    localDate: local.slice(0, 10),
    offsetMinutes,
  };
};

/** RFC 5322, 4.3: two digits below 50 are of this century, others and three digits count from 1900. */
const fullYear = (year: number, digits: number): number =>
  digits >= 4 ? year : year + (digits === 2 && year < 50 ? 2000 : 1900);

const offsetOf = (zone: string | undefined): number => {
  if (zone === undefined) return 0;
  const numeric = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!numeric) return zones[zone.toLowerCase()] ?? 0;
  return (numeric[1] === "-" ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]));
};
