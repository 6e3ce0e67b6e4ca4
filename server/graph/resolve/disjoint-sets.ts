/** Sets that grow together: `unite` makes two items' sets one; `list` gives the sets in the order of their first items. */
export type DisjointSets<T> = {
  has(item: T): boolean;
  unite(a: T, b: T): void;
  /** The items of one item's set, itself included. */
  setOf(item: T): T[];
  list(): T[][];
};

export function disjointSets<T>(items: readonly T[]): DisjointSets<T> {
  const parent = new Map<T, T>(items.map((item) => [item, item]));
  const rootOf = (item: T): T => {
    let root = item;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  return {
    has: (item) => parent.has(item),
    unite: (a, b) => {
      parent.set(rootOf(b), rootOf(a));
    },
    setOf: (item) => items.filter((other) => rootOf(other) === rootOf(item)),
    list: () => {
      const sets = new Map<T, T[]>();
      for (const item of items) {
        const root = rootOf(item);
        const set = sets.get(root);
        if (set) set.push(item);
        else sets.set(root, [item]);
      }
      return [...sets.values()];
    },
  };
}
