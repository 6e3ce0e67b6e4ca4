import type { RelationType } from "../../extract/reading.ts";
import type { Decision, EvidenceSpan, MessageReading } from "../resolution.ts";
import type { Cluster } from "./block.ts";
import type { Statement } from "./fact-draft.ts";
import type { PlacedDecisions } from "./place-decisions.ts";

export type RelationDrafts = {
  add(type: RelationType, from: Cluster, to: Cluster, statement: Statement): void;
  has(type: RelationType, from: Cluster, to: Cluster): boolean;
  of(...types: readonly RelationType[]): RelationDraft[];
  list(): RelationDraft[];
};

/** Relations being gathered: one draft for each type and pair of ends, however many say it. */
export function newRelationDrafts(decided: PlacedDecisions): RelationDrafts {
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
      const decision = decided.ofRelation(type, from, to) ?? null;
      const draft: RelationDraft = { type, from, to, statements: [statement], supersededBy: null, decision };
      byFrom.set(from, [...(byFrom.get(from) ?? []), draft]);
      all.push(draft);
    },
    has: (type, from, to) => find(type, from, to) !== undefined,
    of: (...types) => all.filter((draft) => types.includes(draft.type)),
    list: () => all,
  };
}

export type RelationDraft = {
  readonly type: RelationType;
  readonly from: Cluster;
  readonly to: Cluster;
  readonly statements: Statement[];
  supersededBy: RelationDraft | null;
  readonly decision: Decision | null;
};

/** How sure an inference is when the joins behind it are. */
const inferredConfidence = 0.7;

/** A statement nobody made in words, shown by these. */
export function inferred(message: MessageReading, evidence: readonly EvidenceSpan[]): Statement {
  return { message, evidence, confidence: inferredConfidence, statedBy: "inferred", validFrom: null };
}
