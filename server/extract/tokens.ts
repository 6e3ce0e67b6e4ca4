import { matchesOf } from "../lib/matches-of.ts";
import { fold } from "./vocabulary.ts";

/** A run of letters or of digits: its place in the text and its folded form. */
export type Token = { readonly index: number; readonly folded: string };

/** The tokens of a text, in order. Several finders look words up in the same texts, which never change. */
export const tokensOf = (part: { readonly text: string }): readonly Token[] => {
  const known = read.get(part);
  if (known) return known;
  const tokens = matchesOf(token, part.text).map((match) => ({ index: match.index, folded: fold(match[0]) }));
  read.set(part, tokens);
  return tokens;
};

const read = new WeakMap<{ readonly text: string }, readonly Token[]>();

const token = /[\p{L}\p{M}]+|\d+/gu;
