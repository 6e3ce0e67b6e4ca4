// As in the paper (Cormack, Clarke, Büttcher 2009): large enough that no single list decides.
const smoothing = 60;

/**
 * Orders items by reciprocal rank fusion: each measure ranks them by itself, highest first, and an item's score is the sum of
 * 1 / (60 + rank) over the measures. Items that a measure scores alike share a rank. Ties keep the order given.
 */
export function fuseRanks<T>(items: readonly T[], measures: readonly ((item: T) => number)[]): T[] {
  const scores = new Map<T, number>(items.map((item) => [item, 0]));
  for (const measure of measures) {
    const values = new Map(items.map((item) => [item, measure(item)]));
    const levels = [...new Set(values.values())].sort((a, b) => b - a);
    const ranks = new Map(levels.map((value, rank) => [value, rank + 1]));
    for (const item of items) {
      const rank = ranks.get(values.get(item) ?? 0) ?? levels.length;
      scores.set(item, (scores.get(item) ?? 0) + 1 / (smoothing + rank));
    }
  }
  return items.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
}
