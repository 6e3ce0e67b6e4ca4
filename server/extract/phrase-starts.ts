import { type Kept, readOnce } from "./read-once.ts";
import { fold } from "./vocabulary.ts";

/** A place where a phrase of some finder may begin: a run of letters or of digits that is the first of one. */
export type PhraseStart = { readonly index: number; readonly word: string };

const firstWords = new Set<string>();

/** Makes a word count as the beginning of a phrase. */
export const addPhraseStart = (word: string): void => {
  firstWords.add(word);
};

/** Where phrases of any finder may begin in a text, in order: its words are looked up once for all finders. */
export const phraseStartsOf = readOnce(({ text }: Kept & { readonly text: string }): readonly PhraseStart[] => {
  const starts: PhraseStart[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const word = fold(match[0]);
    if (firstWords.has(word)) starts.push({ index: match.index, word });
  }
  return starts;
});

const token = /[\p{L}\p{M}]+|\d+/gu;
