import type { ResolvedAttribute } from "./resolution.ts";
import { compareText } from "./resolve/order.ts";

/** What holds now: by entity, one fact for each attribute name, neither superseded nor rejected; confirmed before verified before unverified, then the best shown, then the first said. */
export function currentAttributes(facts: readonly ResolvedAttribute[]): Map<string, ResolvedAttribute[]> {
  const chosen = new Map<string, Map<string, ResolvedAttribute>>();
  for (const fact of facts) {
    if (fact.supersededBy !== null || fact.status === "rejected") continue;
    const byName = chosen.get(fact.entityId) ?? new Map<string, ResolvedAttribute>();
    chosen.set(fact.entityId, byName);
    const known = byName.get(fact.name);
    if (!known || isBetter(fact, known)) byName.set(fact.name, fact);
  }
  return new Map([...chosen].map(([id, byName]) => [id, [...byName.values()]]));
}

function isBetter(fact: ResolvedAttribute, known: ResolvedAttribute): boolean {
  const rank = ({ status, statedBy, evidence }: ResolvedAttribute): number =>
    (status === "confirmed" ? 1000 : 0) + (statedBy === "unverified" ? 0 : 500) + Math.min(evidence.length, 400);
  if (rank(fact) !== rank(known)) return rank(fact) > rank(known);
  // Ids differ from organization to organization: among equals what mail says decides.
  return (compareText(fact.value, known.value) || compareText(fact.id, known.id)) < 0;
}
