import {
  type Day,
  dayOf,
  daysInMonth,
  isDate,
  isoMonth,
  isoOf,
  monthOfDay,
  nthWeekday,
  weekdayOfDay,
  yearOf,
} from "./calendar-day.ts";
import { type holidays, monthOf, numberOf, weekdayOf } from "./vocabulary/calendar-words.ts";

/** What a pattern's named groups say, and what surrounds them: the day it is written, the tense, the text. */
export type Groups = Readonly<Record<string, string | undefined>>;
export type Around = {
  readonly today: Day;
  readonly isPast: () => boolean | null;
  readonly match: RegExpMatchArray;
  readonly text: string;
};
/** The date read, or null when the words are no date after all. */
export type Read = { readonly iso: string; readonly kind: DateKind; readonly isWeekdayOnly?: boolean } | null;
export type DateKind = "day" | "week" | "month" | "quarter" | "season" | "year";

const yearNumber = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
export const day = (value: Day): Read => ({ iso: isoOf(value), kind: "day" });

// With no tense to go by, a date that passed in the last ten weeks and comes again only after nine months is that past one.
const recentDaysMax = 75;
const farDaysMin = 270;

/** The year in which `make(year)` falls that fits the tense, counted from today. */
function chooseDay(make: (year: number) => Day | null, around: Around, weekday: number | null): Day | null {
  const year = yearOf(around.today);
  const candidates = [year - 1, year, year + 1].map(make).filter((d): d is Day => d !== null);
  if (weekday !== null) {
    const fitting = candidates.filter((d) => weekdayOfDay(d) === weekday);
    const [only] = fitting;
    if (fitting.length === 1 && only !== undefined) return only;
  }
  const previous = candidates.filter((d) => d <= around.today).at(-1);
  const next = candidates.find((d) => d >= around.today);
  if (previous === undefined || next === undefined) return next ?? previous ?? null;
  const isPast = around.isPast();
  if (isPast === true) return previous;
  const isStale = isPast === null && around.today - previous <= recentDaysMax && next - around.today >= farDaysMin;
  return isStale ? previous : next;
}

export function monthDay(g: Groups, around: Around): Read {
  const month = monthOf(g.month ?? "");
  const dayNumber = Number(g.day);
  if (g.year) {
    const year = yearNumber(g.year);
    return isDate(year, month, dayNumber) ? day(dayOf(year, month, dayNumber)) : null;
  }
  const make = (year: number) => (isDate(year, month, dayNumber) ? dayOf(year, month, dayNumber) : null);
  const chosen = chooseDay(make, around, g.weekday ? weekdayOf(g.weekday) : null);
  return chosen === null ? null : day(chosen);
}

export function monthOnly(g: Groups, around: Around): Read {
  const month = monthOf(g.month ?? "");
  const thisYear = yearOf(around.today);
  const thisMonth = monthOfDay(around.today);
  const nextYear = month > thisMonth ? thisYear : thisYear + 1;
  const lastYear = month < thisMonth ? thisYear : thisYear - 1;
  let year: number;
  if (g.year) year = yearNumber(g.year);
  else if (/^next$/i.test(g.which ?? "")) year = nextYear;
  else if (/^last$/i.test(g.which ?? "")) year = lastYear;
  else if (month === thisMonth) year = thisYear;
  else {
    const isPast = around.isPast();
    const isStale = isPast === null && monthsApart(thisMonth, month) >= 10;
    year = isPast === true || isStale ? lastYear : nextYear;
  }
  const part = (g.part ?? "").toLowerCase();
  if (part.startsWith("end")) return day(dayOf(year, month, daysInMonth(year, month)));
  if (part.startsWith("mid")) return day(dayOf(year, month, 15));
  return { iso: isoMonth(year, month), kind: "month" };
}
const monthsApart = (from: number, to: number): number => (to - from + 12) % 12;

