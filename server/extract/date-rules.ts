import { dayOf, isDate } from "./calendar-day.ts";
import {
  type Around,
  counted,
  day,
  dayOfMonth,
  type Groups,
  holiday,
  monthDay,
  monthOnly,
  numericDate,
  period,
  quarter,
  type Read,
  relativeDay,
  season,
  weekdayAlone,
} from "./date-readers.ts";
import { holidays, monthPattern, numberPattern, weekdayPattern } from "./vocabulary/calendar-words.ts";

/** One way of writing dates. `needs` is what a text must hold for the pattern to be worth trying. */
export type DateRule = {
  readonly needs: DateFeature;
  readonly pattern: RegExp;
  readonly read: (g: Groups, around: Around) => Read;
};
type DateFeature = "digit" | "month" | "weekday" | "relative" | "unit" | "season" | "holiday";

const features: readonly (readonly [DateFeature, RegExp])[] = [
  ["digit", /\d/],
  ["month", /jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec/i],
  ["weekday", /day|tues|weds|thur?|fri\b|mon\b|wed\b|tue\b/i],
  ["relative", /to(?:day|night|morrow)|yesterday|this (?:morn|after|even)|last night|end of day|eod|cob\b/i],
  ["unit", /day|week|month|quarter|year|\bq[1-4]/i],
  ["season", /spring|summer|fall|autumn|winter/i],
  ["holiday", /christmas|xmas|new\s+year|thanksgiving|\sday|of july|july fourth|halloween|valentine/i],
];

/** The rules worth trying on a text, in order of preference: where two match the same words, the earlier stands. */
export function dateRulesFor(text: string): readonly DateRule[] {
  let held = "";
  for (const [feature, pattern] of features) if (pattern.test(text)) held += ` ${feature}`;
  return rulesFor(held);
}

/** There are few combinations of features, and most texts hold one of a handful. */
const rulesFor = (held: string): readonly DateRule[] => {
  const known = rulesByFeatures.get(held);
  if (known) return known;
  const features = new Set(held.split(" "));
  const fitting = rules.filter((rule) => features.has(rule.needs));
  rulesByFeatures.set(held, fitting);
  return fitting;
};
const rulesByFeatures = new Map<string, readonly DateRule[]>();

const gi = (source: string): RegExp => new RegExp(source, "gi");
const lead = `(?:(?<weekday>${weekdayPattern}),?\\s{1,3}(?:the\\s)?)?`;
const year = "(?:,?\\s{1,2}(?:of\\s)?(?:(?<year>(?:19|20)\\d\\d)|['’](?<shortYear>\\d\\d))(?!\\d|,\\d))?";
const dayPart = "(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";

