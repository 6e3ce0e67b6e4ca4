import { phraseFinder } from "./phrase-finder.ts";
import { fold, phrasePattern, vocabularyPhrases } from "./vocabulary.ts";

/** Whether the words are a title or occupation: "Senior Wealth Advisor", "Founder & CEO", "4th grade teacher". */
export const isTitle = (text: string): boolean => text.length <= 80 && anyTitle.test(fold(text));

/** Whether the title is of someone who advises, administers or sells in this trade. */
export const isProfessionalTitle = (text: string): boolean => professionalTitle.test(fold(text));

const phrases = vocabularyPhrases("roles.txt");
const patternOf = (kinds: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}-])(?:${phrases
      .filter(([, kind]) => kinds.includes(kind))
      .map(([phrase]) => phrasePattern(phrase))
      .join("|")})s?(?![\\p{L}-])`,
    "u",
  );
const professionalTitle = patternOf(["professional"]);
const anyTitle = patternOf(["professional", "occupation"]);

/** Titles of professionals in running text: "our CPA", "an elder law attorney". */
export const professionalTitlesIn = phraseFinder(
  phrases
    .filter(([phrase, kind]) => kind === "professional" && !/^(?:partner|principal|of counsel|recruiter)$/.test(phrase))
    .map(([phrase]) => phrase),
  { before: "(?<![\\p{L}-])", after: "(?![\\p{L}-])", flags: "iu" },
);
