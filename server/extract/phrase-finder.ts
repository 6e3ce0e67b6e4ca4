import { tokensOf } from "./tokens.ts";
import { fold, phrasePattern } from "./vocabulary.ts";

export type PhraseMatch = { readonly index: number; readonly text: string };

/**
 * A search for any of many phrases, the longest at each place. Phrases are filed under their first word, so that a text costs one
 * look-up a word instead of one attempt a phrase. `before` and `after` are look-around sources that a match must satisfy.
 */
export const phraseFinder = (
  phrases: readonly string[],
  { before, after, flags }: { readonly before: string; readonly after: string; readonly flags: "u" | "iu" },
): ((part: { readonly text: string }) => PhraseMatch[]) => {
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
  return (part) => {
    const found: PhraseMatch[] = [];
    let end = 0;
    for (const token of tokensOf(part)) {
      const pattern = token.index < end ? undefined : patterns.get(token.folded);
      if (!pattern) continue;
      pattern.lastIndex = token.index;
      const match = pattern.exec(part.text);
      if (!match) continue;
      found.push({ index: match.index, text: match[0] });
      end = match.index + match[0].length;
    }
    return found;
  };
};

const firstWord = (phrase: string): string => fold(/[\p{L}\p{M}]+|\d+/u.exec(phrase)?.[0] ?? phrase);
