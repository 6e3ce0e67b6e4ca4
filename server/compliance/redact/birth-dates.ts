import { type LabelKind, labelAfter, labelBefore } from "./labels.ts";
import type { Candidate } from "./personal-data.ts";

/**
 * Full dates that a word beside them calls a birth date ("DOB 3/22/61", "born on Tuesday, 4 March 1950"), and the next one
 * in the same breath ("his birthday as 7/19/61 and hers as 10/3/64"). A birthday without a year is nobody's birth date.
 */
export function findBirthDates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(fullDate)) {
    const startChar = match.index;
    const endChar = startChar + match[0].length;
    const previous = found.at(-1);
    if (isBirthDate(text, startChar, endChar) || (previous && joins(text.slice(previous.endChar, startChar))))
      found.push({ kind: "date_of_birth", strength: 2, startChar, endChar });
  }
  return found;
}

const months = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const day = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const fullDate = new RegExp(
  [
    String.raw`(?<![\w$/.-])(?:(?:1[0-2]|0?[1-9])([/.-])${day}\1|(?:1[3-9]|2\d|3[01])([/.-])(?:1[0-2]|0?[1-9])\2)(?:(?:19|20)\d{2}|\d{2})(?![\w/-]|\.\d)`,
    String.raw`(?<![\w$/.-])(?:19|20)\d{2}([-/.])(?:1[0-2]|0[1-9])\3(?:3[01]|[12]\d|0[1-9])(?![\w/-]|\.\d)`,
    String.raw`(?<!\w)${months}\s+${day}(?:st|nd|rd|th)?,?\s+(?:of\s+)?(?:(?:19|20)\d{2}|['’]\d{2})(?!\w)`,
    String.raw`(?<![\w$/.-])${day}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?${months}[,\s-]+(?:19|20)\d{2}(?!\w)`,
    String.raw`(?<![\w$/.-])${day}-${months}-\d{2}(?!\w)`,
  ].join("|"),
  "gi",
);

/** What stands between may name anything else: "date of birth, for your call-back, is 3/2/1942". */
const dateLabels: ReadonlySet<LabelKind> = new Set<LabelKind>(["date_of_birth", "other"]);

function isBirthDate(text: string, startChar: number, endChar: number): boolean {
  const label = labelBefore(text, startChar, dateLabels);
  if (label?.kind === "date_of_birth") {
    if (bound.test(text.slice(Math.max(0, startChar - 12), startChar))) return false;
    const labelled = text.slice(Math.max(0, startChar - label.gap - 12), startChar);
    return !celebration.test(labelled) || !recentYear.test(text.slice(startChar, endChar));
  }
  if (label?.isTight) return false;
  if (
    besideSsn.test(text.slice(endChar, endChar + 15)) ||
    afterSsn.test(text.slice(Math.max(0, startChar - 15), startChar))
  )
    return true;
  return (
    labelAfter(text, endChar) === "date_of_birth" &&
    !/^\W*birthday\s+(?:party|dinner|lunch|gift|trip|call)/i.test(text.slice(endChar))
  );
}

/** "Her birthday lunch on March 21, 2026" is an appointment; "born March 21, 2026" is a birth. */
const celebration = /b(?:irth)?[\s-]?day/i;
const recentYear = /(?:20[2-9]\d|[/.-][2-3]\d)$/;

/** "Born after January 1, 1960" is a rule, nobody's date. */
const bound = /\b(?:before|after|since|until|by|between|prior to)\s+$/i;

/** A row of a table: name, date, Social Security number. */
const besideSsn = /^[\s,;|]{1,4}\d{3}-\d{2}-\d{4}/;
const afterSsn = /\d{3}-\d{2}-\d{4}[\s,;|]{1,4}$/;

const joins = (gap: string) =>
  gap.length <= 40 && /^\s*(?:,|;|&|\/|and\b)[^.!?;\n]*$/i.test(gap) && sameMatter.test(gap);
const sameMatter =
  /^\s*(?:,|;|&|\/|and)\s*(?:and\s+)?(?:(?:[\p{L}'’-]+['’]s?|hers?|his|mine|theirs|[\p{Lu}][\p{L}-]+)(?:\s+(?:is|was|as|on|[-–:]))*)?\s*[,(:–-]?\s*$/iu;
