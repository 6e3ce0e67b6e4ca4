import type {
  EvidenceSpan,
  ResolvedAttribute,
  ResolvedEntity,
  ResolvedGraph,
  ResolvedRelation,
} from "../graph/resolution.ts";
import { compareText } from "../graph/resolve/order.ts";
import type { Span } from "../lib/span.ts";

/** A mention with the entity it speaks of. */
export type PlacedMention = EvidenceSpan & { readonly entityId: string };

/** A graph with its look-ups: what a briefing asks of it, over readable evidence only. */
export type GraphIndex = {
  readonly graph: ResolvedGraph;
  findEntity(id: string): ResolvedEntity | undefined;
  nameOf(id: string): string;
  /** The current value's fact of an entity, the best supported first; superseded and rejected facts are left out. */
  findAttribute(entityId: string, name: string): ResolvedAttribute | undefined;
  attributesOf(entityId: string): readonly ResolvedAttribute[];
  relationsFrom(entityId: string, type?: ResolvedRelation["type"]): readonly ResolvedRelation[];
  relationsTo(entityId: string, type?: ResolvedRelation["type"]): readonly ResolvedRelation[];
  mentionsIn(documentVersionId: string, span?: Span): readonly PlacedMention[];
  /** Facts and entities for which exactly this span is evidence. */
  factsAt(documentVersionId: string, span: Span): CitedFacts;
};

export type CitedFacts = {
  readonly attributes: readonly ResolvedAttribute[];
  readonly relations: readonly ResolvedRelation[];
  readonly entities: readonly ResolvedEntity[];
};

/**
 * Indexes the part of a graph that rests on the given versions, each with its place in time; what has no evidence left among
 * them is not there. Things come in the order in which the mail first speaks of them, attribute values the latest first.
 */
export function indexGraph(resolved: ResolvedGraph, versions: ReadonlyMap<string, number>): GraphIndex {
  const graph = inOrderOfTime(restrict(resolved, versions), versions);
  const entities = new Map(graph.entities.map((e) => [e.id, e]));
  const attributes = groupBy(graph.attributes, (a) => a.entityId);
  const from = groupBy(
    graph.relations.filter((r) => r.supersededBy === null),
    (r) => r.from,
  );
  const to = groupBy(
    graph.relations.filter((r) => r.supersededBy === null),
    (r) => r.to,
  );
  const mentions = groupBy(
    graph.entities.flatMap((e) => e.mentions.map((m): PlacedMention => ({ ...m, entityId: e.id }))),
    (m) => m.documentVersionId,
  );
  for (const list of mentions.values()) list.sort((a, b) => a.startChar - b.startChar || b.endChar - a.endChar);
  const at = new Map<
    string,
    { attributes: ResolvedAttribute[]; relations: ResolvedRelation[]; entities: ResolvedEntity[] }
  >();
  const slot = (e: EvidenceSpan) => {
    const key = spanKey(e.documentVersionId, e);
    const found = at.get(key) ?? { attributes: [], relations: [], entities: [] };
    at.set(key, found);
    return found;
  };
  for (const a of graph.attributes) for (const e of a.evidence) slot(e).attributes.push(a);
  for (const r of graph.relations) for (const e of r.evidence) slot(e).relations.push(r);
  for (const x of graph.entities) for (const e of x.mentions) slot(e).entities.push(x);

  return {
    graph,
    findEntity: (id) => entities.get(id),
    nameOf: (id) => entities.get(id)?.name ?? "",
    findAttribute: (id, name) => {
      const its = (attributes.get(id) ?? []).filter((a) => a.name === name);
      return its.find((a) => a.supersededBy === null) ?? its[0];
    },
    attributesOf: (id) => attributes.get(id) ?? [],
    relationsFrom: (id, type) => (from.get(id) ?? []).filter((r) => type === undefined || r.type === type),
    relationsTo: (id, type) => (to.get(id) ?? []).filter((r) => type === undefined || r.type === type),
    mentionsIn: (version, span) =>
      (mentions.get(version) ?? []).filter(
        (m) => span === undefined || (m.startChar < span.endChar && span.startChar < m.endChar),
      ),
    factsAt: (version, span) => at.get(spanKey(version, span)) ?? { attributes: [], relations: [], entities: [] },
  };
}