const plainRules: readonly DateRule[] = [
  {
    needs: "digit",
    pattern: /\b(?<year>(?:19|20)\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)\b/g,
    read: (g) => {
      const [y, m, d] = [Number(g.year), Number(g.month), Number(g.day)];
      return isDate(y, m, d) ? day(dayOf(y, m, d)) : null;
    },
  },
  {
    needs: "month",
    pattern: gi(`\\b${lead}(?<month>${monthPattern})\\s{0,2}${dayPart}\\b(?![:%]|\\s?(?:am|pm)\\b|,\\d{3})${year}`),
    read: monthDay,
  },
  {
    needs: "month",
    pattern: gi(`\\b${lead}${dayPart}\\s(?:of\\s)?(?<month>${monthPattern})${year}`),
    read: monthDay,
  },
  {
    needs: "digit",
    pattern: gi(
      `\\b(?:week\\sof\\s)?(?<weekday>${weekdayPattern},?\\s)?(?<![\\d/$.-])(?<first>\\d{1,2})/(?<second>\\d{1,2})(?:/(?<year>(?:19|20)?\\d\\d))?(?![\\d/%]|-\\w|\\s?(?:split|ratio))`,
    ),
    read: numericDate,
  },
  {
    needs: "month",
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
    needs: "digit",
    pattern: gi(
      `\\b(?:(?<weekday>${weekdayPattern}),?\\s{1,2})?the\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)\\b(?!\\s(?:grade|birthday|anniversary|floor|street|st\\b|ave|quarter|century|time|year|percentile|of\\s))`,
    ),
    read: dayOfMonth,
  },
  {
    needs: "digit",
    pattern: gi(`\\b(?<weekday>${weekdayPattern})\\s(?<day>[0-3]?\\d)(?:st|nd|rd|th)\\b`),
    read: dayOfMonth,
  },
  {
    needs: "relative",
    pattern:
      /\b(?<word>(?:the )?day after tomorrow|the day before yesterday|tomorrow|yesterday|today|tonight|this (?:morning|afternoon|evening)|last night|end of day|eod|cob)\b/gi,
    read: (g, around) => relativeDay({ ...g, word: (g.word ?? "").toLowerCase().replace(/^the /, "") }, around),
  },
  {
    needs: "unit",
    pattern: gi(
      `\\b(?:in|within|over|for)\\s(?:the\\s(?:next|coming)\\s|about\\s|another\\s)?(?<count>${numberPattern})(?:\\s(?:business|more|short|working))?\\s(?<unit>day|week|month|year)s?\\b(?!['’\\s]*(?:ago|old|of age))`,
    ),
    read: (g, around) =>
      /^for\b/i.test(around.match[0]) && !/next|coming|another|more/i.test(around.match[0]) ? null : counted(g, around),
  },
  {
    needs: "unit",
    pattern: gi(`\\b(?<count>${numberPattern})\\s(?<unit>day|week|month|year)s?\\s(?<ago>ago|earlier)\\b`),
    read: counted,
  },
  {
    needs: "unit",
    pattern: gi(`\\b(?<count>${numberPattern})\\s(?<unit>day|week|month|year)s\\sfrom\\s(?:now|today)\\b`),
    read: counted,
  },
  {
    needs: "unit",
    pattern: gi(
      `\\b(?:(?<end>(?:the\\s)?(?:very\\s)?end\\sof)\\s|(?<start>(?:the\\s)?(?:early|beginning\\sof|start\\sof|first\\sthing))\\s)?(?<which>this|next|last|the\\sfollowing|the|this\\scoming|this\\spast)\\s(?:(?:school|calendar|tax|fiscal)\\s)?(?<unit>week|month|quarter|year)\\b(?!['’]s|\\sof\\b)`,
    ),
    read: (g, around) => (/^the$/i.test(g.which ?? "") && !g.end ? null : period(g, around)),
  },
  {
    needs: "unit",
    pattern: /\b(?<end>year[-\s]end|end of year|month[-\s]end|end of month|quarter[-\s]end|end of quarter)\b/gi,
    read: (g, around) => period({ end: g.end, unit: /year|month|quarter/i.exec(g.end ?? "")?.[0] }, around),
  },
  {
    needs: "unit",
    pattern:
      /\b(?:q(?<number>[1-4])|(?:the )?(?<name>first|second|third|fourth) quarter)(?:\s(?:of )?(?<year>(?:19|20)\d\d))?\b/gi,
    read: quarter,
  },
  {
    needs: "season",
    pattern:
      /\b(?<which>this|next|last|in the|by the|the|by|until|since|in|before|after)\s(?<season>spring|summer|fall|autumn|winter)(?:\s(?:of )?(?<year>(?:19|20)\d\d))?\b(?!\s(?:semester|break|term|in love))/gi,
    read: (g, around) => season({ ...g, which: /this|next|last/i.test(g.which ?? "") ? g.which : "" }, around),
  },
  {
    needs: "digit",
    pattern: /\b(?:the )?(?<end>end[-\s]of[-\s])(?<year>(?:19|20)\d\d)\b(?!-)/gi,
    read: (g) => day(dayOf(Number(g.year), 12, 31)),
  },
  {
    needs: "digit",
    pattern:
      /\b(?:in|by|since|until|till|during|of|through|from|for|before|after|around|early|late|spring|summer|fall|winter|is now|tax year|back in)\s(?<year>(?:19|20)\d\d)\b(?![-\w%$]|[.,]\d)/gi,
    read: (g) => ({ iso: g.year ?? "", kind: "year" }),
  },
  {
    needs: "weekday",
    pattern: gi(
      `\\b(?:(?<which>next|last|this|this\\scoming|this\\spast|coming|past)\\s)?(?<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)day|tues|weds|thurs?|(?<=\\b(?:on|by|next|this|last|til|until)\\s)(?:mon|tue|wed|thu|fri))\\b(?!s\\b)(?<week>\\sweek\\b)?`,
    ),
    read: weekdayAlone,
  },
];

const rules: readonly DateRule[] = [
  ...plainRules.slice(0, 4),
  ...holidays.map(
    (h): DateRule => ({ needs: "holiday", pattern: gi(`\\b(?:${h.pattern})\\b${year}`), read: holiday(h) }),
  ),
  ...plainRules.slice(4),
];
