import type { Kinship } from "../../extract/reading.ts";
import type { Decision, EntityKey } from "../resolution.ts";
import type { Block, Ref } from "./block.ts";
import { decidedByPerson, findPerson, findRefAt, isPersonType } from "./find-decided.ts";
import { claimedKinship, gatherKin, inverseKinship } from "./kin.ts";
import { addToPerson, mergePersons, nameOfRef, type People, partPerson } from "./person.ts";

/** Puts what people decided of persons over what the rules found, in the order decided, and learns the family ties anew from it. */
export function correctPeople(block: Block, people: People, decisions: readonly Decision[]): void {
  const changed = decisions.filter((decision) => {
    if (decision.kind === "merge") return mergeDecided(block, people, decision.left, decision.right);
    if (decision.kind === "assign") return assignDecided(block, people, decision.words, decision.to);
    return decision.kind === "split" && partDecided(block, people, decision.left, decision.right);
  });
  if (changed.length > 0) {
    for (const person of people.persons) person.kin = [];
    gatherKin(block, people);
  }
  forgetRejectedKin(block, people, decisions);
}

function mergeDecided(block: Block, people: People, left: EntityKey, right: EntityKey): boolean {
  const [a, b] = [findPerson(block, people, left), findPerson(block, people, right)];
  if (a && b) {
    if (a !== b) mergePersons(block, people, a, b, decidedByPerson);
    return a !== b;
  }
  // Words that no rule could give to anybody.
  const [known, loose] = a ? [a, right] : [b, left];
  const refs = loose.words.flatMap((words) => findRefAt(block, loose.type, words) ?? []);
  for (const ref of refs) if (known && !people.of.has(ref)) addToPerson(block, people, known, ref, decidedByPerson);
  return known !== undefined && refs.length > 0;
}

/** The words of `right` leave, and with them what says the same of itself: one address, or one full name, that the words of `left` do not have. */
function partDecided(block: Block, people: People, left: EntityKey, right: EntityKey): boolean {
  const from = findPerson(block, people, left);
  if (!from) return false;
  const refsOf = (key: EntityKey): Ref[] =>
    key.words.flatMap((words) => findRefAt(block, key.type, words) ?? []).filter((ref) => people.of.get(ref) === from);
  const chosen = refsOf(right);
  const kept = refsOf(left).filter((ref) => !chosen.includes(ref));
  const identities = new Set(kept.flatMap(identityOf));
  const leaving = from.refs.filter(
    (ref) =>
      chosen.includes(ref) ||
      chosen.flatMap(identityOf).some((own) => identityOf(ref)[0] === own && !identities.has(own)),
  );
  if (chosen.length === 0 || leaving.length === from.refs.length) return false;
  partPerson(block, people, from, leaving).joinedBy.add(decidedByPerson);
  return true;
}

/** Some words are this person's, or nobody's of whom they may be: then they are left out, as words that fit nobody are. */
function assignDecided(block: Block, people: People, words: EntityKey, to: EntityKey | null): boolean {
  const ref = words.words.map((own) => findRefAt(block, words.type, own)).find((found) => found !== undefined);
  const target = to ? findPerson(block, people, to) : undefined;
  if (!ref || !isPersonType(words.type) || (to && !target)) return false;
  block.doubts.delete(ref);
  const holder = people.of.get(ref);
  if (holder === target) return false;
  if (holder) {
    const apart = holder.refs.length > 1 ? partPerson(block, people, holder, [ref]) : holder;
    people.persons.delete(apart);
    people.of.delete(ref);
    block.clusterOf.delete(ref);
  }
  if (target) addToPerson(block, people, target, ref, decidedByPerson);
  return true;
}

/** By what a referent alone tells who it is: its address, else its full name. */
function identityOf(ref: Ref): string[] {
  const { address } = ref.referent.keys;
  if (address) return [address];
  const name = nameOfRef(ref);
  return name.given && name.surname ? [JSON.stringify(name)] : [];
}

/** "They are not married": no family is built on a tie that a person rejected. */
function forgetRejectedKin(block: Block, people: People, decisions: readonly Decision[]): void {
  for (const decision of decisions) {
    if (decision.kind !== "reject" || !("fact" in decision.target) || !decision.target.to) continue;
    const { fact, from, to } = decision.target;
    const relation: Kinship | undefined = claimedKinship[fact as keyof typeof claimedKinship];
    const [a, b] = [findPerson(block, people, from), findPerson(block, people, to)];
    if (!relation || !a || !b) continue;
    b.kin = b.kin.filter((kin) => kin.person !== a || kin.relation !== relation);
    a.kin = a.kin.filter((kin) => kin.person !== b || kin.relation !== inverseKinship[relation]);
  }
}
