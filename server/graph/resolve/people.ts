import { fullNameLikeness, givenLikeness, isOfAnotherGeneration, type PersonName, surnamesAgree } from "../names.ts";
import type { Block, Ref } from "./block.ts";
import { doubt } from "./doubts.ts";
import { resolveGivenName } from "./given-names.ts";
import { gatherKin, joinRelativesOfOneName, resolveKin } from "./kin.ts";
import {
  addToPerson,
  isNobody,
  isParticipant,
  isProfessional,
  mergePersons,
  nameOfRef,
  newPerson,
  type People,
  type Person,
  personOfEntry,
} from "./person.ts";
import { nameTheUnnamed } from "./unnamed-kin.ts";

/** Finds who is who: exact addresses, then unambiguous full names, then kinship, then first names by who is speaking with whom. */
export function resolvePeople(block: Block): People {
  const people: People = { persons: new Set(), byAddress: new Map(), of: new Map() };
  const refs = block.refs.filter((ref) => ref.referent.type === "Person");
  joinByAddress(block, people, refs);
  joinAddressesOfOneName(block, people);
  joinFullNames(block, people, refs);
  gatherKin(block, people);
  // A first name may make kin known and kin a first name: the second round knows what the first found, and mints what is left.
  for (const mayMint of [false, true]) {
    resolveKin(block, people, refs, mayMint);
    for (const ref of refs) if (!people.of.has(ref)) resolveGivenName(block, people, ref, mayMint ? "mint" : "near");
    gatherKin(block, people);
    nameTheUnnamed(block, people);
  }
  joinRelativesOfOneName(block, people);
  return people;
}

function joinByAddress(block: Block, people: People, refs: readonly Ref[]): void {
  for (const ref of refs) {
    const { address } = ref.referent.keys;
    if (!address || isNobody(block, address)) continue;
    const owner = people.byAddress.get(address);
    if (owner && isAnother(block, owner, ref, address)) addToSharer(block, people, owner, ref, address);
    else addToPerson(block, people, owner ?? newPerson(people), ref, owner ? "same address" : null);
  }
}

/**
 * A couple's one address: another first name with the same surname, where the address is named after neither. One person's two
 * first names at an address of their own are one person.
 */
function isAnother(block: Block, owner: Person, ref: Ref, address: string): boolean {
  const kind = block.directory.entries.get(address)?.kind;
  const { given, surname } = nameOfRef(ref);
  if (!given || !surname || kind === "firm" || kind === "professional") return false;
  const local = address.slice(0, address.indexOf("@"));
  const isNamedAfter = (name: string): boolean => name.length > 1 && local.includes(name);
  return (
    owner.names.length > 0 &&
    owner.names.every(
      (own) =>
        own.given !== null &&
        own.surname !== null &&
        surnamesAgree(own.surname, surname) &&
        givenLikeness(own.given, given) === 0 &&
        !isNamedAfter(own.given),
    ) &&
    !isNamedAfter(given)
  );
}

/** The address stays its first owner's: whoever else writes from it is told by name. */
function addToSharer(block: Block, people: People, owner: Person, ref: Ref, address: string): void {
  const name = nameOfRef(ref);
  const known = [...people.persons].find(
    (person) =>
      person !== owner && person.addresses.has(address) && person.names.some((own) => fullNameLikeness(own, name) > 0),
  );
  addToPerson(block, people, known ?? newPerson(people), ref, known ? "same name at a shared address" : null);
  people.byAddress.set(address, owner);
}

/** A person's second address: the same full name, an address the firm's mail has confirmed, and never both in one header. */
function joinAddressesOfOneName(block: Block, people: People): void {
  const apart = headerCompanions(block);
  const persons = [...people.persons];
  for (const [i, person] of persons.entries()) {
    if (!people.persons.has(person)) continue;
    for (const other of persons.slice(i + 1)) {
      if (!people.persons.has(other) || likenessOf(person, other) < 2) continue;
      const isCompany = [...person.addresses].some((a) => [...other.addresses].some((b) => apart.has(pairKey(a, b))));
      const areKnown = [...person.addresses, ...other.addresses].every((a) => block.directory.entries.get(a)?.isKnown);
      if (isCompany || !areKnown || isProfessional(person) !== isProfessional(other)) continue;
      mergePersons(block, people, person, other, "same full name at a second known address");
    }
  }
}

function joinFullNames(block: Block, people: People, refs: readonly Ref[]): void {
  for (const ref of refs) {
    if (people.of.has(ref)) continue;
    const { address } = ref.referent.keys;
    if (address && isNobody(block, address)) continue;
    const name = nameOfRef(ref);
    if (!name.given || !name.surname) continue;
    const match = findByFullName(block, people, name, ref);
    if (match === "ambiguous") continue;
    addToPerson(block, people, match ?? newPerson(people), ref, match ? "same full name" : null);
  }
}

/** The one person of this full name: the best likeness wins; between equals the one who takes part in the message; else ambiguous. */
function findByFullName(block: Block, people: People, name: PersonName, ref: Ref): Person | "ambiguous" | undefined {
  const scored = [...people.persons]
    .map((person) => ({ person, score: namesLikeness(person.names, [name]) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const candidates = scored.filter(({ score }) => score === best).map(({ person }) => person);
  if (candidates.length === 0) return findInDirectory(block, people, name);
  if (candidates.length === 1) return candidates[0];
  const present = candidates.filter((person) => isParticipant(person, ref.message));
  if (present.length === 1) return present[0];
  doubt(block, ref, candidates, "several of that full name");
  return "ambiguous";
}

/** A professional who has written elsewhere, though not in this block. */
function findInDirectory(block: Block, people: People, name: PersonName): Person | undefined {
  const entries = (block.directory.professionalsByName.get(name.surname ?? "") ?? []).filter(
    (entry) => !people.byAddress.has(entry.address),
  );
  const persons = entries.map((entry) => personOfEntry(block, people, entry));
  const matching = persons.filter((person) => person.names.some((own) => fullNameLikeness(own, name) >= 2));
  const found = matching.length === 1 ? matching[0] : undefined;
  for (const probe of persons) if (probe !== found) forget(people, probe);
  return found;
}

function forget(people: People, person: Person): void {
  people.persons.delete(person);
  for (const address of person.addresses) people.byAddress.delete(address);
}

/** Of their likest names; none where any two tell a father from a son. */
function namesLikeness(a: readonly PersonName[], b: readonly PersonName[]): number {
  const pairs = a.flatMap((x) => b.map((y) => [x, y] as const));
  if (pairs.some(([x, y]) => isOfAnotherGeneration(x, y))) return 0;
  return Math.max(0, ...pairs.map(([x, y]) => fullNameLikeness(x, y)));
}

function likenessOf(a: Person, b: Person): number {
  return namesLikeness(a.names, b.names);
}

function headerCompanions(block: Block): Set<string> {
  const pairs = new Set<string>();
  for (const message of block.messages) {
    const boxes = [...message.from, ...message.to, ...message.cc].flatMap(({ address }) => (address ? [address] : []));
    // A mail to hundreds says nothing about who is who.
    if (boxes.length > 20) continue;
    for (const a of boxes) for (const b of boxes) if (a < b) pairs.add(pairKey(a, b));
  }
  return pairs;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
