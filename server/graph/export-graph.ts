import type { EntityType, FlagCategory, RelationType } from "../extract/reading.ts";
import { currentAttributes } from "./current-attributes.ts";
import type { EvidenceSpan, ResolvedGraph, StatedBy } from "./resolution.ts";

type ExportedDocument = {
  readonly id: string;
  readonly sourceId: string;
  readonly versionId: string;
  readonly content: string;
};
type ExportedSpan = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly text: string;
};
type ExportedFlag = ExportedSpan & { readonly category: FlagCategory };

/** The JSON of contracts.md, "Export for scoring". Rejected things are left out; superseded facts stay, linked to what replaced them. */
export type ScoringGraph = {
  readonly documents: readonly ExportedDocument[];
  readonly entities: readonly {
    readonly id: string;
    readonly type: EntityType;
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly confidence: number;
    readonly mentions: readonly ExportedSpan[];
  }[];
  readonly attributeFacts: readonly {
    readonly id: string;
    readonly entityId: string;
    readonly name: string;
    readonly value: string;
    readonly statedBy: StatedBy;
    readonly validFrom: string | null;
    readonly supersededBy: string | null;
    readonly evidence: readonly ExportedSpan[];
  }[];
  readonly relations: readonly {
    readonly id: string;
    readonly type: RelationType;
    readonly from: string;
    readonly to: string;
    readonly confidence: number;
    readonly validFrom: string | null;
    readonly supersededBy: string | null;
    readonly evidence: readonly ExportedSpan[];
  }[];
  readonly flags: readonly ExportedFlag[];
};

/** Lays a resolved graph over its documents; a span whose document is not among them is an error of the caller's. */
export function toScoringGraph(
  graph: ResolvedGraph,
  documents: readonly ExportedDocument[],
  flags: readonly ExportedFlag[],
): ScoringGraph {
  const contentOf = new Map(documents.map((document) => [document.versionId, document.content]));
  const toSpan = ({ documentId, documentVersionId, startChar, endChar }: EvidenceSpan): ExportedSpan => {
    const text = contentOf.get(documentVersionId)?.slice(startChar, endChar) ?? "";
    return { documentId, documentVersionId, startChar, endChar, text };
  };
  const shown = graph.entities.filter((entity) => entity.status !== "rejected");
  const ids = new Set(shown.map((entity) => entity.id));
  const attributes = graph.attributes.filter((fact) => fact.status !== "rejected" && ids.has(fact.entityId));
  const relations = graph.relations.filter(
    (fact) => fact.status !== "rejected" && ids.has(fact.from) && ids.has(fact.to),
  );
  const current = currentAttributes(attributes);
  return {
    documents,
    entities: shown.map(({ id, type, name, confidence, mentions }) => ({
      id,
      type,
      name,
      attributes: Object.fromEntries((current.get(id) ?? []).map((fact) => [fact.name, fact.value])),
      confidence,
      mentions: mentions.map(toSpan),
    })),
    attributeFacts: attributes.map(({ id, entityId, name, value, statedBy, validFrom, supersededBy, evidence }) => ({
      id,
      entityId,
      name,
      value,
      statedBy,
      validFrom,
      supersededBy,
      evidence: evidence.map(toSpan),
    })),
    relations: relations.map(({ id, type, from, to, confidence, validFrom, supersededBy, evidence }) => ({
      id,
      type,
      from,
      to,
      confidence,
      validFrom,
      supersededBy,
      evidence: evidence.map(toSpan),
    })),
    flags,
  };
}
