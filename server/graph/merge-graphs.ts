import type { ResolvedEntity, ResolvedGraph } from "./resolution.ts";
import { compareText } from "./resolve/order.ts";

/** Puts resolved blocks beside each other; Professionals and Institutions that several blocks share become one entity with all their mentions. */
export function mergeGraphs(graphs: readonly ResolvedGraph[]): ResolvedGraph {
  const entities = new Map<string, ResolvedEntity>();
  for (const entity of graphs.flatMap((graph) => graph.entities)) {
    const known = entities.get(entity.id);
    entities.set(entity.id, known ? mergeEntities(known, entity) : entity);
  }
  return {
    entities: [...entities.values()],
    relations: graphs.flatMap((graph) => graph.relations),
    attributes: graphs.flatMap((graph) => graph.attributes),
  };
}

function mergeEntities(a: ResolvedEntity, b: ResolvedEntity): ResolvedEntity {
  const names = new Map<string, readonly string[]>();
  for (const { name, mailboxIds } of [...a.names, ...b.names]) {
    names.set(name, [...new Set([...(names.get(name) ?? []), ...mailboxIds])].sort());
  }
  // Longer names first, then by text: neither block's view is better than the other's.
  const ranked = [...names].sort(([x], [y]) => y.length - x.length || compareText(x, y));
  return {
    ...a,
    name: ranked[0]?.[0] ?? a.name,
    names: ranked.map(([name, mailboxIds]) => ({ name, mailboxIds })),
    confidence: Math.max(a.confidence, b.confidence),
    mentions: [...a.mentions, ...b.mentions],
    joinedBy: [...new Set([...a.joinedBy, ...b.joinedBy])].sort(),
    status: a.status ?? b.status,
    correctionId: a.correctionId ?? b.correctionId,
  };
}
