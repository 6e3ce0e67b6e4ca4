/**
 * A stretch of text that several finders read. What each kind of reading gives is kept in it, for the text never changes:
 * found in one step, and gone with the text, where a map from tens of thousands of texts costs a search and weighs on the collector.
 */
export type Kept = { readonly kept: unknown[] };

let readings = 0;

/** The reading, made the first time it is asked of a text. */
export function readOnce<T extends Kept, A extends readonly unknown[], V>(
  read: (text: T, ...context: A) => V,
): (text: T, ...context: A) => V {
  const slot = readings;
  readings += 1;
  return (text, ...context) => {
    const known = text.kept[slot] as V | undefined;
    if (known !== undefined) return known;
    const made = read(text, ...context);
    text.kept[slot] = made;
    return made;
  };
}
