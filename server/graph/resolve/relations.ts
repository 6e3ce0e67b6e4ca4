import type { RelationType } from "../../extract/reading.ts";
import { isFirmAddress } from "../addresses.ts";
import type { EvidenceSpan, MessageReading } from "../resolution.ts";
import { accountOwners, isSaid } from "./account-owners.ts";
import { type Cluster, findCluster } from "./block.ts";
import { type Context, householdOf, householdsOfRef } from "./context.ts";
import { evidenceOfClaim, evidenceOfMention, type Statement } from "./fact-draft.ts";
import type { Household } from "./households.ts";
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
  const drafts = new Drafts();
  stated(context, drafts);
  memberships(context, drafts);
  siblings(drafts);
  ofThings(context, drafts);
  advisers(context, drafts);
  handOver(context, drafts.of("assignedTo"));
  return drafts.list();
}

class Drafts {
  readonly #byEnds = new Map<Cluster, Map<string, Map<Cluster, RelationDraft>>>();
  readonly #all: RelationDraft[] = [];

  add(type: RelationType, from: Cluster, to: Cluster, statement: Statement): void {
    if (statement.evidence.length === 0 || from === to) return;
    const byType = this.#byEnds.get(from) ?? new Map<string, Map<Cluster, RelationDraft>>();
    this.#byEnds.set(from, byType);
    const byTo = byType.get(type) ?? new Map<Cluster, RelationDraft>();
    byType.set(type, byTo);
    const known = byTo.get(to);
    if (known) {
      known.statements.push(statement);
      return;
    }
    const draft: RelationDraft = { type, from, to, statements: [statement], supersededBy: null };
    byTo.set(to, draft);
    this.#all.push(draft);
  }

  has(type: RelationType, from: Cluster, to: Cluster): boolean {
    return this.#byEnds.get(from)?.get(type)?.has(to) ?? false;
  }

  list(): RelationDraft[] {
    return this.#all;
  }

  of(type: RelationType): RelationDraft[] {
    return this.#all.filter((draft) => draft.type === type);
  }
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

/** The firm's adviser of a household: of its people who write to that family, the one who does so most; owners of a mailbox first. */
function advisers(context: Context, drafts: Drafts): void {
  const { block, people } = context;
  for (const household of context.households.all) {
    const letters = new Map<Person, MessageReading[]>();
    for (const message of block.messages) {
      const sender = message.from[0]?.address;
      if (!sender || !isFirmAddress(block.firm, sender)) continue;
      const addressees = [...message.to, ...message.cc];
      const isToFamily = addressees.some(
        ({ address }) => address !== null && [...household.members].some((member) => member.addresses.has(address)),
      );
      const person = people.byAddress.get(sender);
      if (person && isToFamily) letters.set(person, [...(letters.get(person) ?? []), message]);
    }
    const ranked = [...letters].sort(
      ([a, mailA], [b, mailB]) =>
        rank(block.firm.mailboxAddresses, b, mailB) - rank(block.firm.mailboxAddresses, a, mailA),
    );
    const [adviser, mail] = ranked[0] ?? [];
    const shown = mail?.flatMap((message) => adviserEvidence(context, message, adviser))[0];
    if (adviser?.type === "Professional" && shown && !drafts.has("advises", adviser, household))
      drafts.add("advises", adviser, household, inferred(...shown));
  }
}

function rank(mailboxes: readonly string[], person: Person, mail: readonly MessageReading[]): number {
  return mail.length + (mailboxes.some((address) => person.addresses.has(address)) ? 1_000_000 : 0);
}

function adviserEvidence(
  context: Context,
  message: MessageReading,
  adviser: Person | undefined,
): [MessageReading, EvidenceSpan[]][] {
  const ref = [...(context.block.refsById.get(message)?.values() ?? [])].find(
    (own) => context.people.of.get(own) === adviser && own.mentions.length > 0,
  );
  const mention = ref?.mentions[0];
  return mention ? [[message, [evidenceOfMention(message, mention)]]] : [];
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
