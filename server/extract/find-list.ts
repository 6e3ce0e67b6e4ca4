import type { Span } from "../lib/span.ts";

/** Spans kept in order of their start, without overlaps: look-ups halve their way, so that a long message costs no more a word than a short one. */
export type FindList<T extends Span> = {
  /** Adds a span; false when it overlaps one that is there. */
  add(item: T): boolean;
  /** The item that shares a unit with the span. */
  overlapping(span: Span): T | undefined;
  /** Items that lie within the span, in order. */
  within(span: Span): readonly T[];
  all(): readonly T[];
};

export const createFindList = <T extends Span>(): FindList<T> => {
  const items: T[] = [];

  /** Index of the first item that ends after the offset. */
  const firstEndingAfter = (offset: number): number => {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((items[middle]?.endChar ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const overlapping = (span: Span): T | undefined => {
    const item = items[firstEndingAfter(span.startChar)];
    return item && item.startChar < span.endChar ? item : undefined;
  };

  return {
    add: (item) => {
      if (overlapping(item)) return false;
      items.splice(firstEndingAfter(item.startChar), 0, item);
      return true;
    },
    overlapping,
    within: (span) => {
      const found: T[] = [];
      for (let at = firstEndingAfter(span.startChar); at < items.length; at += 1) {
        const item = items[at];
        if (!item || item.endChar > span.endChar) break;
        if (item.startChar >= span.startChar) found.push(item);
      }
      return found;
    },
    all: () => items,
  };
};