const spanKey = (version: string, span: Span): string => `${version} ${span.startChar} ${span.endChar}`;

/** `words` tell apart what one place says: never ids, which differ between organizations that have the same mail. */
type Dated = { readonly words: string; readonly spans: readonly EvidenceSpan[] };

function inOrderOfTime(graph: ResolvedGraph, versions: ReadonlyMap<string, number>): ResolvedGraph {
  const rankOf = (e: EvidenceSpan) => versions.get(e.documentVersionId) ?? 0;
  const byPlace = (a: EvidenceSpan, b: EvidenceSpan) => rankOf(a) - rankOf(b) || a.startChar - b.startChar;
  const sorted = <T>(items: readonly T[], datedOf: (item: T) => Dated, direction: 1 | -1): T[] =>
    items
      .map((item) => {
        const { words, spans } = datedOf(item);
        const ordered = spans.toSorted(byPlace);
        return { item, words, at: direction === 1 ? ordered[0] : ordered.at(-1) };
      })
      .sort(
        (a, b) =>
          (a.at && b.at ? direction * byPlace(a.at, b.at) : a.at ? -1 : b.at ? 1 : 0) || compareText(a.words, b.words),
      )
      .map(({ item }) => item);
  const name = new Map(graph.entities.map((e) => [e.id, `${e.type} ${e.name}`]));
  const named = (...ids: readonly string[]): string => ids.map((id) => name.get(id) ?? "").join(" ");
  const entities = graph.entities.map((e) => ({ ...e, mentions: e.mentions.toSorted(byPlace) }));
  return {
    entities: sorted(entities, (e) => ({ words: named(e.id), spans: e.mentions }), 1),
    relations: sorted(graph.relations, (r) => ({ words: `${r.type} ${named(r.from, r.to)}`, spans: r.evidence }), 1),
    attributes: sorted(
      graph.attributes,
      (a) => ({ words: `${named(a.entityId)} ${a.name} ${a.value}`, spans: a.evidence }),
      -1,
    ),
  };
}

function restrict(graph: ResolvedGraph, versions: ReadonlyMap<string, number>): ResolvedGraph {
  const readable = (spans: readonly EvidenceSpan[]) => spans.filter((s) => versions.has(s.documentVersionId));
  const keep = <F extends { evidence: readonly EvidenceSpan[]; status: string | null }>(facts: readonly F[]): F[] =>
    facts.flatMap((fact) => {
      const evidence = readable(fact.evidence);
      return evidence.length > 0 && fact.status !== "rejected" ? [{ ...fact, evidence }] : [];
    });
  const kept = { relations: keep(graph.relations), attributes: keep(graph.attributes) };
  // A later fact that the asker cannot read supersedes nothing.
  const ids = new Set([...kept.relations, ...kept.attributes].map((f) => f.id));
  const settle = <F extends { supersededBy: string | null }>(facts: readonly F[]): F[] =>
    facts.map((f) => (f.supersededBy !== null && !ids.has(f.supersededBy) ? { ...f, supersededBy: null } : f));
  const relations = settle(kept.relations);
  const spoken = new Set(relations.flatMap((r) => [r.from, r.to]));
  const entities = graph.entities.flatMap((entity) => {
    const mentions = readable(entity.mentions);
    return (mentions.length > 0 || spoken.has(entity.id)) && entity.status !== "rejected"
      ? [{ ...entity, mentions }]
      : [];
  });
  const known = new Set(entities.map((e) => e.id));
  return {
    entities,
    relations: relations.filter((r) => known.has(r.from) && known.has(r.to)),
    attributes: settle(kept.attributes).filter((a) => known.has(a.entityId)),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
