import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { withoutPossessive } from "./capitalised.ts";
import { isHonorific } from "./names.ts";
import { isInitial } from "./people.ts";
import { type Kept, readOnce } from "./read-once.ts";
import { fold } from "./vocabulary.ts";

/** A stretch of the message with its text: the subject, a sentence, a line of a signature. */
export type Part = Span & Kept & { readonly text: string };

/** A word of a part, without its possessive ending; initials and honorifics keep their dot. */
export type Word = Span & {
  readonly text: string;
  readonly folded: string;
  readonly isCapital: boolean;
  readonly possessive: boolean;
};

/** The words of a part, in order; spans index into the message's content. */
export const wordsOf = readOnce((part: Part): readonly Word[] => readWords(part));

const readWords = (part: Part): Word[] =>
  matchesOf(wordPattern, part.text).map((match) => {
    let text = match[0];
    if (text.endsWith(".") && !isInitial(text) && !isHonorific(text) && !/^(?:jr|sr)\.$/i.test(text))
      text = text.slice(0, -1);
    const bare = withoutPossessive(text);
    const startChar = part.startChar + match.index;
    return {
      startChar,
      endChar: startChar + bare.length,
      text: bare,
      folded: fold(bare),
      isCapital: isCapital(bare),
      possessive: bare !== text,
    };
  });

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?/gu;

/** Asked of every word many times over: an expression is kept for letters beyond ASCII. */
export const isCapital = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first <= 0x7f ? first >= 0x41 && first <= 0x5a : /^\p{Lu}/u.test(text);
};
export const isAllCaps = (text: string): boolean => text.length > 1 && text === text.toUpperCase();

/** The text between a word and the one before it. */
export const gapBefore = (part: Part, words: readonly Word[], index: number): string => {
  const [previous, word] = [words[index - 1], words[index]];
  return previous && word ? part.text.slice(previous.endChar - part.startChar, word.startChar - part.startChar) : "";
};

/** Up to `charCount` characters on either side of a word, within its part. */
export const aroundOf = (
  part: Part,
  word: Span,
  charCount: number,
): { readonly before: string; readonly after: string } => {
  const [from, to] = [word.startChar - part.startChar, word.endChar - part.startChar];
  return { before: part.text.slice(Math.max(0, from - charCount), from), after: part.text.slice(to, to + charCount) };
};

/** Whether the word begins its sentence, line or clause, where capitals say nothing. */
export const isOpening = (part: Part, word: Span): boolean => {
  const before = part.text.slice(0, word.startChar - part.startChar);
  return /^[\s"“'(*•-]*$/.test(before) || /[\n.!?:]["”)]?\s+["“(]?$/.test(before);
};

/** Most words capitalised: a heading, in which capitals say nothing. */
export const isTitleCased = ({ text }: Part): boolean => {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 2 && words.filter(isCapital).length > words.length * 0.75;
};
