import type { Gender } from "./names.ts";
import type { Kinship } from "./reading.ts";
import { fold, phrasePattern, vocabularyPhrases } from "./vocabulary.ts";

export type KinWord = { readonly relation: Kinship; readonly gender?: Gender };

/** What a word of kinship says, singular or plural, any case; undefined for other words. */
export const kinWordOf = (word: string): KinWord | undefined => {
  const folded = fold(word).replace(/\s+/g, " ");
  return words.get(folded) ?? words.get(plurals.get(folded) ?? "");
};

/** The source of a pattern for any word of kinship, longest first. */
export const kinWordSource = vocabularyPhrases("kinship.txt")
  .map(([word]) => phrasePattern(word))
  .join("|");

/** Plurals that a list of names follows: "our sons Ben and Leo". */
export const kinPluralSource =
  "kids|children|sons|daughters|boys|girls|twins|parents|brothers|sisters|siblings|grandchildren|grandkids|grandsons|granddaughters";

const plurals: ReadonlyMap<string, string> = new Map([
  ["kids", "kid"],
  ["children", "child"],
  ["sons", "son"],
  ["daughters", "daughter"],
  ["boys", "boy"],
  ["girls", "girl"],
  ["twins", "kid"],
  ["brothers", "brother"],
  ["sisters", "sister"],
  ["siblings", "sibling"],
  ["grandchildren", "grandchild"],
  ["grandkids", "grandchild"],
  ["grandsons", "grandson"],
  ["granddaughters", "granddaughter"],
]);

const words: ReadonlyMap<string, KinWord> = new Map(
  vocabularyPhrases("kinship.txt").map(([word, key]) => {
    const [relation, gender] = key.split(" ");
    return [fold(word), { relation: relation as Kinship, ...(gender ? { gender: gender as Gender } : {}) }] as const;
  }),
);
