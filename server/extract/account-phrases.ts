import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { phraseFinder } from "./phrase-finder.ts";
import type { Kept } from "./read-once.ts";
import { fold, vocabularyPhrases } from "./vocabulary.ts";

/** An account type's words in a text, with a type of the ontology, or "ira", "plan" and "account", which only say that it is one. */
export type AccountWords = Span & { readonly type: string };

/** Finds the account words of a text, left to right; offsets are the text's own. */
export const accountWordsIn = (part: Kept & { readonly text: string }): AccountWords[] => {
  const { text } = part;
  const found: AccountWords[] = [];
  for (const { index, text: written } of findPhrases(part)) {
    const type = typeOf.get(fold(written).replace(/\s+/g, " "));
    if (!type) continue;
    // "ira" in lower case may be a man; "sep" a month; "roth" in small letters is still an account.
    if (/^sep$/i.test(written) && (written !== "SEP" || /^\.?\s*\d/.test(text.slice(index + 3)))) continue;
    // "cd" in lower case is a disc or a shell command, and "CD-ROM" no deposit.
    if (/^cd$/i.test(written) && (written !== "CD" || /^[-\s](?:ROM|player)/i.test(text.slice(index + 2)))) continue;
    if (
      /^(?:457|529|403 b|401 k)$/.test(written) &&
      /^[\d,.-]*\d|^\s*(?:st|nd|rd|th|\p{Lu}\p{Ll}+\s(?:St|Ave|Rd|Dr|Ln))/u.test(text.slice(index + written.length))
    )
      continue;
    if (/^(?:457|529)$/.test(written) && /[\d$#(.-]$|\b(?:apt|suite|box|room)\s*$/i.test(text.slice(0, index)))
      continue;
    found.push({ startChar: index, endChar: index + written.length, type });
  }
  return found;
};

/** "ending in 4521", "ends 9043", "(x2058)", "...3320", "(..5926)", "#4471", "the 8815 one", "account number 7730420933": the last four and the words that say them, at the start of the text. */
export const lastFourAfter = (text: string): (Span & { readonly last4: string }) | null => {
  const match = lastFour.exec(text);
  return match ? spanOf(match) : null;
};

/** "Birchwood 4471" where an institution keeps the account: its bare four digits, unless they are a year. */
export const lastFourOfCustodian = (text: string): (Span & { readonly last4: string }) | null => {
  const match = /^\s+(\d{4})(?![\d,.-]\d|\d|[:/%])/.exec(text);
  const last4 = match?.[1];
  return match && last4 && !/^(?:19|20)\d\d$/.test(last4) ? { startChar: 0, endChar: match[0].length, last4 } : null;
};

/** "Mine is 6217", "Leo's ends 9021": a number that somebody's has, of the kind of account just spoken of. */
export const ownedNumbersIn = (text: string): (Span & { readonly last4: string; readonly owner: Span })[] =>
  (/\d{4}/.test(text) ? matchesOf(ownedNumber, text) : []).flatMap((match) => {
    const [whole, owner = "", last4 = ""] = match;
    const startChar = match.index;
    if (/^(?:19|20)\d\d$/.test(last4)) return [];
    return {
      startChar,
      endChar: startChar + whole.length,
      last4,
      owner: { startChar, endChar: startChar + owner.length },
    };
  });

const ownedNumber =
  /(?<![\p{L}\d])(mine|hers|his|yours|ours|theirs|\p{Lu}[\p{L}-]+['’]s?)\s+(?:is|ends|ends in|is the one ending(?: in)?)\s+#?(\d{4})(?![\d,.-]\d|\d|[:/%]|\s*(?:dollars|years|people|sq|miles))/giu;

/** The same anywhere in a text, for numbers that stand without an account word: "the one ending 9043", "x5047". */
export const lastFoursIn = (text: string): (Span & { readonly last4: string })[] =>
  (/\d{4}/.test(text) ? matchesOf(looseLastFour, text) : []).flatMap((match) => spanOf(match) ?? []);

const spanOf = (match: RegExpExecArray | RegExpMatchArray): (Span & { last4: string }) | null => {
  const digits = (match.slice(1).find((group) => group !== undefined) ?? "").replace(/\D/g, "");
  const startChar = match.index ?? 0;
  // "by the end of 2027" and "ends 2026": a year, not an account.
  const isYear = /^(?:19|20)\d\d$/.test(digits) && /\bends?\b/i.test(match[0]) && !/\bin\b/i.test(match[0]);
  return digits.length >= 4 && !isYear
    ? { startChar, endChar: startChar + match[0].length, last4: digits.slice(-4) }
    : null;
};

const ending =
  "(?:which |that |it )?(?:ends?|ending|last four|last 4)(?: digits)?(?: (?:in|with|is|are))?[ :]*(?:#|x+|\\*+|\\.{2,})?";
const four = "(\\d{4})(?!\\d|[,.-]\\d)";
const masks = "(?:[x*•#]{1,12}-?|(?<=\\s)-(?!(?:19|20)\\d\\d)|\\.{2,4}\\s?|…\\s?|#\\s?|-{2,}|no\\.?\\s?|number\\s)";
const lastFour = new RegExp(
  `^,?\\s*\\(?(?:acct\\.?\\s+|account\\s+)?(?:the\\s+)?(?:one\\s+)?(?:${ending}\\s*${four}\\)?|\\(\\s*(?:acct\\.?\\s*|account\\s*)?(?:${ending}\\s*|${masks})?(\\d{4})\\s*\\)|,?\\s*${masks}${four}\\)?|,\\s*(?!19|20)(\\d{4})(?=[,:;)]|\\s*\\||\\s*$)|\\(?\\s*(?:acct\\.?|account)\\s+${four}\\)?|(?:\\s*(?:#|number|no\\.?|:|acct|account))+\\s*((?:\\d[\\d-]{4,}\\d))(?![\\d-])|\\s*,?\\s*full number\\s+([A-Z]?\\d[\\d-]{4,}\\d))`,
  "iu",
);
const looseLastFour = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:the (?:one|account|acct)\\s+)?${ending}\\s*${four}|(?:the\\s+)?x-?${four}(?:\\s+one)?|(?:\\.{2,4}|…)${four}|the\\s+(\\d{4})\\s+(?:one|account)\\b|(?<=\\baccount\\s)(\\d[\\d-]{6,}\\d)(?![\\d-]))`,
  "giu",
);

const typeOf: ReadonlyMap<string, string> = new Map(
  vocabularyPhrases("account-types.txt").map(([phrase, type]) => [fold(phrase), type]),
);
const findPhrases = phraseFinder([...typeOf.keys()], {
  before: "(?<![\\p{L}\\d$#@/-])",
  after: "(?![\\p{L}\\d]|-\\d|\\(\\w\\)|\\.\\d)",
  flags: "iu",
});
