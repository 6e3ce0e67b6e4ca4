import { type Cluster, join, newCluster } from "./block.ts";
import { type Context, claimedValues, householdsOfRef, overlap, topicOverlap } from "./context.ts";
import type { Household } from "./households.ts";

type Goal = {
  readonly cluster: Cluster;
  readonly households: Set<Household>;
  readonly topic: Set<string>;
  readonly amounts: Set<string>;
};

/** Joins goals of one household by their words; the same amount makes one shared word enough. */
export function resolveGoals(context: Context): Cluster[] {
  const goals: Goal[] = [];
  for (const ref of context.block.refs) {
    if (ref.referent.type !== "Goal") continue;
    const holders = ref.message.reading.claims.flatMap((claim) =>
      claim.kind === "relation" && claim.type === "hasGoal" && claim.to === ref.referent.id ? [claim.from] : [],
    );
    const households = householdsOfRef(context, ref, holders);
    const topic = new Set(ref.referent.keys.topic ?? []);
    const amounts = new Set(claimedValues(ref, "amount"));
    const goal = goals.find((known) => overlap(known.households, households) && isSame(known, topic, amounts));
    if (goal) {
      join(context.block, goal.cluster, ref, "same aim in the same household");
      for (const word of topic) goal.topic.add(word);
      for (const amount of amounts) goal.amounts.add(amount);
    } else goals.push({ cluster: newCluster(context.block, "Goal", ref), households, topic, amounts });
  }
  return goals.map((goal) => goal.cluster);
}

function isSame(goal: Goal, topic: ReadonlySet<string>, amounts: ReadonlySet<string>): boolean {
  const { shared, share } = topicOverlap(goal.topic, topic);
  return (shared >= 2 && share >= 0.5) || (shared >= 1 && overlap(goal.amounts, amounts));
}
