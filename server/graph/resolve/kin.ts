import type { Kinship } from "../../extract/reading.ts";
import { type Block, findRef, type Ref } from "./block.ts";
import { resolveGivenName } from "./given-names.ts";
import {
  addToPerson,
  areNamesakes,
  givenLikenessTo,
  type Kin,
  mergePersons,
  nameOfRef,
  newPerson,
  type People,
  type Person,
  surnamesOf,
} from "./person.ts";

/** What the other is to the one who is this. */
export const inverseKinship: Readonly<Record<Kinship, Kinship>> = {
  spouse: "spouse",
  parent: "child",
  child: "parent",
  sibling: "sibling",
  grandparent: "grandchild",
  grandchild: "grandparent",
  aunt_uncle: "niece_nephew",
  niece_nephew: "aunt_uncle",
  cousin: "cousin",
  in_law: "in_law",
  other: "other",
};

export const claimedKinship = {
  spouseOf: "spouse",
  parentOf: "parent",
  childOf: "child",
  siblingOf: "sibling",
} as const;

/** Learns family ties from claims whose both ends are known persons, from "my wife Anna", and from "Sr." and "Jr." of one name. */
export function gatherKin(block: Block, people: People): void {
  tieGenerations(people);
  for (const { claim, message } of block.claims) {
    if (claim.kind !== "relation" || !(claim.type in claimedKinship)) continue;
    const relation = claimedKinship[claim.type as keyof typeof claimedKinship];
    const fromRef = findRef(block, message, claim.from);
    const toRef = findRef(block, message, claim.to);
    const [from, to] = [fromRef && people.of.get(fromRef), toRef && people.of.get(toRef)];
    if (from && to) addKin(to, from, relation, fromRef);
  }
  for (const [ref, person] of people.of) {
    const { kin } = ref.referent.keys;
    const ofRef = kin && findRef(block, ref.message, kin.of);
    const of = ofRef && people.of.get(ofRef);
    if (kin && of) addKin(of, person, kin.relation, ref);
  }
}

/** Where one senior and one junior of a name are known, they are father and son, whether or not mail says so. */
function tieGenerations(people: People): void {
  const ofSuffix = (suffix: string): Person[] =>
    [...people.persons].filter((person) => person.names.some((name) => name.suffix === suffix));
  const seniors = ofSuffix("sr");
  for (const junior of seniors.length > 0 ? ofSuffix("jr") : []) {
    const fathers = seniors.filter((senior) => areNamesakes(senior, junior));
    const [father] = fathers;
    if (!father || fathers.length > 1) continue;
    pushKin(junior, { relation: "parent", person: father, gender: "male", late: false });
    pushKin(father, { relation: "child", person: junior, gender: "male", late: false });
  }
}

function addKin(of: Person, person: Person, relation: Kinship, ref: Ref | undefined): void {
  if (of === person) return;
  const kin = ref?.referent.keys.kin;
  const gender = kin?.gender ?? null;
  const late = kin?.late ?? false;
  pushKin(of, { relation, person, gender, late });
  pushKin(person, { relation: inverseKinship[relation], person: of, gender: null, late: false });
}

function pushKin(holder: Person, kin: Kin): void {
  const known = holder.kin.find((other) => other.person === kin.person && other.relation === kin.relation);
  if (!known) holder.kin.push(kin);
  else if ((kin.gender && !known.gender) || (kin.late && !known.late)) {
    holder.kin[holder.kin.indexOf(known)] = {
      ...known,
      gender: known.gender ?? kin.gender,
      late: known.late || kin.late,
    };
  }
}

/** Those who are `relation` of this person: their own ties, and a spouse's children; a known gender that differs rules one out. */
function relativesOf(person: Person, relation: Kinship, gender: "female" | "male" | undefined): Person[] {
  const own = person.kin.filter((kin) => kin.relation === relation);
  const spouses = relation === "child" ? person.kin.filter((kin) => kin.relation === "spouse") : [];
  const shared = spouses.flatMap((spouse) => spouse.person.kin.filter((kin) => kin.relation === "child"));
  const fits = [...own, ...shared].filter((kin) => !gender || !kin.gender || kin.gender === gender);
  return [...new Set(fits.map((kin) => kin.person))];
}

/** Resolves "my wife", "Mom", "our daughter Leila": by the tie where it is known, by the name where one is given. */
export function resolveKin(block: Block, people: People, refs: readonly Ref[], mayMint: boolean): void {
  for (const ref of refs) {
    const { kin } = ref.referent.keys;
    if (!kin || people.of.has(ref)) continue;
    const ofRef = findRef(block, ref.message, kin.of);
    const of = ofRef && people.of.get(ofRef);
    if (!of) continue;
    const { given } = nameOfRef(ref);
    const relatives = relativesOf(of, kin.relation, kin.gender);
    const named = given ? relatives.filter((person) => givenLikenessTo(person, given) > 0) : relatives;
    if (named[0] && named.length === 1)
      addToPerson(block, people, named[0], ref, given ? "same kin and first name" : "same kin");
    else if (named.length === 0 && (mayMint || !given)) introduce(block, people, ref, of, given);
  }
}

function introduce(block: Block, people: People, ref: Ref, of: Person, given: string | null): void {
  if (given && resolveGivenName(block, people, ref, "block")) return;
  const kin = ref.referent.keys.kin;
  if (!kin) return;
  // A nameless "my lawyer's cousin" helps nobody; the near family does, because a later mail may name it.
  if (!given && !["spouse", "parent", "child", "sibling"].includes(kin.relation)) return;
  const person = newPerson(people);
  addToPerson(block, people, person, ref, null);
  addKin(of, person, kin.relation, ref);
}

/** One first name within two steps of kinship, one of them known by no other name: one person. A father and son are kin themselves. */
export function joinRelativesOfOneName(block: Block, people: People): void {
  for (const person of [...people.persons]) {
    if (!people.persons.has(person) || person.addresses.size > 0 || surnamesOf(person).length > 0) continue;
    const near = person.kin.flatMap((kin) => [kin.person, ...kin.person.kin.map((far) => far.person)]);
    const far = near.flatMap((relative) => relative.kin.map((kin) => kin.person));
    const same = [...new Set([...near, ...far])].filter(
      (other) =>
        other !== person &&
        people.persons.has(other) &&
        !person.kin.some((kin) => kin.person === other) &&
        !isGrandchildOf(person, other) &&
        !isGrandchildOf(other, person) &&
        person.names.some(({ given }) => given !== null && givenLikenessTo(other, given) >= 2),
    );
    const [only] = same;
    if (only && same.length === 1) mergePersons(block, people, only, person, "same first name in one family");
  }
}

/** Grandfather and grandson of one name are two. */
const isGrandchildOf = (young: Person, old: Person): boolean =>
  young.kin.some(
    ({ relation, person }) =>
      relation === "parent" && person.kin.some((far) => far.relation === "parent" && far.person === old),
  );
