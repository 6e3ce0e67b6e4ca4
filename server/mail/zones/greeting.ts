import type { Mailbox } from "../message.ts";
import { nameTokens } from "./name-line.ts";

/**
 * How many units of a message's first words are its greeting: "Dear Dana and Tom," whole, of "Hi Ana, quick question" the part
 * to the comma; 0 when the line is no greeting. `isAlone` says that the line is a paragraph of its own.
 */
export function greetingLength(line: string, isAlone: boolean, addressees: readonly Mailbox[]): number {
  const text = line.trimEnd();
  if (text.length > lineCharsMax && !/^\s*\S+ [^,]{1,40},/.test(text)) return 0;
  const opener = openers.exec(text);
  if (opener) {
    const rest = text.slice(opener[0].length).replace(/[^\s,]+@[^\s,]+/g, (address) => address.replace(/\./g, "_"));
    const whole = /^([^.?;]|\b(?:Mr|Mrs|Ms|Dr|Prof|Mx|Hr|Fr|Sra?|Dott|St)\.|\b[A-Z]\.)*$/u.test(
      rest.replace(/[.,:;!\s–—-]+$/u, ""),
    );
    const words = wordsOf(rest);
    if (whole && text.length <= lineCharsMax && words.length <= 9 && areNames(words)) return text.length;
    const prefix = /^[^,!:?.]{0,40}(?:(?:Mr|Mrs|Ms|Dr|Prof|Mx)\.[^,!:?.]{0,40})?[,!:–—](?=\s)/u.exec(rest);
    if (prefix && areNames(wordsOf(prefix[0]))) return opener[0].length + prefix[0].length;
    return 0;
  }
  const words = wordsOf(text);
  if (words.length === 0 || words.length > 8 || text.length > 60) return 0;
  const known = new Set(addressees.flatMap(nameTokens));
  const isKnown = words.some((word) => known.has(word.toLowerCase()));
  const isAllNames =
    areNames(words) && (isKnown || words.every((word) => /^\p{Lu}/u.test(word) || between.has(word.toLowerCase())));
  if (/[,:–—-]$|[,:] [\u{1F300}-\u{1FAFF}]$/u.test(text) && isAllNames) return text.length;
  return isAlone && words.length <= 3 && words.every((word) => known.has(word.toLowerCase())) ? text.length : 0;
}

const lineCharsMax = 100;

/** Words that open a letter in the languages mail comes in. */
const openers =
  /^\s*(?:hi+|hello|hey+|hiya|howdy|dear|to (?=whom)|good (?:morning|afternoon|evening|day)|(?:happy|merry) (?:monday|tuesday|wednesday|thursday|friday|new year|holidays)|greetings|morning|afternoon|evening|hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|servus|bonjour|bonsoir|salut|ch[eè]re?s?|madame|monsieur|hola|estimad[oa]s?|querid[oa]s?|buen(?:os|as) (?:d[ií]as|tardes|noches)|ciao|salve|car[oaie]|gentile|gentilissim[oa]|egregio|buongiorno|buonasera|beste|geachte|hoi|goede(?:morgen|middag|navond)|ol[áa]|prezad[oa]s?|car[oa]s?|bom dia|boa tarde|szanown[ya]|hej|kære|kj[æa]re|bästa)(?![\p{L}’'-])\s*/iu;

const wordsOf = (text: string): string[] =>
  text
    .replace(/\([^()]*\)/g, " ")
    .split(/[\s,/&+:;!]+|[–—]/u)
    .filter((word) => /[\p{L}]/u.test(word));

/** Names are capitalised, or addresses; between them stand "and" and what one calls several people. */
const areNames = (words: readonly string[]): boolean => {
  const lower = words.filter(
    (word) => !/^\p{Lu}/u.test(word) && !word.includes("@") && !between.has(word.toLowerCase()),
  );
  const sentence = words.some(
    (word) => !between.has(word.toLowerCase()) && notNames.has(word.toLowerCase().replace(/[.’']\w*$/u, "")),
  );
  return !sentence && (lower.length === 0 || (lower.length === 1 && words.length === 2));
};

const between = new Set(
  "hi hello dear hey and und et y e en i og och all everyone everybody both team folks there again guys friends sir madam ladies gentlemen colleagues family whom it may concern the you two zusammen alle tous todos tutti allemaal der die von van de la del di da le".split(
    " ",
  ),
);

/** Capitalised at the start of a line, yet no name: "Thanks," and "FYI," are words of their own. */
const notNames = new Set(
  "thanks thank thx fyi yes no ok okay sure great perfect sorry please i we you he she they it this that these those there here is are was were will would can could what when where who how why if so but or not also ps p.s note update question quick just best regards cheers sincerely subject re attached congratulations congrats agreed done noted understood got right well your my our".split(
    " ",
  ),
);
