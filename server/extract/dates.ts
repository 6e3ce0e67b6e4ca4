import type { Span } from "../lib/span.ts";
import {
  type Day,
  dayOf,
  daysInMonth,
  isDate,
  isoMonth,
  isoOf,
  monthOfDay,
  nthWeekday,
  parseDay,
  weekdayOfDay,
  yearOf,
} from "./calendar-day.ts";
import {
  holidays,
  monthOf,
  monthPattern,
  numberOf,
  numberPattern,
  weekdayOf,
  weekdayPattern,
} from "./vocabulary/calendar-words.ts";

/**
 * A date as written and as understood: `iso` is YYYY-MM-DD, YYYY-MM or YYYY, as exact as the words allow.
 * `kind` says what the words named: a day, a week (iso is its last working day), a month, quarter, season or year.
 * `isWeekdayOnly` marks "Friday" and "the 22nd", whose month the words leave to the reader.
 */
export type FoundDate = {
  readonly span: Span;
  readonly iso: string;
  readonly kind: "day" | "week" | "month" | "quarter" | "season" | "year";
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
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      const span = { startChar: match.index, endChar: match.index + match[0].trimEnd().length };
      if (found.some((f) => f.span.startChar < span.endChar && span.startChar < f.span.endChar)) continue;
      const groups = match.groups?.shortYear ? { ...match.groups, year: match.groups.shortYear } : (match.groups ?? {});
      const date = rule.read(groups, { today, isPast: () => isToldInPast(text, span), match, text });
      if (date) found.push({ span, iso: date.iso, kind: date.kind, isWeekdayOnly: date.isWeekdayOnly ?? false });
    }
  }
  return found.sort((a, b) => a.span.startChar - b.span.startChar);
}

type Around = {
  readonly today: Day;
  readonly isPast: () => boolean | null;
  readonly match: RegExpMatchArray;
  readonly text: string;
};
type Groups = Readonly<Record<string, string | undefined>>;
type Read = { readonly iso: string; readonly kind: FoundDate["kind"]; readonly isWeekdayOnly?: boolean } | null;
type Rule = { readonly pattern: RegExp; readonly read: (g: Groups, around: Around) => Read };

