import type { Alignment } from "./align-entities.ts";
import type { Gold } from "./gold.ts";
import { type Score, scoreOf, shareOf } from "./score.ts";

export type EntityScores = { readonly all: Score; readonly perType: Readonly<Record<string, Score>> };

export function scoreEntities(
  gold: Gold,
  { foundOf, annotatedOf }: Alignment,
  report: (error: string) => void,
): EntityScores {
  const { entities } = gold.mailbox;
  const found = gold.graph.entities;
  const types = [...new Set(entities.map(({ type }) => type))].sort();
  for (const entity of entities)
    if (!foundOf.has(entity.id))
      report(`missed ${entity.type} ${entity.name} ${JSON.stringify(entity.mentions[0] ?? "no mention")}`);
  for (const entity of found) {
    if (annotatedOf.has(entity.id)) continue;
    const [mention] = entity.mentions;
    const where = mention ? `${JSON.stringify(mention.text)} in ${gold.placeOf(mention).message}` : "no mention";
    report(`spurious ${entity.type} ${entity.name} ${where}`);
  }
  const scoreType = (type: string): Score => {
    const expected = entities.filter((entity) => entity.type === type);
    const right = expected.filter((entity) => foundOf.has(entity.id)).length;
    return scoreOf(right, found.filter((entity) => entity.type === type).length, expected.length);
  };
  return {
    all: scoreOf(foundOf.size, found.length, entities.length),
    perType: Object.fromEntries(types.map((type) => [type, scoreType(type)])),
  };
}

export type MentionScores = {
  readonly expected: number;
  /** Annotated mentions that some found entity of the type covers. */
  readonly covered: number;
  /** Of the found mentions, the share that is annotated. */
  readonly precision: number;
  /** Of the covered mentions, the share that lies on the aligned entity and no other. */
  readonly resolution: number;
};

export function scoreMentions(gold: Gold, { foundOf }: Alignment): MentionScores {
  const byType = Map.groupBy(gold.graph.entities, ({ type }): string => type);
  let [expected, covered, resolved] = [0, 0, 0];
  for (const { id, type, mentions } of gold.mailbox.entities) {
    for (const quote of mentions) {
      expected += 1;
      const owners = (byType.get(type) ?? []).filter((entity) =>
        gold.placesOf(entity).some((place) => gold.isAt(quote, place)),
      );
      if (owners.length > 0) covered += 1;
      if (owners.length === 1 && owners[0] === foundOf.get(id)) resolved += 1;
    }
  }
  const quotes = Map.groupBy(
    gold.mailbox.entities.flatMap(({ type, mentions }) => mentions.map((quote) => ({ type, quote }))),
    ({ type, quote }) => `${type} ${quote.message}`,
  );
  const found = gold.graph.entities.flatMap((entity) =>
    gold.placesOf(entity).map((place) => ({ place, key: `${entity.type} ${place.message}` })),
  );
  const right = found.filter(({ place, key }) => quotes.get(key)?.some(({ quote }) => gold.isAt(quote, place))).length;
  return {
    expected,
    covered,
    precision: shareOf(right, found.length),
    resolution: covered > 0 ? resolved / covered : 0,
  };
}
