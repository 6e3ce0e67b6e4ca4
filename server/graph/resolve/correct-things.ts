import type { Decision, EntityKey } from "../resolution.ts";
import { type Block, type Cluster, join, newCluster, type Ref } from "./block.ts";
import { decidedByPerson, findDecided, findRefAt, isPersonType } from "./find-decided.ts";
import type { Household, Households } from "./households.ts";
import type { Person } from "./person.ts";

/** Puts what people decided of families over what the rules found: merged, parted, or someone not of it after all. */
export function correctHouseholds(block: Block, households: Households, decisions: readonly Decision[]): void {
  const find = (key: EntityKey): Household | undefined => {
    const found = findDecided(block, households.of, key);
    return households.all.find((household) => household === found);
  };
  for (const decision of decisions) {
    if (decision.kind === "merge" && decision.left.type === "Household") {
      const [into, from] = [find(decision.left), find(decision.right)];
      if (into && from && into !== from) uniteHouseholds(block, households, into, from);
    }
    if (decision.kind === "split" && decision.left.type === "Household") {
      const from = find(decision.left);
      if (from) partHousehold(block, households, from, decision.right);
    }
    if (decision.kind === "reject" && "fact" in decision.target && decision.target.fact === "belongsToHousehold") {
      const { from, to } = decision.target;
      const member = findDecided(block, households.of, from) as Person | undefined;
      const home = member && to && households.of.get(member);
      if (home && find(to) === home) {
        home.members.delete(member);
        households.of.delete(member);
      }
    }
  }
}

function uniteHouseholds(block: Block, households: Households, into: Household, from: Household): void {
  uniteClusters(block, into, from);
  for (const member of from.members) {
    into.members.add(member);
    households.of.set(member, into);
  }
  households.all.splice(households.all.indexOf(from), 1);
}

/** The members whose words are given are a family of their own, and with them the words that name it. */
function partHousehold(block: Block, households: Households, from: Household, leaves: EntityKey): void {
  const refs = leaves.words.flatMap((words) => findRefAt(block, leaves.type, words) ?? []);
  const members = new Set(
    refs.flatMap((ref) => {
      const person = block.clusterOf.get(ref) as Person | undefined;
      return person && households.of.get(person) === from ? [person] : [];
    }),
  );
  const named = refs.filter((ref) => block.clusterOf.get(ref) === from);
  if (members.size + named.length === 0 || members.size === from.members.size) return;
  const surname = [...members].flatMap((member) => member.names.flatMap((name) => name.surname ?? []))[0];
  const apart: Household = { ...newHousehold(surname ?? from.surname), members };
  takeRefs(block, from, apart, named);
  for (const member of members) {
    from.members.delete(member);
    households.of.set(member, apart);
  }
  households.all.push(apart);
}

const newHousehold = (surname: string): Household => ({
  type: "Household",
  refs: [],
  joinedBy: new Set([decidedByPerson]),
  sharedKey: null,
  members: new Set(),
  surname,
});

/** The same of everything else: accounts, events, actions, meetings, goals, institutions. */
export function correctThings(block: Block, things: Cluster[], decisions: readonly Decision[]): void {
  const find = (key: EntityKey): Cluster | undefined => {
    const found = isPersonType(key.type) || key.type === "Household" ? undefined : findDecided(block, new Map(), key);
    return found && things.includes(found) ? found : undefined;
  };
  for (const decision of decisions) {
    if (decision.kind === "merge") {
      const [into, from] = [find(decision.left), find(decision.right)];
      if (into && from && into !== from) {
        uniteClusters(block, into, from);
        things.splice(things.indexOf(from), 1);
      }
    }
    if (decision.kind === "split") {
      const from = find(decision.left);
      const apart = from && partThing(block, from, decision.right);
      if (apart) things.push(apart);
    }
    if (decision.kind === "assign" && !isPersonType(decision.words.type))
      assignWords(block, things, decision.words, decision.to ? find(decision.to) : null);
  }
}

function partThing(block: Block, from: Cluster, leaves: EntityKey): Cluster | undefined {
  const refs = leaves.words.flatMap((words) => findRefAt(block, leaves.type, words) ?? []);
  const [first, ...rest] = new Set(refs.filter((ref) => block.clusterOf.get(ref) === from));
  if (!first || rest.length + 1 === from.refs.length) return undefined;
  const apart = newCluster(block, from.type, first);
  apart.joinedBy.add(decidedByPerson);
  takeRefs(block, from, apart, rest);
  from.refs.splice(from.refs.indexOf(first), 1);
  return apart;
}

function assignWords(block: Block, things: Cluster[], words: EntityKey, to: Cluster | null | undefined): void {
  const ref = words.words.map((own) => findRefAt(block, words.type, own)).find((found) => found !== undefined);
  if (!ref || to === undefined) return;
  block.doubts.delete(ref);
  const holder = block.clusterOf.get(ref);
  if (holder === (to ?? undefined)) return;
  if (holder) {
    holder.refs.splice(holder.refs.indexOf(ref), 1);
    block.clusterOf.delete(ref);
    if (holder.refs.length === 0) things.splice(things.indexOf(holder), 1);
  }
  if (!to) return;
  join(block, to, ref, decidedByPerson);
  to.refs.sort((a, b) => a.index - b.index);
}

function takeRefs(block: Block, from: Cluster, into: Cluster, refs: readonly Ref[]): void {
  from.refs.splice(0, from.refs.length, ...from.refs.filter((ref) => !refs.includes(ref)));
  into.refs.push(...refs);
  for (const ref of refs) block.clusterOf.set(ref, into);
}

export function uniteClusters(block: Block, into: Cluster, from: Cluster): void {
  into.refs.push(...from.refs);
  into.refs.sort((a, b) => a.index - b.index);
  for (const ref of from.refs) block.clusterOf.set(ref, into);
  into.joinedBy.add(decidedByPerson);
}
