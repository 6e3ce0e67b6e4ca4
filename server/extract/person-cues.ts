import { aroundOf, gapBefore, isOpening, type Part, type Word } from "./name-words.ts";
import { isGivenName } from "./names.ts";
import { vocabularyWords } from "./vocabulary.ts";

/**
 * How surely the words around a capitalised word show a person: "strong" where even an unlisted word is a name (kin before it,
 * "and I", a relative after the possessive), "weak" where a listed one is (a vocative, a verb's subject, after "with" or "ask").
 */
export const personCue = (part: Part, word: Word): "strong" | "weak" | null => {
  const { before, after } = aroundOf(part, word, 40);
  if (/\bnames\s+$/.test(before) && /^\s+(?:as|to be)\b/.test(after)) return "strong";
  if (kinBefore.test(before) || kinAfter.test(after) || /\b(?:me|I)\s+and\s+$/.test(before)) return "strong";
  if (/^,?\s+(?:and|&)\s+(?:I|me|myself)\b/.test(after)) return isGivenName(word.text) ? "strong" : "weak";
  if (word.possessive && ownedByPerson.test(after)) return "strong";
  if (personState.test(after) && sentenceSubject.test(before)) return "strong";
  if (subjectVerb.test(after) && sentenceSubject.test(before)) return "weak";
  if (vocativeBefore.test(before) && /^\s*(?:[,:!-]|$|\n)/.test(after)) return "weak";
  return towards.test(before) ? "weak" : null;
};

/** The word stands right after somebody's kin: "my husband Per", "her late sister June". */
export const isAfterKin = (part: Part, word: Word): boolean => ownKinBefore.test(aroundOf(part, word, 40).before);

const kin =
  "wife|husband|son|daughter|mother|father|mom|dad|sister|brother|fianc[eé]e?|partner|spouse|girlfriend|boyfriend|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|aunt|uncle|cousin|nephew|niece|stepson|stepdaughter|stepmother|stepfather|twin|in-law|child|youngest|oldest|eldest";
const trade =
  "friend|neighbou?r|colleague|roommate|boss|manager|(?:tax|insurance|money|bank|mortgage|loan|real estate|estate|divorce|family) (?:man|guy|lady|woman|person|lawyer|attorney)|lawyer|attorney|accountant|bookkeeper|cpa|banker|broker|realtor|lender|agent|doctor|nurse|caregiver|aide|foreman|successor|buyer|assistant|business partner|younger one|older one|little one";
const kinBefore = new RegExp(
  `\\b(?:${kin}|baby|${trade})(?:['’]s name is|['’]s name['’]s|,| is)?\\s+(?:named\\s+|called\\s+)?$|\\b(?:named|baby)\\s+$|\\bnames?(?:['’]s| is| are)\\s+$`,
  "i",
);
const ownKinBefore = new RegExp(
  `\\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our)\\s+(?:\\p{Ll}+\\s+){0,2}(?:${kin}|${trade})\\s+$|\\b(?:guy|man|woman|lady|someone|fellow|person|rep)\\s+(?:named|called)\\s+$`,
  "u",
);
const kinAfter = new RegExp(`^\\s*,\\s*(?:my|our|his|her|their)\\s+(?:[\\p{L}-]+\\s){0,2}(?:${kin})`, "u");
const ownedByPerson = new RegExp(
  `^['’]s?\\s+(?:\\p{L}+\\s){0,2}(?:${kin}|birthday|wedding|graduation|tuition|529|IRA|Roth|SEP|401|403|estate|lawyer|attorney|diagnosis|funeral|passport|school|pension|retirement|side|half|is\\s+\\d{4}|ends\\s+(?:in\\s+)?\\d{4})`,
  "iu",
);
const personState =
  /^\s+(?:turns\s+(?:\d|\p{Ll}+teen)|turned\s+(?:\d|\p{Ll}+teen|ten|eleven|twelve|twenty)|graduates|graduated|is\s+(?:a\s+(?:senior|junior|sophomore|freshman)|turning|pregnant|expecting|engaged|retiring|moving\s+(?:in|out|home|back)|in\s+(?:his|her|their)\s|only\s+\w+(?:teen|\s+years|\s+so)|home\b|off\s+to|not\s+well|unwell|sick|ill|\d{1,2}(?=[,.;\s]|$))|got\s+(?:into|married|engaged|accepted)|(?:just|never|always)\s+(?:turned|got|had|loved)|loves|hates|cried|passed\s+away|died|was\s+(?:born|diagnosed)|(?:and|&)\s+I\s+are)\b/u;
