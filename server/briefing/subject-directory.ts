import type { Belonging } from "./belonging.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { SubjectDirectory } from "./understand-ask.ts";

/** The names of a readable graph that an ask may use. */
export function buildSubjectDirectory(index: GraphIndex, belonging: Belonging): SubjectDirectory {
  const { entities } = index.graph;
  const named = (type: string) =>
    entities
      .filter((e) => e.type === type)
      .map((e) => ({ entityId: e.id, name: e.name, names: [e.name, ...e.names.map((n) => n.name)] }));
  return {
    households: named("Household"),
    clients: named("Client").map((c) => ({ ...c, homes: [...belonging.homesOf(c.entityId)] })),
    others: [...named("Professional"), ...named("Institution")].flatMap((e) => e.names),
    meetings: entities
      .filter((e) => e.type === "Meeting")
      .map((e) => ({
        entityId: e.id,
        date: index.findAttribute(e.id, "date")?.value ?? null,
        homes: [...belonging.homesOf(e.id)],
      })),
  };
}
