import type { Block, Cluster, Ref } from "./block.ts";

/** Words that may be about any of several: remembered, so that a person can be asked instead of the resolver guessing for good. */
export type Doubt = { readonly candidates: readonly Cluster[]; readonly reason: string };

export function doubt(block: Block, ref: Ref, candidates: readonly Cluster[], reason: string): void {
  block.doubts.set(ref, { candidates, reason });
}

/** What the candidates have become by the joins since: fewer than two are no doubt. */
export function candidatesNow(block: Block, { candidates }: Doubt): Cluster[] {
  const now = candidates.flatMap((candidate) => {
    const [first] = candidate.refs;
    return (first && block.clusterOf.get(first)) ?? [];
  });
  return [...new Set(now)];
}
