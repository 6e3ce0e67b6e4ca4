import { derivedId } from "../../lib/derived-id.ts";
import type {
  Decided,
  Decision,
  EvidenceSpan,
  ResolvedAttribute,
  ResolvedBlock,
  ResolvedEntity,
  ResolvedRelation,
} from "../resolution.ts";
import type { AttributeDraft } from "./attributes.ts";
import type { Cluster, Ref } from "./block.ts";
import { namesOf } from "./entity-name.ts";
import {
  distinctEvidence,
  earliestLearned,
  evidenceOfMention,
  highestConfidence,
  type Statement,
} from "./fact-draft.ts";
import type { Household } from "./households.ts";
import type { Person } from "./person.ts";
import { isRejected, type PlacedDecisions } from "./place-decisions.ts";
import type { RelationDraft } from "./relation-drafts.ts";
import { freezeReviews, type ReviewDraft } from "./reviews.ts";
import { weightiest } from "./stated-by.ts";

/**
 * Gives everything its id and its evidence, and puts people's decisions on it. Ids come from the earliest claim, so a later mail
 * never changes them. What a person says is no such thing is kept, to be restored, and has no facts.
 */
export function freezeGraph(
  clusters: readonly Cluster[],
  relationDrafts: readonly RelationDraft[],
  attributeDrafts: readonly AttributeDraft[],
  reviews: readonly ReviewDraft[],
  decided: PlacedDecisions,
): ResolvedBlock {
  const ids = giveIds(clusters);
  const standing = new Map([...ids].filter(([cluster]) => !isRejected(decided.ofEntity(cluster))));
  const relations = relationDrafts.flatMap((draft) => {
    const [from, to] = [standing.get(draft.from), standing.get(draft.to)];
    return from && to ? [freezeRelation(draft, standing, from, to)] : [];
  });
  const shownByRelation = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
  const entities = [...ids].flatMap(([cluster, id]) => {
    const isSeen = cluster.refs.some((ref) => ref.mentions.length > 0) || shownByRelation.has(id);
    return isSeen ? [freezeEntity(cluster, id, decided.ofEntity(cluster))] : [];
  });
  const attributes = freezeAttributes(
    attributeDrafts.filter((draft) => standing.has(draft.entity)),
    standing,
    decided,
  );
  // In the order mail speaks of them, never of their ids: those differ between organizations, what mail says does not.
  return {
    entities,
    relations,
    attributes,
    reviews: freezeReviews(reviews, standing),
  };
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

function freezeEntity(cluster: Cluster, id: string, decision: Decision | undefined): ResolvedEntity {
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
    ...decidedBy(decision),
  };
}

function relationId(draft: RelationDraft, from: string, to: string): string {
  return derivedId("relation", draft.type, from, to, ...origin(draft.statements[0]?.evidence[0], draft.statements));
}

function freezeRelation(
  draft: RelationDraft,
  ids: ReadonlyMap<Cluster, string>,
  from: string,
  to: string,
): ResolvedRelation {
  const later = draft.supersededBy;
  const [laterFrom, laterTo] = later ? [ids.get(later.from), ids.get(later.to)] : [];
  return {
    id: relationId(draft, from, to),
    type: draft.type,
    from,
    to,
    ...freezeFact(draft.statements),
    supersededBy: later && laterFrom && laterTo ? relationId(later, laterFrom, laterTo) : null,
    contradicts: [],
    ...decidedBy(draft.decision),
  };
}

function freezeAttributes(
  drafts: readonly AttributeDraft[],
  ids: ReadonlyMap<Cluster, string>,
  decided: PlacedDecisions,
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
        ...decidedBy(draft.decision),
      },
    ];
  });
  return withSetStatuses(facts, ids, decided);
}

/** A status that a person set stands over what mail says: a fact of its own, at the words the thing is first named by, with the day it was decided. */
function withSetStatuses(
  facts: readonly ResolvedAttribute[],
  ids: ReadonlyMap<Cluster, string>,
  decided: PlacedDecisions,
): ResolvedAttribute[] {
  const set = [...decided.statuses].flatMap(([cluster, decision]): ResolvedAttribute[] => {
    const entityId = ids.get(cluster);
    const ref = cluster.refs.find((own) => own.mentions.length > 0);
    const mention = ref?.mentions[0];
    if (!ref || !entityId || !mention) return [];
    return [
      {
        id: derivedId("decision", entityId, decision.id),
        entityId,
        name: "status",
        value: decision.value,
        confidence: 1,
        statedBy: "firm",
        validFrom: decision.decidedAt.slice(0, 10),
        validTo: null,
        learnedAt: decision.decidedAt,
        supersededBy: null,
        contradicts: [],
        status: "confirmed",
        correctionId: decision.id,
        evidence: [evidenceOfMention(ref.message, mention)],
      },
    ];
  });
  const byEntity = new Map(set.map((fact) => [fact.entityId, fact]));
  const settled = facts.map((fact) => {
    const decision = fact.name === "status" && fact.status !== "rejected" ? byEntity.get(fact.entityId) : undefined;
    return decision && fact.supersededBy === null
      ? { ...fact, supersededBy: decision.id, validTo: decision.validFrom }
      : fact;
  });
  return [...settled, ...set];
}

function decidedBy(decision: Decision | null | undefined): Decided {
  if (!decision) return { status: null, correctionId: null };
  return { status: isRejected(decision) ? "rejected" : "confirmed", correctionId: decision.id };
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
