import { addPhraseStart, phraseStartsOf } from "./phrase-starts.ts";
import type { Kept } from "./read-once.ts";
import { fold, phrasePattern } from "./vocabulary.ts";

export type PhraseMatch = { readonly index: number; readonly text: string };

/**
 * A search for any of many phrases, the longest at each place. Phrases are filed under their first word, so that a text costs one
 * look-up a word instead of one attempt a phrase. `before` and `after` are look-around sources that a match must satisfy.
 */
export const phraseFinder = (
  phrases: readonly string[],
  { before, after, flags }: { readonly before: string; readonly after: string; readonly flags: "u" | "iu" },
): ((part: Kept & { readonly text: string }) => PhraseMatch[]) => {
  const byFirstWord = new Map<string, string[]>();
  for (const phrase of [...phrases].sort((a, b) => b.length - a.length)) {
    const key = firstWord(phrase);
    byFirstWord.set(key, [...(byFirstWord.get(key) ?? []), phrasePattern(phrase)]);
  }
  const patterns = new Map(
    [...byFirstWord].map(
      ([key, sources]) => [key, new RegExp(`${before}(?:${sources.join("|")})${after}`, `${flags}y`)] as const,
    ),
  );
  for (const word of patterns.keys()) addPhraseStart(word);
  return (part) => {
    const found: PhraseMatch[] = [];
    let end = 0;
    for (const start of phraseStartsOf(part)) {
      const pattern = start.index < end ? undefined : patterns.get(start.word);
      if (!pattern) continue;
      pattern.lastIndex = start.index;
      const match = pattern.exec(part.text);
      if (!match) continue;
      found.push({ index: match.index, text: match[0] });
      end = match.index + match[0].length;
    }
    return found;
  };
};

const firstWord = (phrase: string): string => fold(/[\p{L}\p{M}]+|\d+/u.exec(phrase)?.[0] ?? phrase);
