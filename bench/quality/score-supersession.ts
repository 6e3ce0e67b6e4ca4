import type { Alignment } from "./align-entities.ts";
import type { Gold } from "./gold.ts";
import { isSameValue } from "./score-attributes.ts";
import { relationKeys } from "./score-relations.ts";

export type SupersessionScores = {
  /** Facts that later ones replaced and that the annotations can judge. */
  readonly retired: number;
  /** Of these, those that are annotated as true while nothing current says so: must be none. */
  readonly trueRetired: number;
};

export function scoreSupersession(
  gold: Gold,
  { annotatedOf }: Alignment,
  report: (error: string) => void,
): SupersessionScores {
  const { attributeFacts, relations } = gold.graph;
  let [retired, trueRetired] = [0, 0];
  for (const fact of attributeFacts.filter(({ supersededBy }) => supersededBy !== null)) {
    const annotated = annotatedOf.get(fact.entityId);
    const want = annotated?.attributes[fact.name];
    if (!annotated || !want) continue;
    retired += 1;
    const isCurrent = attributeFacts.some(
      (other) =>
        other.entityId === fact.entityId &&
        other.name === fact.name &&
        other.supersededBy === null &&
        isSameValue(fact.name, other.value, want),
    );
    if (!isSameValue(fact.name, fact.value, want) || isCurrent) continue;
    trueRetired += 1;
    report(`retired though true: ${annotated.type} ${annotated.name}.${fact.name} ${fact.value}`);
  }
  const keyOf = relationKeys(gold.mailbox);
  const annotatedKeyOf = (r: (typeof relations)[number]): string =>
    keyOf(r.type, annotatedOf.get(r.from)?.id ?? `?${r.from}`, annotatedOf.get(r.to)?.id ?? `?${r.to}`);
  const annotatedKeys = new Set(gold.mailbox.relations.map((r) => keyOf(r.type, r.from, r.to)));
  const current = new Set(relations.filter((r) => r.supersededBy === null).map(annotatedKeyOf));
  for (const relation of relations.filter(({ supersededBy }) => supersededBy !== null)) {
    if (!annotatedOf.has(relation.from) || !annotatedOf.has(relation.to)) continue;
    retired += 1;
    const key = annotatedKeyOf(relation);
    if (!annotatedKeys.has(key) || current.has(key)) continue;
    trueRetired += 1;
    report(
      `retired though true: ${relation.type} ${annotatedOf.get(relation.from)?.name} -> ${annotatedOf.get(relation.to)?.name}`,
    );
  }
  return { retired, trueRetired };
}
