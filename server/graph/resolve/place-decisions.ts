import type { RelationType } from "../../extract/reading.ts";
import type { Decision, EvidenceSpan, FactTarget } from "../resolution.ts";
import type { Block, Cluster } from "./block.ts";
import { findDecided } from "./find-decided.ts";
import type { Household } from "./households.ts";
import type { Person } from "./person.ts";

/** What people decided, laid on the things that are there: for each at most the last decision. */
export type PlacedDecisions = {
  ofEntity(cluster: Cluster): Decision | undefined;
  ofRelation(type: RelationType, from: Cluster, to: Cluster): Decision | undefined;
  /** `evidence` tells which of several facts of one value, where a value can be said anew after another. */
  ofAttribute(
    entity: Cluster,
    name: string,
    value: string,
    evidence: readonly EvidenceSpan[] | null,
  ): Decision | undefined;
  /** The status a person set, for each thing one was set for. */
  readonly statuses: ReadonlyMap<Cluster, Decision & { readonly kind: "set_status" }>;
};

export const isRejected = (decision: Decision | undefined | null): boolean => decision?.kind === "reject";

export function placeDecisions(
  block: Block,
  householdOf: ReadonlyMap<Person, Household>,
  decisions: readonly Decision[],
): PlacedDecisions {
  const entities = new Map<Cluster, Decision>();
  const statuses = new Map<Cluster, Decision & { kind: "set_status" }>();
  const facts = new Map<Cluster, { target: FactTarget; to: Cluster | undefined; decision: Decision }[]>();
  for (const decision of decisions) {
    if (decision.kind === "set_status") {
      const cluster = findDecided(block, householdOf, decision.entity);
      if (cluster) statuses.set(cluster, decision);
    }
    if (decision.kind !== "confirm" && decision.kind !== "reject") continue;
    const { target } = decision;
    const from = findDecided(block, householdOf, "entity" in target ? target.entity : target.from);
    if (!from) continue;
    if ("entity" in target) entities.set(from, decision);
    else {
      const to = target.to ? findDecided(block, householdOf, target.to) : undefined;
      facts.set(from, [...(facts.get(from) ?? []), { target, to, decision }]);
    }
  }
  const relationAt = (type: RelationType, from: Cluster, to: Cluster) =>
    facts.get(from)?.findLast(({ target, to: end }) => target.fact === type && target.to !== null && end === to)
      ?.decision;
  return {
    ofEntity: (cluster) => entities.get(cluster),
    // A tie that reads the same both ways may start at the other end by now.
    ofRelation: (type, from, to) =>
      relationAt(type, from, to) ??
      (type === "spouseOf" || type === "siblingOf" ? relationAt(type, to, from) : undefined),
    ofAttribute: (entity, name, value, evidence) =>
      facts
        .get(entity)
        ?.findLast(
          ({ target }) =>
            target.fact === name &&
            target.to === null &&
            target.value === value &&
            (evidence === null || evidence.some((span) => isAt(span, target.at))),
        )?.decision,
    statuses,
  };
}

function isAt(span: EvidenceSpan, at: FactTarget["at"]): boolean {
  return span.documentVersionId === at.documentVersionId && span.startChar < at.endChar && at.startChar < span.endChar;
}
