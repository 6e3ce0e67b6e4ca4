import type { EvidenceSpan, MessageReading } from "../resolution.ts";
import { accountOwners, isSaid } from "./account-owners.ts";
import { findAdvisers } from "./advisers.ts";
import { type Cluster, findCluster } from "./block.ts";
import { type Context, householdOf, householdsOfRef } from "./context.ts";
import { evidenceOfClaim, evidenceOfMention } from "./fact-draft.ts";
import { addMemberships, addSiblings } from "./family-relations.ts";
import { handOver } from "./hand-over.ts";
import type { Household } from "./households.ts";
import { institutionKey } from "./institutions.ts";
import { isRejected, type PlacedDecisions } from "./place-decisions.ts";
import { inferred, newRelationDrafts, type RelationDraft, type RelationDrafts } from "./relation-drafts.ts";
import { relationEnds } from "./relation-ends.ts";
import { statedByOf } from "./stated-by.ts";

/** All relations: those claims state, then those that follow from the joins, each with the words that show it. */
export function gatherRelations(context: Context, decided: PlacedDecisions): RelationDraft[] {
  const drafts = newRelationDrafts(decided);
  stated(context, drafts, decided);
  addMemberships(context, drafts);
  addSiblings(drafts);
  custodians(context, drafts);
  ofThings(context, drafts);
  for (const { adviser, household, message, evidence } of findAdvisers(context)) {
    if (!drafts.has("advises", adviser, household))
      drafts.add("advises", adviser, household, inferred(message, evidence));
  }
  handOver(
    context,
    drafts.of("assignedTo").filter((draft) => !isRejected(draft.decision)),
  );
  return drafts.list();
}

function stated(context: Context, drafts: RelationDrafts, decided: PlacedDecisions): void {
  const { block, people } = context;
  const owners = accountOwners(block, decided);
  for (const { claim, message } of block.claims) {
    if (claim.kind !== "relation") continue;
    const from = findCluster(block, message, claim.from);
    const to = findCluster(block, message, claim.to);
    const ends = from && to && relationEnds(claim.type, from, to);
    if (!ends || (claim.type === "ownsAccount" && !owners.holds(ends.from, ends.to, isSaid(block, message, claim))))
      continue;
    drafts.add(ends.type, ends.from, ends.to, {
      message,
      evidence: evidenceOfClaim(message, claim),
      confidence: claim.confidence,
      statedBy: statedByOf(block, people, message, claim.author),
      validFrom: null,
    });
  }
}

/** An action nobody is named for, and a meeting, belong to the one household their message is about. */
function ofThings(context: Context, drafts: RelationDrafts): void {
  const owned = new Set(drafts.of("hasActionItem").map((draft) => draft.to));
  const concerned = new Map<Cluster, Set<Cluster>>();
  for (const draft of drafts.of("concerns"))
    concerned.set(draft.from, (concerned.get(draft.from) ?? new Set()).add(draft.to));
  for (const cluster of new Set(context.block.clusterOf.values())) {
    if (cluster.type === "ActionItem" && !owned.has(cluster)) {
      const [household, ...others] = householdsOfCluster(context, cluster);
      const shown = firstMention(cluster);
      if (household && others.length === 0 && shown)
        drafts.add("hasActionItem", household, cluster, inferred(...shown));
    }
    if (cluster.type === "Meeting") {
      const attending = drafts
        .of("attends")
        .filter((draft) => draft.to === cluster)
        .flatMap((draft) => householdOf(context, draft.from) ?? []);
      const households = attending.length > 0 ? new Set(attending) : householdsOfCluster(context, cluster);
      const shown = firstMention(cluster);
      for (const household of households) {
        if (shown && !concerned.get(cluster)?.has(household))
          drafts.add("concerns", cluster, household, inferred(...shown));
      }
    }
  }
}

function householdsOfCluster(context: Context, cluster: Cluster): Set<Household> {
  for (const ref of cluster.refs) {
    const households = householdsOfRef(context, ref, ref.referent.keys.beneficiaries);
    if (households.size > 0) return households;
  }
  return new Set();
}

/** The custodian that the phrase itself names ("my IRA at Birchwood"), where the mail speaks of that institution. */
function custodians(context: Context, drafts: RelationDrafts): void {
  const { block } = context;
  const institutions = new Map<string, Cluster>();
  for (const [ref, cluster] of block.clusterOf) {
    if (cluster.type === "Institution")
      institutions.set(institutionKey(ref.referent.keys.institution ?? ref.referent.name), cluster);
  }
  const held = new Set(drafts.of("heldAt").map((draft) => draft.from));
  for (const [ref, account] of block.clusterOf) {
    const institution = institutions.get(institutionKey(ref.referent.keys.custodian ?? ""));
    const mention = ref.mentions[0];
    if (account.type !== "Account" || !institution || !mention || held.has(account)) continue;
    drafts.add("heldAt", account, institution, inferred(ref.message, [evidenceOfMention(ref.message, mention)]));
  }
}

function firstMention(cluster: Cluster): [MessageReading, EvidenceSpan[]] | undefined {
  const ref = cluster.refs.find((own) => own.mentions.length > 0);
  const mention = ref?.mentions[0];
  return ref && mention ? [ref.message, [evidenceOfMention(ref.message, mention)]] : undefined;
}