export function weekdayAlone(g: Groups, around: Around): Read {
  const weekday = weekdayOf(g.weekday ?? "");
  const { today } = around;
  const which = (g.which ?? "").toLowerCase();
  const forward = (weekday - weekdayOfDay(today) + 7) % 7 || 7;
  const back = (weekdayOfDay(today) - weekday + 7) % 7 || 7;
  const isoWeekday = (d: Day) => (weekdayOfDay(d) + 6) % 7;
  let value: Day;
  if (which === "last" || which === "past") value = today - back;
  // "next Thursday" said on a Monday is the week after; said on a Friday it is the coming one.
  else if (which === "next") value = today - isoWeekday(today) + 7 + ((weekday + 6) % 7);
  else if (which === "this" || which === "coming" || which === "this coming") value = today + forward;
  else value = around.isPast() === true ? today - back : today + forward;
  if (g.time === "week" || g.week) value += 7;
  return { ...day(value), isWeekdayOnly: true } as Read;
}

export function dayOfMonth(g: Groups, around: Around): Read {
  const number = Number(g.day);
  if (number < 1 || number > 31) return null;
  const { today } = around;
  const month = monthOfDay(today);
  const year = yearOf(today);
  const options: Day[] = [];
  for (let offset = -3; offset <= 3; offset++) {
    const m = ((month - 1 + offset + 12) % 12) + 1;
    const y = year + Math.floor((month - 1 + offset) / 12);
    if (isDate(y, m, number)) options.push(dayOf(y, m, number));
  }
  const weekday = g.weekday ? weekdayOf(g.weekday) : null;
  const fitting = weekday === null ? options : options.filter((d) => weekdayOfDay(d) === weekday);
  const pool = fitting.length > 0 ? fitting : options;
  const previous = pool.filter((d) => d <= today).at(-1);
  const next = pool.find((d) => d >= today);
  const chosen = around.isPast() === true ? (previous ?? next) : (next ?? previous);
  return chosen === undefined ? null : ({ ...day(chosen), isWeekdayOnly: weekday === null } as Read);
}

export function numericDate(g: Groups, around: Around): Read {
  // Always on, and the day in September: set phrases that name no date of their own.
  if (!g.year && /^(?:24\/7|9\/11)$/.test(around.match[0].trim())) return null;
  let month = Number(g.first);
  let dayNumber = Number(g.second);
  if (month > 12) [month, dayNumber] = [dayNumber, month];
  if (g.year) {
    const year = yearNumber(g.year);
    return isDate(year, month, dayNumber) ? day(dayOf(year, month, dayNumber)) : null;
  }
  // 1/2 and 3/4 are fractions unless a word says that a date follows.
  const isFraction = dayNumber <= 4 && month < dayNumber;
  const before = around.text.slice(Math.max(0, (around.match.index ?? 0) - 8), around.match.index);
  if (isFraction && !g.weekday && !/\b(?:on|by|of|since|until|before|due|after)\s$/i.test(before)) return null;
  const make = (year: number) => (isDate(year, month, dayNumber) ? dayOf(year, month, dayNumber) : null);
  const chosen = chooseDay(make, around, g.weekday ? weekdayOf(g.weekday) : null);
  return chosen === null ? null : day(chosen);
}

export function relativeDay(g: Groups, around: Around): Read {
  const word = (g.word ?? "").toLowerCase().replace(/\s+/g, " ");
  const { today } = around;
  if (word.startsWith("day after")) return day(today + 2);
  if (word.startsWith("day before")) return day(today - 2);
  if (word.startsWith("tomorrow")) return day(today + 1);
  if (word.startsWith("yesterday") || word === "last night") return day(today - 1);
  return day(today);
}

const unitDays: Readonly<Record<string, number>> = { day: 1, week: 7 };
export function counted(g: Groups, around: Around): Read {
  const n = numberOf((g.count ?? "").replace(/\s+/g, " "));
  if (!(n > 0) || n > 400) return null;
  const direction = g.ago ? -1 : 1;
  const unit = (g.unit ?? "").toLowerCase();
  const days = unitDays[unit];
  if (days) return day(around.today + direction * days * n);
  const months = yearOf(around.today) * 12 + monthOfDay(around.today) - 1 + direction * n * (unit === "year" ? 12 : 1);
  const year = Math.floor(months / 12);
  if (unit === "year") return { iso: String(year), kind: "year" };
  return { iso: isoMonth(year, (months % 12) + 1), kind: "month" };
}

