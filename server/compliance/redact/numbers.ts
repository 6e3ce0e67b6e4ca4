import { isAbaNumber, isIban, isLuhnNumber, isSocialSecurityNumber } from "./checksums.ts";
import { type Label, labelAfter, labelBefore } from "./labels.ts";
import type { Candidate, PersonalDataKind } from "./personal-data.ts";

/** Tax, account, routing, card, licence and passport numbers and phones: one pass over everything that holds digits. */
export function findNumbers(text: string): Candidate[] {
  const found: Candidate[] = [];
  const add = (startChar: number, endChar: number, find: Find | undefined) => {
    if (find !== undefined) found.push({ startChar, endChar, ...find });
  };
  for (const [pattern, judge] of shapes) {
    for (const match of text.matchAll(pattern)) {
      const token = match[0];
      const start = match.index;
      if (isInUrl(text, start)) continue;
      add(start, start + token.length, judge(new Surroundings(text, start, start + token.length), token));
    }
  }
  return found;
}

type Find = { readonly kind: PersonalDataKind; readonly strength: 1 | 2 };

/** Reads the labels around a number only when a check needs them. */
class Surroundings {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  #before: Label | undefined | null = null;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.start = start;
    this.end = end;
  }
  get before(): Label | undefined {
    if (this.#before === null) this.#before = labelBefore(this.text, this.start);
    return this.#before;
  }
  get saysOther(): boolean {
    return this.before?.kind === "other" && this.before.isTight;
  }
  /** True when the nearest label, before or directly after, is one of these. */
  says(...kinds: readonly string[]): boolean {
    if (this.before !== undefined && kinds.includes(this.before.kind) && !this.before.isWeak) return true;
    if (this.before?.isTight && !this.before.isWeak) return false;
    const after = labelAfter(this.text, this.end);
    return after !== undefined && kinds.includes(after);
  }
  /** Whether a word stands anywhere in the 160 units before: for "they wanted my licence, so here it is for your files". */
  recently(word: RegExp): boolean {
    return word.test(this.text.slice(Math.max(0, this.start - 160), this.start));
  }
}

const digitsOf = (token: string) => token.replace(/\D/g, "");

function socialSecurity(near: Surroundings, token: string): Find | undefined {
  if (near.says("us_ssn", "tax_id")) return { kind: "us_ssn", strength: 2 };
  if (near.saysOther || (near.before?.kind === "account_number" && near.before.isTight)) return undefined;
  return isSocialSecurityNumber(digitsOf(token)) ? { kind: "us_ssn", strength: 1 } : undefined;
}

function employerId(near: Surroundings): Find | undefined {
  if (near.says("us_ein", "tax_id")) return { kind: "us_ein", strength: 2 };
  if (near.saysOther || (near.before?.isTight && near.before.kind !== "us_ssn")) return undefined;
  return { kind: "us_ein", strength: 1 };
}

function card(near: Surroundings, token: string): Find | undefined {
  const digits = digitsOf(token);
  if (digits.length < 13 || digits.length > 19) return undefined;
  if (near.saysOther || (near.says("account_number", "routing_number") && near.before?.isTight)) return undefined;
  if (/^[3-6]|^2[2-7]/.test(digits) && isLuhnNumber(digits)) return { kind: "credit_card", strength: 2 };
  const isGrouped = /^\d{4}([ -])\d{4}\1\d{4}\1\d{4}$|^3\d{3}([ -])\d{6}\2\d{5}$/.test(token);
  return near.says("credit_card") || (isGrouped && near.recently(/\b(?:card|visa|amex|master\s?card|discover)\b/i))
    ? { kind: "credit_card", strength: 2 }
    : undefined;
}

/** What a number in the shape of a phone may be instead, when its label stands right before it. */
const phoneShaped: ReadonlySet<string> = new Set(["account_number", "drivers_license", "us_ein", "other"]);

/** Ten digits in the North American plan; without separators only where a word says phone. */
function phone(near: Surroundings, token: string): Find | undefined {
  const isBare = /^\d+$/.test(token);
  if (near.says("phone")) return { kind: "phone", strength: near.before?.isTight ? 2 : 1 };
  if (isBare || near.saysOther) return undefined;
  const label = near.before;
  if (label?.isTight && !label.isWeak && phoneShaped.has(label.kind)) return undefined;
  return { kind: "phone", strength: 1 };
}

function localPhone(near: Surroundings): Find | undefined {
  return near.says("phone") && (near.before === undefined || near.before.gap <= 30) && !near.saysOther
    ? { kind: "phone", strength: 1 }
    : undefined;
}

function internationalPhone(near: Surroundings, token: string): Find | undefined {
  const count = digitsOf(token).length;
  return count >= 8 && count <= 15 && !near.saysOther ? { kind: "phone", strength: 2 } : undefined;
}

function iban(_near: Surroundings, token: string): Find | undefined {
  return isIban(token) ? { kind: "account_number", strength: 2 } : undefined;
}

