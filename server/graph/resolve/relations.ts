import type { RelationType } from "../../extract/reading.ts";
import type { EvidenceSpan, MessageReading } from "../resolution.ts";
import { accountOwners, isSaid } from "./account-owners.ts";
import { findAdvisers } from "./advisers.ts";
import { type Cluster, findCluster } from "./block.ts";
import { type Context, householdOf, householdsOfRef } from "./context.ts";
import { evidenceOfClaim, evidenceOfMention, type Statement } from "./fact-draft.ts";
import type { Household } from "./households.ts";
import { institutionKey } from "./institutions.ts";
import { isParticipant, type Person } from "./person.ts";
import { relationEnds } from "./relation-ends.ts";
import { statedByOf } from "./stated-by.ts";

export type RelationDraft = {
  readonly type: RelationType;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly statements: Statement[];
  supersededBy: RelationDraft | null;
};

/** All relations: those claims state, then those that follow from the joins, each with the words that show it. */
export function gatherRelations(context: Context): RelationDraft[] {
  const drafts = newDrafts();
  stated(context, drafts);
  memberships(context, drafts);
  siblings(drafts);
  custodians(context, drafts);
  ofThings(context, drafts);
  for (const { adviser, household, message, evidence } of findAdvisers(context)) {
    if (!drafts.has("advises", adviser, household))
      drafts.add("advises", adviser, household, inferred(message, evidence));
  }
  handOver(context, drafts.of("assignedTo"));
  return drafts.list();
}

type Drafts = {
  add(type: RelationType, from: Cluster, to: Cluster, statement: Statement): void;
  has(type: RelationType, from: Cluster, to: Cluster): boolean;
  of(...types: readonly RelationType[]): RelationDraft[];
  list(): RelationDraft[];
};

/** Relations being gathered: one draft for each type and pair of ends, however many say it. */
function newDrafts(): Drafts {
  const byFrom = new Map<Cluster, RelationDraft[]>();
  const all: RelationDraft[] = [];
  const find = (type: RelationType, from: Cluster, to: Cluster): RelationDraft | undefined =>
    byFrom.get(from)?.find((draft) => draft.type === type && draft.to === to);
  return {
    add: (type, from, to, statement) => {
      if (statement.evidence.length === 0 || from === to) return;
      const known = find(type, from, to);
      if (known) {
        known.statements.push(statement);
        return;
      }
      const draft: RelationDraft = { type, from, to, statements: [statement], supersededBy: null };
      byFrom.set(from, [...(byFrom.get(from) ?? []), draft]);
      all.push(draft);
    },
    has: (type, from, to) => find(type, from, to) !== undefined,
    of: (...types) => all.filter((draft) => types.includes(draft.type)),
    list: () => all,
  };
}

function stated(context: Context, drafts: Drafts): void {
  const { block, people } = context;
  const owners = accountOwners(block);
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

/** Each member of a family belongs to it: shown by the words that name the family where they take part, by kinship, else by their own surname. */
function memberships(context: Context, drafts: Drafts): void {
  for (const household of context.households.all) {
    for (const member of household.members) {
      if (isLate(member, household) || drafts.has("belongsToHousehold", member, household)) continue;
      const [message, evidence] = membershipEvidence(household, member, drafts) ?? [];
      if (message && evidence) drafts.add("belongsToHousehold", member, household, inferred(message, evidence));
    }
  }
}

/** Someone named as "late" belongs to the family's past, not to the unit the firm serves. */
function isLate(member: Person, household: Household): boolean {
  return [...household.members].some((other) => other.kin.some((kin) => kin.person === member && kin.late));
}

function membershipEvidence(
  household: Household,
  member: Person,
  drafts: Drafts,
): [MessageReading, EvidenceSpan[]] | undefined {
  const named = household.refs.find(
    (ref) =>
      ref.mentions.length > 0 &&
      (isParticipant(member, ref.message) || member.refs.some((own) => own.message === ref.message)),
  );
  const words = named?.mentions[0];
  if (named && words) return [named.message, [evidenceOfMention(named.message, words)]];
  const kin = drafts
    .list()
    .find(
      (draft) =>
        (draft.from === member || draft.to === member) &&
        (household.members.has(draft.from as Person) || draft.from === member) &&
        (household.members.has(draft.to as Person) || draft.to === member) &&
        ["spouseOf", "parentOf"].includes(draft.type),
    )?.statements[0];
  if (kin) return [kin.message, [...kin.evidence]];
  const ref =
    member.refs.find((own) => own.mentions.length > 0 && own.referent.keys.surname) ??
    member.refs.find((own) => own.mentions.length > 0);
  const mention = ref?.mentions[0];
  return ref && mention ? [ref.message, [evidenceOfMention(ref.message, mention)]] : undefined;
}

/** Children of one parent are siblings. */
function siblings(drafts: Drafts): void {
  const parents = drafts.of("parentOf");
  for (const [i, first] of parents.entries()) {
    for (const second of parents.slice(i + 1)) {
      if (first.from !== second.from || first.to === second.to) continue;
      if (drafts.has("siblingOf", first.to, second.to) || drafts.has("siblingOf", second.to, first.to)) continue;
      const [a, b] = [first.statements[0], second.statements[0]];
      const ends = relationEnds("siblingOf", first.to, second.to);
      if (a && b && ends)
        drafts.add(
          ends.type,
          ends.from,
          ends.to,
          inferred(b.message, [...a.evidence.slice(0, 1), ...b.evidence.slice(0, 1)]),
        );
    }
  }
}

/** An action nobody is named for, and a meeting, belong to the one household their message is about. */
function ofThings(context: Context, drafts: Drafts): void {
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
function custodians(context: Context, drafts: Drafts): void {
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

/** How sure an inference is when the joins behind it are. */
const inferredConfidence = 0.7;

function inferred(message: MessageReading, evidence: readonly EvidenceSpan[]): Statement {
  return { message, evidence, confidence: inferredConfidence, statedBy: "inferred", validFrom: null };
}

/**
 * Who does an action is for the firm to say, or for whoever takes it on: the last of these replaces whom a request named, be it earlier or later.
 */
function handOver(context: Context, assignments: readonly RelationDraft[]): void {
  const byAction = Map.groupBy(assignments, (draft) => draft.from);
  for (const drafts of byAction.values()) {
    const settled = drafts.flatMap((draft) =>
      draft.statements.filter((said) => isForThemToSay(context, draft, said)).map((said) => ({ draft, said })),
    );
    const last = settled.at(0) && settled.reduce((a, b) => (isLater(context, b.said, a.said) ? b : a));
    if (!last) continue;
    const chosen = new Set(settled.filter(({ said }) => said.message === last.said.message).map(({ draft }) => draft));
    for (const draft of drafts) if (!chosen.has(draft)) draft.supersededBy = last.draft;
  }
}

function isForThemToSay(context: Context, draft: RelationDraft, said: Statement): boolean {
  if (said.statedBy === "unverified" || said.statedBy === "inferred") return false;
  const sender = said.message.from[0]?.address;
  const speaker = sender ? context.people.byAddress.get(sender) : undefined;
  return said.statedBy === "firm" || speaker === draft.to;
}

function isLater(context: Context, a: Statement, b: Statement): boolean {
  return context.block.messages.indexOf(a.message) > context.block.messages.indexOf(b.message);
}
