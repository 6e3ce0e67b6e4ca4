import type { Directory } from "./directory.ts";
import type { Correction, FirmContext, MessageReading, ResolvedGraph } from "./resolution.ts";
import { resolveAccounts } from "./resolve/accounts.ts";
import { resolveActionItems } from "./resolve/action-items.ts";
import { gatherAttributes } from "./resolve/attributes.ts";
import { type Block, type Cluster, layOutBlock } from "./resolve/block.ts";
import type { Context } from "./resolve/context.ts";
import { decidedByPerson, declaredMerges, declaredSplits, moveRefs } from "./resolve/corrections.ts";
import { freezeGraph } from "./resolve/freeze-graph.ts";
import { resolveGoals } from "./resolve/goals.ts";
import { type Household, resolveHouseholds } from "./resolve/households.ts";
import { resolveInstitutions } from "./resolve/institutions.ts";
import { gatherKin } from "./resolve/kin.ts";
import { resolveLifeEvents } from "./resolve/life-events.ts";
import { resolveMeetings } from "./resolve/meetings.ts";
import { resolvePeople } from "./resolve/people.ts";
import { addAddress, addToPerson, mergePersons, newPerson, type People, type Person } from "./resolve/person.ts";
import { gatherRelations } from "./resolve/relations.ts";
import { decideStanding } from "./resolve/standing.ts";

/**
 * Derives what is true from all that the block's messages say and people decided: entities, facts, what replaced what.
 * A pure function of the set of readings (their order plays no part), the directory and the corrections.
 */
export function resolveBlock(
  firm: FirmContext,
  directory: Directory,
  readings: readonly MessageReading[],
  corrections: readonly Correction[],
): ResolvedGraph {
  const block = layOutBlock(firm, directory, readings);
  const people = resolvePeople(block);
  correctPeople(block, people, corrections);
  decideStanding(block, people);
  const households = resolveHouseholds(block, people);
  const context: Context = { block, people, households };
  correctHouseholds(context, corrections);
  const things = [
    ...resolveInstitutions(block),
    ...resolveAccounts(context),
    ...resolveLifeEvents(context),
    ...resolveActionItems(context),
    ...resolveMeetings(context),
    ...resolveGoals(context),
  ];
  correctThings(block, things, corrections);
  const clusters: Cluster[] = [...people.persons, ...households.all, ...things].filter(isShown);
  return freezeGraph(context, clusters, gatherRelations(context), gatherAttributes(context), corrections);
}

/** Words must show it: a person only ever called "my wife" has no mention and is not shown. */
function isShown(cluster: Cluster): boolean {
  if (cluster.type === "Household") return cluster.refs.length > 0 || (cluster as Household).members.size > 0;
  return cluster.refs.some((ref) => ref.mentions.length > 0);
}

function correctPeople(block: Block, people: People, corrections: readonly Correction[]): void {
  for (const { left, right } of declaredMerges(block, corrections)) {
    const [a, b] = [people.of.get(left), people.of.get(right)];
    if (a && b && a !== b) mergePersons(block, people, a, b, decidedByPerson);
  }
  for (const { from, leaving } of declaredSplits(block, corrections)) {
    if (!people.persons.has(from as Person)) continue;
    const person = newPerson(people);
    const old = from as Person;
    old.refs.splice(0, old.refs.length, ...old.refs.filter((ref) => !leaving.includes(ref)));
    for (const ref of leaving) {
      const { address } = ref.referent.keys;
      if (address && old.addresses.delete(address)) addAddress(block, people, person, address);
      addToPerson(block, people, person, ref, decidedByPerson);
    }
  }
  gatherKin(block, people);
}

function correctHouseholds(context: Context, corrections: readonly Correction[]): void {
  const { block, households } = context;
  for (const { left, right } of declaredMerges(block, corrections)) {
    const [a, b] = [block.clusterOf.get(left), block.clusterOf.get(right)];
    if (!a || !b || a === b || a.type !== "Household" || b.type !== "Household") continue;
    const [into, from] = [a as Household, b as Household];
    uniteClusters(block, into, from);
    for (const member of from.members) {
      into.members.add(member);
      households.of.set(member, into);
    }
    households.all.splice(households.all.indexOf(from), 1);
  }
}

function correctThings(block: Block, things: Cluster[], corrections: readonly Correction[]): void {
  for (const { left, right } of declaredMerges(block, corrections)) {
    const [a, b] = [block.clusterOf.get(left), block.clusterOf.get(right)];
    if (!a || !b || a === b || a.type !== b.type || !things.includes(a) || !things.includes(b)) continue;
    uniteClusters(block, a, b);
    things.splice(things.indexOf(b), 1);
  }
  for (const { from, leaving } of declaredSplits(block, corrections)) {
    if (!things.includes(from)) continue;
    const apart = moveRefs(block, leaving, from);
    if (apart) things.push(apart);
  }
}

function uniteClusters(block: Block, into: Cluster, from: Cluster): void {
  into.refs.push(...from.refs);
  into.refs.sort((a, b) => a.index - b.index);
  for (const ref of from.refs) block.clusterOf.set(ref, into);
  into.joinedBy.add(decidedByPerson);
}
