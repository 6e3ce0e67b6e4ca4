import type { Kinship } from "../../extract/reading.ts";
import { type Block, findRef, type Ref } from "./block.ts";
import { resolveGivenName } from "./given-names.ts";
import {
  addToPerson,
  givenLikenessTo,
  isProfessional,
  type Kin,
  mergePersons,
  nameOfRef,
  newPerson,
  type People,
  type Person,
  sharesSurname,
} from "./person.ts";

const inverse: Readonly<Record<Kinship, Kinship>> = {
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

const claimedKinship = { spouseOf: "spouse", parentOf: "parent", childOf: "child", siblingOf: "sibling" } as const;

/** Learns family ties from claims whose both ends are known persons, and from "my wife Anna". */
export function gatherKin(block: Block, people: People): void {
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

function addKin(of: Person, person: Person, relation: Kinship, ref: Ref | undefined): void {
  if (of === person) return;
  const kin = ref?.referent.keys.kin;
  const gender = kin?.gender ?? null;
  const late = kin?.late ?? false;
  pushKin(of, { relation, person, gender, late });
  pushKin(person, { relation: inverse[relation], person: of, gender: null, late: false });
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
export function relativesOf(person: Person, relation: Kinship, gender: "female" | "male" | undefined): Person[] {
  const own = person.kin.filter((kin) => kin.relation === relation);
  const spouses = relation === "child" ? person.kin.filter((kin) => kin.relation === "spouse") : [];
  const shared = spouses.flatMap((spouse) => spouse.person.kin.filter((kin) => kin.relation === "child"));
  const fits = [...own, ...shared].filter((kin) => !gender || !kin.gender || kin.gender === gender);
  return [...new Set(fits.map((kin) => kin.person))];
}

/** Resolves "my wife", "Mom", "our daughter Leila": by the tie where it is known, by the name where one is given. */
export function resolveKin(block: Block, people: People, refs: readonly Ref[]): void {
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
    else if (named.length === 0) introduce(block, people, ref, of, given);
  }
  nameTheUnnamed(block, people);
}

function introduce(block: Block, people: People, ref: Ref, of: Person, given: string | null): void {
  if (given && resolveGivenName(block, people, ref, false)) return;
  const kin = ref.referent.keys.kin;
  if (!kin) return;
  // A nameless "my lawyer's cousin" helps nobody; the near family does, because a later mail may name it.
  if (!given && !["spouse", "parent", "child", "sibling"].includes(kin.relation)) return;
  const person = newPerson(people);
  addToPerson(block, people, person, ref, null);
  addKin(of, person, kin.relation, ref);
}

/** "Mom" of one mail and "Dorothea Lund" of the next: joined when a mail that speaks of the one names exactly one other person it can be. */
function nameTheUnnamed(block: Block, people: People): void {
  for (const person of [...people.persons]) {
    if (person.names.length > 0 || person.addresses.size > 0 || !people.persons.has(person)) continue;
    const tie = person.kin.find((kin) => kin.relation !== "other");
    if (!tie) continue;
    const threads = new Set(person.refs.map((ref) => ref.message.threadKey));
    const around = [...people.persons].filter((other) =>
      other.refs.some((ref) => threads.has(ref.message.threadKey) && ref.mentions.length > 0),
    );
    const fitting = around.filter((other) => canBe(other, person, tie));
    if (fitting[0] && fitting.length === 1)
      mergePersons(block, people, fitting[0], person, "the only one of the family it can be");
  }
}

function canBe(other: Person, unnamed: Person, tie: Kin): boolean {
  if (other === unnamed || other === tie.person || isProfessional(other) || other.names.length === 0) return false;
  if (other.kin.some((kin) => kin.person === tie.person)) return false;
  if (other.addresses.size > 0 && unnamed.refs.some((ref) => ref.referent.keys.kin?.late)) return false;
  const honorific = other.refs.map((ref) => ref.referent.keys.honorific?.toLowerCase().replace(".", "")).find(Boolean);
  const gender = unnamed.refs.map((ref) => ref.referent.keys.kin?.gender).find(Boolean);
  if (honorific === "mr" && gender === "female") return false;
  if (["mrs", "ms", "miss"].includes(honorific ?? "") && gender === "male") return false;
  return sharesSurname(other, tie.person);
}
