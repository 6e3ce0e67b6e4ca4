import type { Directory } from "./directory.ts";
import type { Correction, Decision, EntityKey, FirmContext, MessageReading, ResolvedBlock } from "./resolution.ts";
import { resolveAccounts } from "./resolve/accounts.ts";
import { resolveActionItems } from "./resolve/action-items.ts";
import { gatherAttributes } from "./resolve/attributes.ts";
import { type Cluster, layOutBlock } from "./resolve/block.ts";
import type { Context } from "./resolve/context.ts";
import { correctPeople } from "./resolve/correct-people.ts";
import { correctHouseholds, correctThings } from "./resolve/correct-things.ts";
import { freezeGraph } from "./resolve/freeze-graph.ts";
import { resolveGoals } from "./resolve/goals.ts";
import { type Household, resolveHouseholds } from "./resolve/households.ts";
import { resolveInstitutions } from "./resolve/institutions.ts";
import { resolveLifeEvents } from "./resolve/life-events.ts";
import { resolveMeetings } from "./resolve/meetings.ts";
import { resolvePeople } from "./resolve/people.ts";
import { isRejected, placeDecisions } from "./resolve/place-decisions.ts";
import { gatherRelations } from "./resolve/relations.ts";
import { findReviews } from "./resolve/reviews.ts";
import { sharedKeyNow, uniteShared } from "./resolve/shared-names.ts";
import { decideStanding } from "./resolve/standing.ts";

/**
 * Derives what is true from all that the block's messages say and people decided: entities, facts, what replaced what.
 * A pure function of the set of readings (their order plays no part), the directory and the decisions in their order.
 */
export function resolveBlock(
  firm: FirmContext,
  directory: Directory,
  readings: readonly MessageReading[],
  decisions: readonly Decision[],
): ResolvedBlock {
  const block = layOutBlock(firm, directory, readings);
  const people = resolvePeople(block);
  correctPeople(block, people, decisions);
  decideStanding(block, people);
  uniteShared(block, people, [...people.persons], decisions);
  const later = withKeysNow(decisions);
  const persons = [...people.persons];
  // Who a person says is nobody makes no family, and is kept only to be restored.
  const nobodies = placeDecisions(block, new Map(), later);
  for (const person of persons) if (isRejected(nobodies.ofEntity(person))) people.persons.delete(person);
  const households = resolveHouseholds(block, people);
  const context: Context = { block, people, households };
  correctHouseholds(block, households, later);
  const institutions = resolveInstitutions(block);
  const things = [
    ...uniteShared(block, people, institutions, decisions),
    ...resolveAccounts(context),
    ...resolveLifeEvents(context),
    ...resolveActionItems(context),
    ...resolveMeetings(context),
    ...resolveGoals(context),
  ];
  correctThings(block, things, later);
  const clusters: Cluster[] = [...persons, ...households.all, ...things].filter(isShown);
  const decided = placeDecisions(block, households.of, later);
  return freezeGraph(
    clusters,
    gatherRelations(context, decided),
    gatherAttributes(context, decided),
    findReviews(context, clusters),
    decided,
  );
}

/** The decisions with the keys that shared things go by now. */
function withKeysNow(decisions: readonly Decision[]): Decision[] {
  const keyNow = sharedKeyNow(decisions);
  const now = (key: EntityKey): EntityKey => (key.sharedKey ? { ...key, sharedKey: keyNow(key.sharedKey) } : key);
  return decisions.map((decision): Decision => {
    const { id, decidedAt } = decision;
    return { id, decidedAt, ...mapKeys(decision, now) };
  });
}

function mapKeys(correction: Correction, map: (key: EntityKey) => EntityKey): Correction {
  switch (correction.kind) {
    case "merge":
    case "split":
    case "later":
      return { kind: correction.kind, left: map(correction.left), right: map(correction.right) };
    case "set_status":
      return { ...correction, entity: map(correction.entity) };
    case "assign":
      return { ...correction, words: map(correction.words), to: correction.to && map(correction.to) };
    case "confirm":
    case "reject": {
      const { kind, target } = correction;
      if ("entity" in target) return { kind, target: { entity: map(target.entity) } };
      return { kind, target: { ...target, from: map(target.from), to: target.to && map(target.to) } };
    }
    default:
      return correction satisfies never;
  }
}

/** Words must show it: a person only ever called "my wife" has no mention and is not shown. */
function isShown(cluster: Cluster): boolean {
  if (cluster.type === "Household") return cluster.refs.length > 0 || (cluster as Household).members.size > 0;
  return cluster.refs.some((ref) => ref.mentions.length > 0);
}