const subjectVerb =
  /^\s+(?:is|was|has|had|says|said|told|asked|wants|wanted|thinks|thought|starts|started|got|gets|needs|needed|called|calls|loves|likes|will|would|can|could|should|wrote|sent|(?:and|&)\s+\p{Lu}\p{Ll}+)\b/iu;
const sentenceSubject =
  /(?:^|[\n.:;,*()–—-]\s*|\b(?:and|but|so|that|if|when|because|since|as|now|then|once|while|until|says|think|thinks|hope|know|said|what|where|how|whether|before|after)\s+)$/i;
const vocativeBefore = /(?:^|\n|\b(?:hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening)\s*,?\s*)$/i;
const towards =
  /\b(?:and|with|for|ask|asked|asking|tell|told|telling|call|called|calling|see|meet|met|email|emailed|from|to|by|cc|copy|copied|copying|if|when|that|says|said|let|have|had|remind|help|introduce|congratulate)\s+$/i;

/** The word is part of an address or link, a month with its day, a household's name, or a place people are in or go to. */
export const isElsewhere = (part: Part, word: Word): boolean => {
  const { before, after } = aroundOf(part, word, 24);
  if (/[@/_]$|\w\.$/.test(before) || /^(?:[@/_]|\.\p{L})/u.test(after) || /^\s+(?:household|family)\b/.test(after))
    return true;
  if (/^(?:april|may|june|august)$/i.test(word.text)) {
    const isDated = /^\s+\d|^,?\s+20\d\d/.test(after);
    const isTime =
      /\b(?:in|by|on|until|since|next|last|of|this|early|late|mid|from|to|before|after|through|between|every|or)[\s-]+$/i;
    if (isDated || isTime.test(before)) return true;
  }
  if (/\b(?:san|santa|los|las|saint|fort|port|mount|lake|cape)\s+$/i.test(before)) return true;
  // "Marsh & Row" is a firm; "Bob & Sue" are two people.
  const partner = /(\p{L}+)\s&\s+$/u.exec(before);
  if (partner?.[1] && !isGivenName(partner[1])) return true;
  if (isPlaceBefore.test(before) && !/^['’]s/.test(after)) return true;
  return /^,\s*(?:[A-Z]{2}\b|\d{5})/.test(after) || stateAfter.test(after);
};

const isPlaceBefore =
  /\b(?:in|near|around|outside|(?:mov\w+|drov?e|driv\w+|flew|fly|trip|out|down|over|up|back|relocat\w+)\s+to)\s+$/i;
const stateAfter =
  /^,\s*(?:Alabama|Arizona|California|Colorado|Connecticut|Florida|Georgia|Illinois|Indiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Missouri|Nevada|New \p{Lu}|North |Ohio|Oregon|Pennsylvania|South |Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin)/u;

/** A listed name that is also a word, standing where a month, a place or a thing would: "in May", "the Hunter", "Grace Street". */
export const isMonthOrPlace = (part: Part, word: Word): boolean => {
  const { before, after } = aroundOf(part, word, 20);
  const { folded } = word;
  if (/^(?:april|may|june|august|january|autumn|summer)$/.test(folded) || places.has(folded)) return true;
  if (/\b(?:in|near|to|of|from|at|toward|around|outside|the|a|an|this|last|next|downtown)\s+$/i.test(before))
    return true;
  return (
    /^\s*,\s*(?:[A-Z]{2}\b|\d)/.test(after) ||
    /^\s+(?:\d|Street|St\b|Ave|Road|Rd|Drive|Lane|Court|County|City|Bank)/.test(after)
  );
};

/** The word stands in a longer capitalised name that is not a person's: "Austin Office Park", "Lake Charlotte". */
export const isPartOfOther = (part: Part, words: readonly Word[], index: number): boolean => {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (!word) return true;
  const joinsAfter =
    after && !word.possessive && after.isCapital && after.text.length > 1 && gapBefore(part, words, index + 1) === " ";
  if (
    joinsAfter &&
    !isGivenName(after.text) &&
    !/^I(?:['’]\w+)?$/.test(after.text) &&
    !(word.text === word.text.toUpperCase())
  )
    return true;
  const joinsBefore =
    before?.isCapital && !before.possessive && gapBefore(part, words, index) === " " && !isOpening(part, before);
  if (!joinsBefore || word.text === word.text.toUpperCase()) return false;
  return !isGivenName(before.text) && !/^I(?:['’]\w+)?$/.test(before.text) && !kinWords.has(before.folded);
};

const kinWords = new Set([
  "aunt",
  "uncle",
  "cousin",
  "grandma",
  "grandpa",
  "mom",
  "dad",
  "mama",
  "papa",
  "nana",
  "auntie",
  "tia",
  "tio",
  "baby",
  "little",
  "big",
  "dear",
]);
const places = vocabularyWords("places.txt");
