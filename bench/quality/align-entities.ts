import type { AnnotatedEntity } from "./annotated-mailbox.ts";
import type { Gold, GraphEntity } from "./gold.ts";

/** Which found entity stands for which annotated one: one to one, those that share most mentions first. */
export type Alignment = {
  readonly foundOf: ReadonlyMap<string, GraphEntity>;
  readonly annotatedOf: ReadonlyMap<string, AnnotatedEntity>;
};

export function alignEntities(gold: Gold): Alignment {
  const pairs = gold.mailbox.entities.flatMap((annotated) =>
    gold.graph.entities
      .filter((found) => found.type === annotated.type)
      .map((found) => ({ annotated, found, shared: sharedMentions(gold, annotated, found) }))
      .filter(({ shared }) => shared > 0),
  );
  const foundOf = new Map<string, GraphEntity>();
  const annotatedOf = new Map<string, AnnotatedEntity>();
  for (const { annotated, found } of pairs.sort((a, b) => b.shared - a.shared)) {
    if (foundOf.has(annotated.id) || annotatedOf.has(found.id)) continue;
    foundOf.set(annotated.id, found);
    annotatedOf.set(found.id, annotated);
  }
  return { foundOf, annotatedOf };
}

function sharedMentions(gold: Gold, annotated: AnnotatedEntity, found: GraphEntity): number {
  const places = gold.placesOf(found);
  if (annotated.type === "Household" && annotated.mentions.length === 0) return isNamedLike(annotated, found) ? 0.5 : 0;
  return annotated.mentions.filter((quote) => places.some((place) => gold.isAt(quote, place))).length;
}

/** A household that no mail names is known by its surname. */
function isNamedLike(annotated: AnnotatedEntity, found: GraphEntity): boolean {
  const bare = annotated.name.replace(/\b(household|family|the)\b/gi, "").trim();
  const surname = bare
    .split(/[\s/&-]+/)
    .pop()
    ?.toLowerCase();
  return surname !== undefined && surname !== "" && found.name.toLowerCase().includes(surname);
}
