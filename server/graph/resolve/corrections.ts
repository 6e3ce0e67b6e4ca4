import type { Correction, MentionKey } from "../resolution.ts";
import { type Block, type Cluster, newCluster, type Ref } from "./block.ts";
import { nameOfRef } from "./person.ts";

/** The referent whose words a decision points at; undefined when they are not of this block, or nobody reads them so any more. */
export function findCorrected(block: Block, key: MentionKey): Ref | undefined {
  return block.refs.find((ref) => {
    const cluster = block.clusterOf.get(ref);
    return (
      ref.message.documentVersionId === key.documentVersionId &&
      (cluster === undefined || cluster.type === key.type) &&
      ref.mentions.some(({ span }) => span.startChar === key.startChar && span.endChar === key.endChar)
    );
  });
}

/** The pairs of clusters people declared one; each pair only while it is still two. */
export function declaredMerges(block: Block, corrections: readonly Correction[]): { left: Ref; right: Ref }[] {
  return corrections.flatMap((correction) => {
    if (correction.kind !== "merge") return [];
    const [left, right] = [findCorrected(block, correction.left), findCorrected(block, correction.right)];
    return left && right ? [{ left, right }] : [];
  });
}

/** The referents that leave with `right` when people declare two joined things different: itself, and those that say the same of themselves. */
export function declaredSplits(block: Block, corrections: readonly Correction[]): { from: Cluster; leaving: Ref[] }[] {
  return corrections.flatMap((correction) => {
    if (correction.kind !== "split") return [];
    const [left, right] = [findCorrected(block, correction.left), findCorrected(block, correction.right)];
    const from = left && block.clusterOf.get(left);
    if (!left || !right || !from || from !== block.clusterOf.get(right)) return [];
    const [stays, leaves] = [identityOf(left), identityOf(right)];
    const leaving = from.refs.filter((ref) => ref === right || (leaves !== stays && identityOf(ref) === leaves));
    return [{ from, leaving }];
  });
}

export function moveRefs(block: Block, refs: readonly Ref[], from: Cluster): Cluster | undefined {
  const [first, ...rest] = refs;
  if (!first) return undefined;
  const keep = from.refs.filter((ref) => !refs.includes(ref));
  from.refs.splice(0, from.refs.length, ...keep);
  const cluster = newCluster(block, from.type, first);
  cluster.joinedBy.add(decidedByPerson);
  for (const ref of rest) {
    cluster.refs.push(ref);
    block.clusterOf.set(ref, cluster);
  }
  return cluster;
}

export const decidedByPerson = "decided by a person";

function identityOf(ref: Ref): string {
  const { address, last4, date } = ref.referent.keys;
  return ref.referent.type === "Person"
    ? JSON.stringify([address ?? null, nameOfRef(ref)])
    : JSON.stringify([last4 ?? null, date ?? null, ref.referent.name]);
}