export function period(g: Groups, around: Around): Read {
  const { today } = around;
  const which = (g.which ?? "").toLowerCase();
  const shift = which.includes("next") || which.includes("following") ? 1 : /last|past|previous/.test(which) ? -1 : 0;
  const isEnd = Boolean(g.end);
  const isStart = /begin|start|early|first/i.test(g.start ?? "");
  const unit = (g.unit ?? "").toLowerCase();
  const year = yearOf(today);
  const month = monthOfDay(today);
  if (unit === "week") {
    const friday = today - ((weekdayOfDay(today) + 6) % 7) + 4 + shift * 7;
    if (isStart) return day(friday - 4);
    const isOver = shift === 0 && friday < today;
    return { iso: isoOf(isOver ? friday + 7 : friday), kind: isEnd ? "day" : "week" };
  }
  if (unit === "month") {
    const index = year * 12 + month - 1 + shift;
    const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
    if (isEnd) return day(dayOf(y, m, daysInMonth(y, m)));
    return { iso: isoMonth(y, m), kind: "month" };
  }
  if (unit === "quarter") {
    const index = year * 4 + Math.floor((month - 1) / 3) + shift;
    const [y, m] = [Math.floor(index / 4), (index % 4) * 3 + 3];
    return isEnd ? day(dayOf(y, m, daysInMonth(y, m))) : { iso: isoMonth(y, m), kind: "quarter" };
  }
  if (unit === "day") return day(today);
  return isEnd ? day(dayOf(year + shift, 12, 31)) : { iso: String(year + shift), kind: "year" };
}

export function quarter(g: Groups, around: Around): Read {
  const names: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };
  const number = Number(g.number) || names[(g.name ?? "").toLowerCase()] || 0;
  if (!number) return null;
  const { today } = around;
  const month = number * 3;
  let year = g.year ? yearNumber(g.year) : yearOf(today);
  if (!g.year) {
    const isOver = month < monthOfDay(today);
    const isPast = around.isPast();
    if (isOver && isPast !== true) year += 1;
    if (!isOver && isPast === true && month - 2 > monthOfDay(today)) year -= 1;
  }
  return { iso: isoMonth(year, month), kind: "quarter" };
}

// The meteorological season's first month, northern hemisphere.
const seasonMonth: Readonly<Record<string, number>> = { spring: 3, summer: 6, fall: 9, autumn: 9, winter: 12 };
export function season(g: Groups, around: Around): Read {
  const start = seasonMonth[(g.season ?? "").toLowerCase()] ?? 1;
  const year = yearOf(around.today);
  const month = monthOfDay(around.today);
  const which = (g.which ?? "").toLowerCase();
  if (g.year) return { iso: yearNumber(g.year).toString(), kind: "season" };
  const isOver = month > start + 2;
  if (which === "last") return { iso: String(month > start ? year : year - 1), kind: "season" };
  if (which === "next") return { iso: String(month < start ? year : year + 1), kind: "season" };
  const isPast = which === "" && around.isPast() === true;
  if (isPast) return { iso: String(month >= start ? year : year - 1), kind: "season" };
  return { iso: String(isOver ? year + 1 : year), kind: "season" };
}

export function holiday(source: (typeof holidays)[number]): (g: Groups, around: Around) => Read {
  return (g, around) => {
    const make = (year: number): Day =>
      source.day === undefined
        ? nthWeekday(year, source.month, source.weekday ?? 0, source.nth ?? 1)
        : dayOf(year, source.month, source.day);
    if (g.year) return day(make(yearNumber(g.year)));
    const chosen = chooseDay(make, around, null);
    return chosen === null ? null : day(chosen);
  };
}
