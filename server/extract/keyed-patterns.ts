import { requiredWords, wordKeysOf } from "./required-words.ts";
import type { Sentence } from "./segment.ts";

/** Expressions with what each stands for, filed under the words they require, so that only those are tried that can match. */
export type KeyedPatterns<T> = {
  readonly byKey: ReadonlyMap<string, readonly KeyedPattern<T>[]>;
  readonly always: readonly KeyedPattern<T>[];
};
export type KeyedPattern<T> = { readonly pattern: RegExp; readonly means: T; readonly order: number };

/** Files expressions under the words each requires; `source` is read for them, `pattern` is what will be tried. */
export function keyPatterns<T>(
  items: readonly { readonly source: string; readonly pattern: RegExp; readonly means: T }[],
): KeyedPatterns<T> {
  const byKey = new Map<string, KeyedPattern<T>[]>();
  const always: KeyedPattern<T>[] = [];
  for (const [order, { source, pattern, means }] of items.entries()) {
    const keyed = { pattern, means, order };
    const keys = requiredWords(source);
    if (!keys) always.push(keyed);
    for (const key of keys ?? []) {
      const filed = byKey.get(key);
      if (filed) filed.push(keyed);
      else byKey.set(key, [keyed]);
    }
  }
  return { byKey, always };
}

const keysBySentence = new WeakMap<Sentence, ReadonlySet<string>>();

/** The expressions that may match in a sentence, in the order they were filed. */
export function patternsFor<T>(sentence: Sentence, { byKey, always }: KeyedPatterns<T>): readonly KeyedPattern<T>[] {
  let keys = keysBySentence.get(sentence);
  if (!keys) {
    keys = wordKeysOf(sentence.text);
    keysBySentence.set(sentence, keys);
  }
  const fitting = new Set<KeyedPattern<T>>(always);
  for (const key of keys) {
    const filed = byKey.get(key);
    if (filed) for (const keyed of filed) fitting.add(keyed);
  }
  return [...fitting].sort((a, b) => a.order - b.order);
}
