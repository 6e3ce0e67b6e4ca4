import { readOnce } from "./read-once.ts";
import { allRequiredWords, wordKeysOf } from "./required-words.ts";
import type { Sentence } from "./segment.ts";

/** Things filed under the words a sentence must hold for them to apply, so that only those are tried that can. */
export type KeyedItems<T> = {
  readonly items: readonly T[];
  /** Positions in `items`, by the word that must be there; and of those that require none. */
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  readonly always: readonly number[];
};

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

/** An expression with all that it requires beside the words it is filed under, and what it stands for. */
export type KeyedPattern<T> = {
  readonly pattern: RegExp;
  readonly means: T;
  readonly alsoRequires: readonly ReadonlySet<string>[];
};

/** Files expressions under the words each requires; `source` is read for them, `pattern` is what will be tried. */
export function keyPatterns<T>(
  patterns: readonly { readonly source: string; readonly pattern: RegExp; readonly means: T }[],
): KeyedItems<KeyedPattern<T>> {
  return keyItems(
    patterns.map(({ source, pattern, means }) => {
      const [keys = null, ...alsoRequires] = allRequiredWords(source);
      for (const required of [keys, ...alsoRequires]) for (const key of required ?? []) keysAskedFor.add(key);
      return { keys, item: { pattern, means, alsoRequires } };
    }),
  );
}

/** The expressions that may match in a sentence, in the order they were filed. */
export function patternsFor<T>(sentence: Sentence, patterns: KeyedItems<KeyedPattern<T>>): readonly KeyedPattern<T>[] {
  const keys = keysOf(sentence);
  const isHeld = (key: string): boolean => keys.has(key);
  return itemsFor(keys, patterns).filter(({ alsoRequires }) =>
    alsoRequires.every((required) => required.values().some(isHeld)),
  );
}

/** Words that some expression requires: the rest of a sentence's are not worth keeping. */
const keysAskedFor = new Set<string>();

const keysOf = readOnce(
  ({ text }: Sentence): ReadonlySet<string> =>
    new Set(
      wordKeysOf(text)
        .values()
        .filter((key) => keysAskedFor.has(key)),
    ),
);
