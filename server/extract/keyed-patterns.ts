import { requiredWords, wordKeysOf } from "./required-words.ts";
import type { Sentence } from "./segment.ts";

/** Expressions with what each stands for, filed under the words they require, so that only those are tried that can match. */
export type KeyedPatterns<T> = {
  readonly items: readonly KeyedPattern<T>[];
  /** Positions in `items`, by the word that must be there; and of those that require none. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
};
export type KeyedPattern<T> = { readonly pattern: RegExp; readonly means: T };

/** Files expressions under the words each requires; `source` is read for them, `pattern` is what will be tried. */
export function keyPatterns<T>(
  filed: readonly { readonly source: string; readonly pattern: RegExp; readonly means: T }[],
): KeyedPatterns<T> {
  const byKey = new Map<string, number[]>();
  const always: number[] = [];
  for (const [position, { source }] of filed.entries()) {
    const keys = requiredWords(source);
    if (!keys) always.push(position);
    for (const key of keys ?? []) {
      const known = byKey.get(key);
      if (known) known.push(position);
      else byKey.set(key, [position]);
    }
  }
  return { items: filed.map(({ pattern, means }) => ({ pattern, means })), byKey, always };
}

const keysBySentence = new WeakMap<Sentence, ReadonlySet<string>>();

/** The expressions that may match in a sentence, in the order they were filed. */
export function patternsFor<T>(sentence: Sentence, patterns: KeyedPatterns<T>): readonly KeyedPattern<T>[] {
  let keys = keysBySentence.get(sentence);
  if (!keys) {
    keys = wordKeysOf(sentence.text);
    keysBySentence.set(sentence, keys);
  }
  const positions = [...patterns.always];
  for (const key of keys) {
    const filed = patterns.byKey.get(key);
    if (filed) positions.push(...filed);
  }
  positions.sort((a, b) => a - b);
  const fitting: KeyedPattern<T>[] = [];
  let last = -1;
  for (const position of positions) {
    const item = position === last ? undefined : patterns.items[position];
    if (item) fitting.push(item);
    last = position;
  }
  return fitting;
}