/** Any other run of digits, with letters before or among them: what it is, only a label can say. */
function labelled(near: Surroundings, token: string): Find | undefined {
  const digits = digitsOf(token);
  const label = near.before;
  if (digits.length < 5 || (label?.kind === "other" && label.isTight)) return undefined;
  if (isDate(token) || (isOtherShape.test(token) && !label?.isTight)) return undefined;
  const isDigitsOnly = !/[A-Za-z]/.test(token);
  if (digits.length === 9 && isDigitsOnly && !/^\d{2}-/.test(token)) {
    if (near.says("us_ssn")) return { kind: "us_ssn", strength: 2 };
    if (near.says("us_ein")) return { kind: "us_ein", strength: 2 };
    if (near.says("tax_id")) return { kind: "us_ssn", strength: 2 };
    if (near.says("routing_number")) return { kind: "routing_number", strength: 2 };
    if (
      isAbaNumber(digits) &&
      near.recently(/\b(?:routing|aba)(?: numbers?)? ?(?:and|&|\/|,|\+) ?(?:my |the )?(?:account|acct)[^\d]{0,24}$/i)
    )
      return { kind: "routing_number", strength: 2 };
  }
  if (near.says("passport") && !isOtherShape.test(token) && token.length >= 6 && token.length <= 12)
    return { kind: "passport", strength: 2 };
  if (!label?.isTight && /^[A-Z]?\d{8,9}$/.test(token) && label?.kind === "other" && near.recently(/\bpassport\b/i))
    return { kind: "passport", strength: 1 };
  if (isLicenceShaped(token) && (near.says("drivers_license") || (label?.kind === "drivers_license" && label.isTight)))
    return { kind: "drivers_license", strength: 2 };
  if (
    !label?.isTight &&
    /^[A-Z]{1,2}\d{6,13}$/.test(token) &&
    near.recently(/\blicen[cs]e\b/i) &&
    !near.recently(/\b(?:insurance|agent|NMLS|CRD|bar)\b/i)
  )
    return { kind: "drivers_license", strength: 1 };
  if (near.says("account_number") && digits.length >= 6 && digits.length <= 18)
    return { kind: "account_number", strength: 2 };
  if (label?.kind === "account_number" && label.isWeak && label.gap <= 25 && digits.length >= 7 && digits.length <= 17)
    return { kind: "account_number", strength: 1 };
  if (/^[A-Z]\d{2}-\d{6}$/.test(token) && label?.kind !== "other") return { kind: "account_number", strength: 1 };
  return undefined;
}

/** A phone's or a Social Security number's shape, or a range of years: another kind unless its label stands right before it. */
const isOtherShape =
  /^(?:1[-‑– ])?\d{3}[-‑– ]\d{3}[-‑– ]\d{4}$|^\d{3}[-‑– ]\d{2}[-‑– ]\d{4}$|^(?:19|20)\d{2}[-‑– ](?:19|20)\d{2}$/;

const isDate = (token: string) =>
  /^(?:19|20)\d{2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01])$|^\d{1,2}[-.]\d{1,2}[-.](?:\d{2}|\d{4})$/.test(
    token,
  );

/** State formats run from 5 digits to a letter with 13 ("F255-921-50-094-0"), and WDL and NOR styles with several letters. */
const isLicenceShaped = (token: string) => {
  const bare = token.replace(/[^A-Za-z0-9]/g, "");
  return bare.length >= 6 && bare.length <= 16;
};

const isInUrl = (text: string, index: number) => {
  const run = /\S*$/.exec(text.slice(Math.max(0, index - 120), index))?.[0] ?? "";
  return run.includes("://") || run.includes("www.");
};

const shapes: readonly (readonly [RegExp, (near: Surroundings, token: string) => Find | undefined])[] = [
  [/(?<![\w$€£.-])\d{3}(?:-|–|‑| |\.| - )\d{2}(?:-|–|‑| |\.| - )\d{4}(?![\w]|[-.]\d| \d)/g, socialSecurity],
  [/(?<![\w$€£.-])\d{2}[-–‑]\d{7}(?![\w]|-\w)/g, employerId],
  [/(?<![\w$€£.-]|\d )[2-6]\d{3}(?:[ -]?\d{1,6}){2,4}(?![\w]|[-.]\d| \d{2})/g, card],
  [
    /(?<![\w$€£-]|\d\.)(?:\+?1[-. ]{0,2})?(?:\([2-9]\d{2}\)\s{0,2}|[2-9]\d{2}(?:[-./ ‑–]| - )?)[2-9]\d{2}(?:[-. ‑–]| - )?\d{4}(?:,?\s?(?:x|ext\.?|extension)\s?#?\d{1,6})?(?![\w]|-\d)/gi,
    phone,
  ],
  [/(?<![\w$€£./-]|\d )[2-9]\d{2}[-.‑]\d{4}(?![\w]|[-./]\d)/g, localPhone],
  [/(?<![\w$€£-])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?![\w]|-\d)/g, localPhone],
  [
    /(?<![\w+]|\d )(?:\+|011[ -]|00(?=[1-9]\d{0,2} ))\d{1,3}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]?\d{2,5}){1,5}(?![\w]|-\d)/g,
    internationalPhone,
  ],
  [/(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g, iban],
  [
    /(?<![\w$€£+%-]|[\d][.,/])(?:[A-Za-z]{1,7}[-*]?)?\d(?:[\dA-Za-z*]|[-‑–](?=[\dA-Za-z])| (?=\d{2,})){3,24}(?![\w%]|[,./]\d)/g,
    labelled,
  ],
];
