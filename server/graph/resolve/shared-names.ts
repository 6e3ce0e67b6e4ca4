import type { Decision } from "../resolution.ts";
import type { Block, Cluster } from "./block.ts";
import { uniteClusters } from "./correct-things.ts";
import { disjointSets } from "./disjoint-sets.ts";
import { decidedByPerson, isPersonType } from "./find-decided.ts";
import { compareText } from "./order.ts";
import { mergePersons, type People, type Person } from "./person.ts";

/**
 * The key that professionals and institutions go by once people declared some of them one: the first of the merged keys in text
 * order, in every block alike, also where only one of them is named. The last decision on two keys holds.
 */
export function sharedKeyNow(decisions: readonly Decision[]): (key: string) => string {
  const pairs = new Map<string, readonly [string, string]>();
  for (const decision of decisions) {
    if (decision.kind !== "merge" && decision.kind !== "split") continue;
    const [a, b] = [decision.left.sharedKey, decision.right.sharedKey].toSorted() as [string?, string?];
    if (a === undefined || b === undefined || a === b) continue;
    if (decision.kind === "merge") pairs.set(JSON.stringify([a, b]), [a, b]);
    else pairs.delete(JSON.stringify([a, b]));
  }
  const sets = disjointSets([...new Set([...pairs.values()].flat())]);
  for (const [a, b] of pairs.values()) sets.unite(a, b);
  return (key) => (sets.has(key) ? (sets.setOf(key).sort(compareText)[0] ?? key) : key);
}

/** Gives shared things their keys as people decided; two of this block that come to have one key become one thing. */
export function uniteShared(
  block: Block,
  people: People,
  clusters: readonly Cluster[],
  decisions: readonly Decision[],
): Cluster[] {
  const keyNow = sharedKeyNow(decisions);
  const byKey = new Map<string, Cluster>();
  return clusters.filter((cluster) => {
    if (cluster.sharedKey === null) return true;
    const key = keyNow(cluster.sharedKey);
    cluster.sharedKey = key;
    const known = byKey.get(key);
    if (!known) byKey.set(key, cluster);
    else if (isPersonType(known.type)) mergePersons(block, people, known as Person, cluster as Person, decidedByPerson);
    else uniteClusters(block, known, cluster);
    return known === undefined;
  });
}
