/** Month and weekday words as people write them; the index is the number (months 1-12, weekdays 0 = Sunday). */
export const monthPattern =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
export const weekdayPattern =
  "(?:sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?)\\b\\.?";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
export const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;
export const weekdayOf = (word: string): number => weekdays.indexOf(word.slice(0, 3).toLowerCase());

export const numberPattern =
  "(?:\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a\\s+couple(?:\\s+of)?|a\\s+few)";
const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};
export const numberOf = (word: string): number => {
  const w = word.toLowerCase();
  if (w.startsWith("a couple")) return 2;
  if (w.startsWith("a few")) return 3;
  return numbers[w] ?? Number(w);
};

/** Holidays that stand for a date in mail; month and day, or the nth weekday of a month (nth -1: the last). */
export const holidays: readonly {
  readonly pattern: string;
  readonly month: number;
  readonly day?: number;
  readonly weekday?: number;
  readonly nth?: number;
}[] = [
  { pattern: "christmas\\s+eve", month: 12, day: 24 },
  { pattern: "(?:christmas|xmas)(?:\\s+day)?", month: 12, day: 25 },
  { pattern: "new\\s+year['’]?s\\s+eve", month: 12, day: 31 },
  { pattern: "new\\s+year['’]?s(?:\\s+day)?", month: 1, day: 1 },
  { pattern: "thanksgiving", month: 11, weekday: 4, nth: 4 },
  { pattern: "labor\\s+day", month: 9, weekday: 1, nth: 1 },
  { pattern: "memorial\\s+day", month: 5, weekday: 1, nth: -1 },
  { pattern: "(?:mlk|martin\\s+luther\\s+king)\\s+day", month: 1, weekday: 1, nth: 3 },
  { pattern: "presidents['’]?\\s+day", month: 2, weekday: 1, nth: 3 },
  { pattern: "(?:fourth|4th)\\s+of\\s+july|july\\s+fourth|independence\\s+day", month: 7, day: 4 },
  { pattern: "halloween", month: 10, day: 31 },
  { pattern: "valentine['’]?s(?:\\s+day)?", month: 2, day: 14 },
  { pattern: "(?:tax|filing)\\s+day", month: 4, day: 15 },
  { pattern: "mother['’]?s\\s+day", month: 5, weekday: 0, nth: 2 },
  { pattern: "father['’]?s\\s+day", month: 6, weekday: 0, nth: 3 },
];
