import { requiredWords, wordKeysOf } from "./required-words.ts";
import type { Sentence } from "./segment.ts";

/** Things filed under the words a sentence must hold for them to apply, so that only those are tried that can. */
export type KeyedItems<T> = {
  readonly items: readonly T[];
  /** Positions in `items`, by the word that must be there; and of those that require none. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
};
export type KeyedPattern<T> = { readonly pattern: RegExp; readonly means: T };

/** Files each item under its keys, one of which must be there; an item without keys always applies. */
export function keyItems<T>(
  filed: readonly { readonly keys: ReadonlySet<string> | null; readonly item: T }[],
): KeyedItems<T> {
  const byKey = new Map<string, number[]>();
  const always: number[] = [];
  for (const [position, { keys }] of filed.entries()) {
    if (!keys) always.push(position);
    for (const key of keys ?? []) {
      const known = byKey.get(key);
      if (known) known.push(position);
      else byKey.set(key, [position]);
    }
  }
  return { items: filed.map(({ item }) => item), byKey, always };
}

/** The items that may apply where these keys are, in the order they were filed. */
export function itemsFor<T>(keys: ReadonlySet<string>, { items, byKey, always }: KeyedItems<T>): readonly T[] {
  const positions = [...always];
  for (const key of keys) {
    const filed = byKey.get(key);
    if (filed) for (const position of filed) positions.push(position);
  }
  positions.sort((a, b) => a - b);
  const fitting: T[] = [];
  let last = -1;
  for (const position of positions) {
    const item = position === last ? undefined : items[position];
    if (item) fitting.push(item);
    last = position;
  }
  return fitting;
}

/** Files expressions under the words each requires; `source` is read for them, `pattern` is what will be tried. */
export const keyPatterns = <T>(
  filed: readonly { readonly source: string; readonly pattern: RegExp; readonly means: T }[],
): KeyedItems<KeyedPattern<T>> =>
  keyItems(filed.map(({ source, pattern, means }) => ({ keys: requiredWords(source), item: { pattern, means } })));

/** The expressions that may match in a sentence, in the order they were filed. */
export function patternsFor<T>(sentence: Sentence, patterns: KeyedItems<KeyedPattern<T>>): readonly KeyedPattern<T>[] {
  let keys = keysBySentence.get(sentence);
  if (!keys) {
    keys = wordKeysOf(sentence.text);
    keysBySentence.set(sentence, keys);
  }
  return itemsFor(keys, patterns);
}

const keysBySentence = new WeakMap<Sentence, ReadonlySet<string>>();