const pastCue =
  /\b(?:was|were|had|did|didn['’]t|went|came|passed|died|sent|got|met|saw|told|said|spoke|left|lost|took|began|paid|made|gave|bought|sold|filed|signed|mailed|called|asked|talked|arrived|closed|started|finished|attended|appreciated|enjoyed|happened|posted|retired|turned|ended|rejected|received|completed|fell|broke|since|ago|last|after|lovely|great (?:call|seeing|meeting)|thank(?:s| you) for|as of|dated|landed|approved|accepted|reviewed|opened|moved|recap of|notes from|following up on|promised|confirmed it|separated|filed)\b/gi;
const futureCue =
  /\b(?:will|['’]ll|going to|won['’]t|by|until|till|before|due|plan(?:s|ned|ning)?|scheduled|set for|can|could|would|should|must|let['’]s|next|please|need(?:s|ed)?|want(?:s|ed)?|hop(?:e|es|ing)|is|are|am|I['’]m|expect(?:s|ed)?|coming|moving|starting|getting|upcoming|moved to|pushed to|how about|no later than|starts?|begins?|retires?|graduates?|closes?|retiring|closing|free|bring)\b/gi;

/** True or false when the words before the date, in its sentence, are told in the past or look ahead; null when they do not say. */
function isToldInPast(text: string, span: Span): boolean | null {
  const from = Math.max(0, span.startChar - 140);
  const before = text.slice(from, span.startChar);
  const cut = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("? "),
    before.lastIndexOf("! "),
    before.lastIndexOf("\n"),
  );
  const clause = before.slice(cut + 1);
  const past = lastIndex(clause, pastCue);
  const future = lastIndex(clause, futureCue);
  if (past < 0 && future < 0) return null;
  return past > future;
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index + match[0].length;
  return last;
}

const yearNumber = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
const day = (value: Day): Read => ({ iso: isoOf(value), kind: "day" });

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

function monthDay(g: Groups, around: Around): Read {
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

function monthOnly(g: Groups, around: Around): Read {
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

function weekdayAlone(g: Groups, around: Around): Read {
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

function dayOfMonth(g: Groups, around: Around): Read {
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

function numericDate(g: Groups, around: Around): Read {
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

function relativeDay(g: Groups, around: Around): Read {
  const word = (g.word ?? "").toLowerCase().replace(/\s+/g, " ");
  const { today } = around;
  if (word.startsWith("day after")) return day(today + 2);
  if (word.startsWith("day before")) return day(today - 2);
  if (word.startsWith("tomorrow")) return day(today + 1);
  if (word.startsWith("yesterday") || word === "last night") return day(today - 1);
  return day(today);
}

const unitDays: Readonly<Record<string, number>> = { day: 1, week: 7 };
function counted(g: Groups, around: Around): Read {
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

function period(g: Groups, around: Around): Read {
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

function quarter(g: Groups, around: Around): Read {
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
function season(g: Groups, around: Around): Read {
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

function holiday(source: (typeof holidays)[number]): Rule["read"] {
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

const gi = (source: string): RegExp => new RegExp(source, "gi");
const lead = `(?:(?<weekday>${weekdayPattern}),?\\s{1,3}(?:the\\s)?)?`;
const year = "(?:,?\\s{1,2}(?:of\\s)?(?:(?<year>(?:19|20)\\d\\d)|['’](?<shortYear>\\d\\d))(?!\\d|,\\d))?";
const dayPart = "(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";

const plainRules: readonly Rule[] = [
  {
    pattern: /\b(?<year>(?:19|20)\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)\b/g,
    read: (g) => {
      const [y, m, d] = [Number(g.year), Number(g.month), Number(g.day)];
      return isDate(y, m, d) ? day(dayOf(y, m, d)) : null;
    },
  },
  {
    pattern: gi(`\\b${lead}(?<month>${monthPattern})\\s{0,2}${dayPart}\\b(?![:%]|\\s?(?:am|pm)\\b|,\\d{3})${year}`),
    read: monthDay,
  },
  {
    pattern: gi(`\\b${lead}${dayPart}\\s(?:of\\s)?(?<month>${monthPattern})${year}`),
    read: monthDay,
  },
  {
    pattern: gi(
      `\\b(?:week\\sof\\s)?(?<weekday>${weekdayPattern},?\\s)?(?<![\\d/$.-])(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>(?:19|20)?\\d\\d))?(?![\\d/%]|-\\w|\\s?(?:split|ratio))`,
    ),
    read: numericDate,
  },
  {
    pattern: gi(
      `\\b(?<part>(?:the\\s)?(?:very\\s)?end\\sof\\s|end-of-|mid-?\\s?|middle\\sof\\s|early\\s(?:in\\s)?|late\\s(?:in\\s)?)?(?:(?<which>next|last|this)\\s)?(?<month>${monthPattern})${year}(?!\\s?\\d)`,
    ),
    read: (g, around) => {
      const word = around.match[0];
      const month = g.month ?? "";
      // "may" and "march" are verbs, and "Mar." or "Jan" alone a name, unless something says that a month is meant.
      const before = around.text.slice(Math.max(0, (around.match.index ?? 0) - 14), around.match.index);
      const isCapital = /^[A-Z]/.test(month);
      if (!isCapital && month.length <= 5) return null;
      const isNamed =
        Boolean(g.year || g.part || g.which) ||
        /\b(?:in|by|until|till|of|since|before|after|from|through|during|due|for|around|for|every|and|to|our|the|come|this|starting|until)\s$/i.test(
          before,
        );
      const isAmbiguous = /^(?:may|mar|march|jan|april|june|august|dec|sun)\b/i.test(month);
      if (isAmbiguous && !isNamed) return null;
      const part = word
        .toLowerCase()
        .replace(/^the\s/, "")
        .replace(/^very\s/, "");
      return monthOnly({ ...g, part: g.part ? part : undefined }, around);
    },
  },
  {
    pattern: gi(
      `\\b(?:(?<weekday>${weekdayPattern}),?\\s{1,2})?the\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)\\b(?!\\s(?:grade|birthday|anniversary|floor|street|st\\b|ave|quarter|century|time|year|percentile|of\\s))`,
    ),
    read: dayOfMonth,
  },
  {
    pattern: gi(`\\b(?<weekday>${weekdayPattern})\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)\\b`),
    read: dayOfMonth,
  },
  {
    pattern:
      /\b(?<word>(?:the )?day after tomorrow|the day before yesterday|tomorrow|yesterday|today|tonight|this (?:morning|afternoon|evening)|last night|end of day|eod|cob)\b/gi,
    read: (g, around) => relativeDay({ ...g, word: (g.word ?? "").toLowerCase().replace(/^the /, "") }, around),
  },
  {
    pattern: gi(
      `\\b(?:in|within|over|for)\\s(?:the\\s(?:next|coming)\\s|about\\s|another\\s)?(?<count>${numberPattern})(?:\\s(?:business|more|short|working))?\\s(?<unit>day|week|month|year)s?\\b(?!['’\\s]*(?:ago|old|of age))`,
    ),
    read: (g, around) =>
      /^for\b/i.test(around.match[0]) && !/next|coming|another|more/i.test(around.match[0]) ? null : counted(g, around),
  },
  {
    pattern: gi(`\\b(?<count>${numberPattern})\\s(?<unit>day|week|month|year)s?\\s(?<ago>ago|earlier)\\b`),
    read: counted,
  },
  {
    pattern: gi(`\\b(?<count>${numberPattern})\\s(?<unit>day|week|month|year)s\\sfrom\\s(?:now|today)\\b`),
    read: counted,
  },
  {
    pattern: gi(
      `\\b(?:(?<end>(?:the\\s)?(?:very\\s)?end\\sof)\\s|(?<start>(?:the\\s)?(?:early|beginning\\sof|start\\sof|first\\sthing))\\s)?(?<which>this|next|last|the\\sfollowing|the|this\\scoming|this\\spast)\\s(?:(?:school|calendar|tax|fiscal)\\s)?(?<unit>week|month|quarter|year)\\b(?!['’]s|\\sof\\b)`,
    ),
    read: (g, around) => (/^the$/i.test(g.which ?? "") && !g.end ? null : period(g, around)),
  },
  {
    pattern: /\b(?<end>year[-\s]end|end of year|month[-\s]end|end of month|quarter[-\s]end|end of quarter)\b/gi,
    read: (g, around) => period({ end: g.end, unit: /year|month|quarter/i.exec(g.end ?? "")?.[0] }, around),
  },
  {
    pattern:
      /\b(?:q(?<number>[1-4])|(?:the )?(?<name>first|second|third|fourth) quarter)(?:\s(?:of )?(?<year>(?:19|20)\d\d))?\b/gi,
    read: quarter,
  },
  {
    pattern:
      /\b(?<which>this|next|last|in the|by the|the|by|until|since|in|before|after)\s(?<season>spring|summer|fall|autumn|winter)(?:\s(?:of )?(?<year>(?:19|20)\d\d))?\b(?!\s(?:semester|break|term|in love))/gi,
    read: (g, around) => season({ ...g, which: /this|next|last/i.test(g.which ?? "") ? g.which : "" }, around),
  },
  {
    pattern: /\b(?:the )?(?<end>end[-\s]of[-\s])(?<year>(?:19|20)\d\d)\b(?!-)/gi,
    read: (g) => day(dayOf(Number(g.year), 12, 31)),
  },
  {
    pattern:
      /\b(?:in|by|since|until|till|during|of|through|from|for|before|after|around|early|late|spring|summer|fall|winter|is now|tax year|back in)\s(?<year>(?:19|20)\d\d)\b(?![-\w%$]|[.,]\d)/gi,
    read: (g) => ({ iso: g.year ?? "", kind: "year" }),
  },
  {
    pattern: gi(
      `\\b(?:(?<which>next|last|this|this\\scoming|this\\spast|coming|past)\\s)?(?<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)day|tues|weds|thurs?|(?<=\\b(?:on|by|next|this|last|til|until)\\s)(?:mon|tue|wed|thu|fri))\\b(?!s\\b)(?<week>\\sweek\\b)?`,
    ),
    read: weekdayAlone,
  },
];

const rules: readonly Rule[] = [
  ...plainRules.slice(0, 4),
  ...holidays.map((h) => ({ pattern: gi(`\\b(?:${h.pattern})\\b${year}`), read: holiday(h) })),
  ...plainRules.slice(4),
];
