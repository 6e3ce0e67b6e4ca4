import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import {
  type Context,
  claimedValues,
  clustersOf,
  householdsOfRef,
  overlap,
  overlapOrUnknown,
  topicOverlap,
} from "./context.ts";
import type { Household } from "./households.ts";

type Action = {
  readonly cluster: Cluster;
  readonly topic: Set<string>;
  readonly assignees: Set<Cluster>;
  readonly households: Set<Household>;
  readonly threads: Set<string>;
  isClosed: boolean;
};

/** Half of the shorter topic, and two words: one shared word ("form") is chance. In one thread a third will do. */
const shareElsewhere = 0.6;
const shareInThread = 0.5;
const sharedWordsMin = 2;

/**
 * Joins what is asked, promised and reported of one action: enough of the same words, nobody else's task, the same thread or household.
 * A report joins an action and never makes one; a new request after the action was closed is a new action.
 */
export function resolveActionItems(context: Context): Cluster[] {
  const actions: Action[] = [];
  for (const ref of context.block.refs) {
    if (ref.referent.type !== "ActionItem") continue;
    const found = describe(context, ref);
    const isReport = ref.referent.keys.reportOnly === true;
    const [best] = actions
      .map((action) => ({ action, score: scoreOf(action, found, isReport) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || b.action.cluster.refs.length - a.action.cluster.refs.length);
    if (best) {
      join(context.block, best.action.cluster, ref, "same task in the same thread or household");
      for (const word of found.topic) best.action.topic.add(word);
      for (const assignee of found.assignees) best.action.assignees.add(assignee);
      for (const thread of found.threads) best.action.threads.add(thread);
      for (const household of found.households) best.action.households.add(household);
      best.action.isClosed ||= found.isClosed;
    } else if (!isReport) actions.push({ ...found, cluster: newCluster(context.block, "ActionItem", ref) });
  }
  return actions.map((action) => action.cluster);
}

function describe(context: Context, ref: Ref): Omit<Action, "cluster"> {
  const { topic, assignees, beneficiaries } = ref.referent.keys;
  const claimed = ref.message.reading.claims.filter((claim) => claim.kind === "relation");
  const doers = claimed.flatMap((claim) =>
    claim.type === "assignedTo" && claim.from === ref.referent.id ? [claim.to] : [],
  );
  const forWhom = claimed.flatMap((claim) =>
    claim.type === "hasActionItem" && claim.to === ref.referent.id ? [claim.from] : [],
  );
  const status = claimedValues(ref, "status");
  return {
    topic: new Set(topic ?? []),
    assignees: new Set(clustersOf(context, ref.message, [...(assignees ?? []), ...doers])),
    households: householdsOfRef(context, ref, [...(beneficiaries ?? []), ...forWhom]),
    threads: new Set([ref.message.threadKey]),
    isClosed: status.includes("done") || status.includes("cancelled"),
  };
}

function scoreOf(action: Action, found: Omit<Action, "cluster">, isReport: boolean): number {
  const sameThread = overlap(action.threads, found.threads);
  if (!sameThread && !overlap(action.households, found.households)) return 0;
  if (!overlapOrUnknown(action.households, found.households)) return 0;
  if (action.isClosed && !isReport && !found.isClosed) return 0;
  const { shared, share } = topicOverlap(action.topic, found.topic);
  const needed = isReport ? 1 : sharedWordsMin;
  if (shared < needed || share < (sameThread ? shareInThread : shareElsewhere)) return 0;
  if (!assigneesAgree(action, found) && share < 0.75) return 0;
  return share + shared / 10 + (sameThread ? 0.5 : 0);
}

/** A client asks the adviser, the adviser's associate does it: two of the trade may be one task, a client and an adviser are two. */
function assigneesAgree(action: Action, found: Omit<Action, "cluster">): boolean {
  if (overlapOrUnknown(action.assignees, found.assignees)) return true;
  return [...action.assignees, ...found.assignees].every((assignee) => assignee.type === "Professional");
}
