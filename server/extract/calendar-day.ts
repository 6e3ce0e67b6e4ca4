/** A calendar date without a zone, as the count of days since 1970-01-01. */
export type Day = number;

const msPerDay = 86_400_000;

export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / msPerDay;
export const parseDay = (iso: string): Day => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / msPerDay;
export const isoOf = (day: Day): string => new Date(day * msPerDay).toISOString().slice(0, 10);
/** 0 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: Day): number => (((day + 4) % 7) + 7) % 7;
export const yearOf = (day: Day): number => new Date(day * msPerDay).getUTCFullYear();
export const monthOfDay = (day: Day): number => new Date(day * msPerDay).getUTCMonth() + 1;
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
export const isoMonth = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;

/** The nth weekday of a month; nth -1 is the last. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  if (nth < 0) {
    const last = dayOf(year, month, daysInMonth(year, month));
    return last - ((weekdayOfDay(last) - weekday + 7) % 7);
  }
  const first = dayOf(year, month, 1);
  return first + ((weekday - weekdayOfDay(first) + 7) % 7) + (nth - 1) * 7;
}
