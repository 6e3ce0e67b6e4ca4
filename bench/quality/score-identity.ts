import type { Alignment } from "./align-entities.ts";
import type { Gold, GraphEntity } from "./gold.ts";

/** How well one thing is one entity. Mentions that quote several things at once say nothing and are left out. */
export type IdentityScores = {
  /** Found entities that hold mentions of several annotated ones, and how many hold mentions of any. */
  readonly falseMerges: number;
  readonly merged: number;
  /** Annotated entities whose mentions lie on several found ones, and how many have mentions on any. */
  readonly falseSplits: number;
  readonly split: number;
  /** Of the false merges, those of things that differ in an identifier: last four, address. */
  readonly mergesOfIdentifiers: number;
};

export function scoreIdentity(gold: Gold, { annotatedOf }: Alignment, report: (error: string) => void): IdentityScores {
  const things = new Map(gold.mailbox.entities.map((entity) => [entity.id, entity]));
  const holders = new Map<string, Set<string>>();
  const held = gold.graph.entities
    .map((found) => ({ found, ids: thingsOf(gold, found) }))
    .filter(({ ids }) => ids.size > 0);
  for (const { found, ids } of held)
    for (const id of ids) holders.set(id, (holders.get(id) ?? new Set()).add(found.id));
  const merges = held.filter(({ ids }) => ids.size > 1);
  const identifiersOf = (ids: ReadonlySet<string>, name: string): number =>
    new Set([...ids].map((id) => things.get(id)?.attributes[name]).filter((value) => value !== undefined)).size;
  for (const { found, ids } of merges)
    report(`merged ${found.type} ${found.name}: ${[...ids].map((id) => things.get(id)?.name).join(" | ")}`);
  const splits = [...holders].filter(([, its]) => its.size > 1);
  for (const [id, its] of splits) {
    const names = gold.graph.entities
      .filter((e) => its.has(e.id))
      .map((e) => `${e.name}${annotatedOf.get(e.id)?.id === id ? "" : " (apart)"}`);
    report(`split ${things.get(id)?.type} ${things.get(id)?.name}: ${names.join(" | ")}`);
  }
  return {
    falseMerges: merges.length,
    merged: held.length,
    falseSplits: splits.length,
    split: holders.size,
    mergesOfIdentifiers: merges.filter(({ ids }) => ["last4", "email"].some((name) => identifiersOf(ids, name) > 1))
      .length,
  };
}

/** The annotated things that a found entity's mentions quote, each alone. */
function thingsOf(gold: Gold, found: GraphEntity): Set<string> {
  const ids = new Set<string>();
  for (const place of gold.placesOf(found)) {
    const quoted = gold.mailbox.entities.filter(
      ({ type, mentions }) => type === found.type && mentions.some((quote) => gold.isAt(quote, place)),
    );
    const [only] = quoted;
    if (only && quoted.length === 1) ids.add(only.id);
  }
  return ids;
}
