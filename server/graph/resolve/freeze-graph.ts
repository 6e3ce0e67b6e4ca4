import { derivedId } from "../../lib/derived-id.ts";
import type {
  Correction,
  CorrectionTarget,
  EvidenceSpan,
  MentionKey,
  ResolvedAttribute,
  ResolvedEntity,
  ResolvedGraph,
  ResolvedRelation,
} from "../resolution.ts";
import type { AttributeDraft } from "./attributes.ts";
import type { Cluster, Ref } from "./block.ts";
import type { Context } from "./context.ts";
import { findCorrected } from "./corrections.ts";
import { namesOf } from "./entity-name.ts";
import {
  distinctEvidence,
  earliestLearned,
  evidenceOfMention,
  highestConfidence,
  type Statement,
} from "./fact-draft.ts";
import type { Household } from "./households.ts";
import { compareText } from "./order.ts";
import type { Person } from "./person.ts";
import type { RelationDraft } from "./relation-drafts.ts";
import { weightiest } from "./stated-by.ts";

type Status = "confirmed" | "rejected" | null;

/** Gives everything its id and its evidence, and puts people's decisions on it. Ids come from the earliest claim, so a later mail never changes them. */
export function freezeGraph(
  context: Context,
  clusters: readonly Cluster[],
  relationDrafts: readonly RelationDraft[],
  attributeDrafts: readonly AttributeDraft[],
  corrections: readonly Correction[],
): ResolvedGraph {
  const ids = giveIds(clusters);
  const relations = relationDrafts.flatMap((draft) => {
    const [from, to] = [ids.get(draft.from), ids.get(draft.to)];
    return from && to ? [freezeRelation(context, draft, ids, from, to, corrections)] : [];
  });
  const shownByRelation = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
  const entities = clusters.flatMap((cluster) => {
    const id = ids.get(cluster);
    const isSeen = cluster.refs.some((ref) => ref.mentions.length > 0) || (id !== undefined && shownByRelation.has(id));
    return id && isSeen ? [freezeEntity(context, cluster, id, corrections)] : [];
  });
  const attributes = freezeAttributes(
    context,
    attributeDrafts.filter((draft) => ids.has(draft.entity)),
    ids,
    corrections,
  );
  return { entities: entities.sort(byId), relations: relations.sort(byId), attributes: attributes.sort(byId) };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

function giveIds(clusters: readonly Cluster[]): Map<Cluster, string> {
  const ids = new Map<Cluster, string>();
  const taken = new Set<string>();
  const anchored = clusters.flatMap((cluster) => {
    const anchor = anchorOf(cluster);
    return anchor ? [{ cluster, anchor }] : [];
  });
  anchored.sort((a, b) => a.anchor.index - b.anchor.index);
  for (const { cluster, anchor } of anchored) {
    // "Mr. and Mrs. Park" is one span and two people: the second of a span is told apart by its rank.
    for (let rank = 0; !ids.has(cluster); rank += 1) {
      const span = anchor.mentions[0]?.span;
      const id = cluster.sharedKey
        ? derivedId(cluster.type, cluster.sharedKey)
        : derivedId(
            cluster.type,
            anchor.message.sourceHash,
            String(span?.startChar ?? anchor.position),
            String(span?.endChar ?? anchor.position),
            String(rank),
          );
      if (taken.has(id)) continue;
      taken.add(id);
      ids.set(cluster, id);
    }
  }
  return ids;
}

/** The earliest words about a thing; a household begins with the first of its members. */
function anchorOf(cluster: Cluster): Ref | undefined {
  const refs =
    cluster.type === "Household"
      ? [...cluster.refs, ...[...(cluster as Household).members].flatMap((member: Person) => member.refs)]
      : cluster.refs;
  return refs.filter((ref) => ref.mentions.length > 0).sort((a, b) => a.index - b.index)[0];
}

function freezeEntity(
  context: Context,
  cluster: Cluster,
  id: string,
  corrections: readonly Correction[],
): ResolvedEntity {
  const mentions = cluster.refs.flatMap((ref) =>
    ref.mentions.map((mention) => evidenceOfMention(ref.message, mention)),
  );
  const names = namesOf(cluster);
  return {
    id,
    type: cluster.type,
    name: names[0]?.name ?? cluster.type,
    confidence: Math.max(0.5, ...mentions.map((mention) => mention.confidence)),
    mentions: distinctEvidence(mentions),
    names,
    joinedBy: [...cluster.joinedBy].sort(),
    ...(cluster.sharedKey ? { sharedKey: cluster.sharedKey } : {}),
    status: statusOf(corrections, (target) => "mention" in target && isOf(context, cluster, target.mention)),
  };
}

function relationId(draft: RelationDraft, from: string, to: string): string {
  return derivedId("relation", draft.type, from, to, ...origin(draft.statements[0]?.evidence[0], draft.statements));
}

function freezeRelation(
  context: Context,
  draft: RelationDraft,
  ids: ReadonlyMap<Cluster, string>,
  from: string,
  to: string,
  corrections: readonly Correction[],
): ResolvedRelation {
  const fact = freezeFact(draft.statements);
  const later = draft.supersededBy;
  const [laterFrom, laterTo] = later ? [ids.get(later.from), ids.get(later.to)] : [];
  const replacedBy = later && laterFrom && laterTo ? relationId(later, laterFrom, laterTo) : null;
  const status = statusOf(
    corrections,
    (target) =>
      "fact" in target &&
      target.fact === draft.type &&
      isOf(context, draft.from, target.from) &&
      target.to !== null &&
      isOf(context, draft.to, target.to),
  );
  return {
    id: relationId(draft, from, to),
    type: draft.type,
    from,
    to,
    ...fact,
    supersededBy: replacedBy,
    contradicts: [],
    status,
  };
}

function freezeAttributes(
  context: Context,
  drafts: readonly AttributeDraft[],
  ids: ReadonlyMap<Cluster, string>,
  corrections: readonly Correction[],
): ResolvedAttribute[] {
  const factIds = new Map(
    drafts.map((draft) => [
      draft,
      derivedId(
        "attribute",
        ids.get(draft.entity) ?? "",
        draft.name,
        draft.value,
        ...origin(draft.statements[0]?.evidence[0], draft.statements),
      ),
    ]),
  );
  const facts = drafts.flatMap((draft): ResolvedAttribute[] => {
    const [id, entityId] = [factIds.get(draft), ids.get(draft.entity)];
    if (!id || !entityId) return [];
    const status = statusOf(
      corrections,
      (target) =>
        "fact" in target &&
        target.fact === draft.name &&
        target.to === null &&
        target.value === draft.value &&
        isOf(context, draft.entity, target.from),
    );
    return [
      {
        id,
        entityId,
        name: draft.name,
        value: draft.value,
        ...freezeFact(draft.statements),
        validTo: draft.supersededBy ? (draft.supersededBy.statements[0]?.validFrom ?? null) : null,
        supersededBy: (draft.supersededBy && factIds.get(draft.supersededBy)) ?? null,
        contradicts: [...draft.contradicts].flatMap((other) => factIds.get(other) ?? []).sort(),
        status,
      },
    ];
  });
  return withDecisions(context, facts, ids, corrections);
}

/** A status that a person set stands over what mail says; shown at the words it was set on, with the day it was decided. */
function withDecisions(
  context: Context,
  facts: readonly ResolvedAttribute[],
  ids: ReadonlyMap<Cluster, string>,
  corrections: readonly Correction[],
): ResolvedAttribute[] {
  const decisions = corrections.flatMap((correction): ResolvedAttribute[] => {
    if (correction.kind !== "set_status") return [];
    const ref = findCorrected(context.block, correction.mention);
    const cluster = ref && context.block.clusterOf.get(ref);
    const entityId = cluster && ids.get(cluster);
    const { startChar, endChar } = correction.mention;
    const mention = ref?.mentions.find(({ span }) => span.startChar === startChar && span.endChar === endChar);
    if (!ref || !entityId || !mention) return [];
    const { decidedAt, value } = correction;
    const id = derivedId("decision", entityId, value, decidedAt);
    const said = {
      confidence: 1,
      statedBy: "firm",
      validFrom: decidedAt.slice(0, 10),
      validTo: null,
      learnedAt: decidedAt,
    } as const;
    const standing = { supersededBy: null, contradicts: [], status: "confirmed" } as const;
    return [
      {
        id,
        entityId,
        name: "status",
        value,
        ...said,
        ...standing,
        evidence: [evidenceOfMention(ref.message, mention)],
      },
    ];
  });
  const last = new Map(decisions.map((decision) => [decision.entityId, decision]));
  const settle = (fact: ResolvedAttribute): ResolvedAttribute => {
    const decision = fact.name === "status" ? last.get(fact.entityId) : undefined;
    const isOpen = decision !== undefined && decision !== fact && fact.supersededBy === null;
    return isOpen ? { ...fact, supersededBy: decision.id, validTo: decision.validFrom } : fact;
  };
  return [...facts, ...decisions].map(settle);
}

function freezeFact(statements: readonly Statement[]) {
  return {
    confidence: highestConfidence(statements),
    statedBy: weightiest(statements.map((statement) => statement.statedBy)),
    validFrom: statements.map((statement) => statement.validFrom).find((date) => date !== null) ?? null,
    validTo: null,
    learnedAt: earliestLearned(statements),
    evidence: distinctEvidence(statements.flatMap((statement) => statement.evidence)),
  };
}

/** Where a fact was first said: part of its id, so that the same words of two messages stay two facts and one of them can go. */
function origin(span: EvidenceSpan | undefined, statements: readonly Statement[]): string[] {
  return [statements[0]?.message.sourceHash ?? "", String(span?.startChar), String(span?.endChar)];
}

/** The last decision that points here; an undone one is not among the corrections. */
function statusOf(corrections: readonly Correction[], isTarget: (target: CorrectionTarget) => boolean): Status {
  const decided = corrections
    .filter(
      (correction) => (correction.kind === "confirm" || correction.kind === "reject") && isTarget(correction.target),
    )
    .at(-1);
  return decided === undefined ? null : decided.kind === "confirm" ? "confirmed" : "rejected";
}

function isOf(context: Context, cluster: Cluster, key: MentionKey): boolean {
  const ref = findCorrected(context.block, key);
  return ref !== undefined && context.block.clusterOf.get(ref) === cluster;
}
