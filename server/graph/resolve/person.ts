import { calledByAddress, genderOfHonorific, genderOfName } from "../../extract/names.ts";
import { isAutomaticAddress, isGroupAddress } from "../addresses.ts";
import type { DirectoryEntry } from "../directory.ts";
import {
  fullNameLikeness,
  givenLikeness,
  isOfAnotherGeneration,
  type PersonName,
  parsePersonName,
  surnamesAgree,
} from "../names.ts";
import type { MessageReading } from "../resolution.ts";
import type { Block, Cluster, Ref } from "./block.ts";

/** A person found so far: a cluster with what is known of their names and addresses. */
export type Person = Cluster & {
  readonly addresses: Set<string>;
  readonly names: PersonName[];
  /** Set when an address of theirs is a professional's in the directory. */
  entry: DirectoryEntry | null;
  kin: Kin[];
};

/** `person` is `relation` of the one who holds this. */
export type Kin = {
  readonly relation: string;
  readonly person: Person;
  readonly gender: "female" | "male" | null;
  readonly late: boolean;
};

export type People = {
  readonly persons: Set<Person>;
  readonly byAddress: Map<string, Person>;
  readonly of: Map<Ref, Person>;
};

export function newPerson(people: People): Person {
  const person: Person = {
    type: "Client",
    refs: [],
    joinedBy: new Set(),
    sharedKey: null,
    addresses: new Set(),
    names: [],
    entry: null,
    kin: [],
  };
  people.persons.add(person);
  return person;
}

/** Gives a referent to a person and learns its names and address from it. */
export function addToPerson(block: Block, people: People, person: Person, ref: Ref, reason: string | null): void {
  person.refs.push(ref);
  people.of.set(ref, person);
  block.clusterOf.set(ref, person);
  if (reason) person.joinedBy.add(reason);
  const { address } = ref.referent.keys;
  if (address) addAddress(block, people, person, address);
  learnName(person, nameOfRef(ref));
}

/** A professional of the directory who takes no part in the block's mail, but is named in it. */
export function personOfEntry(block: Block, people: People, entry: DirectoryEntry): Person {
  const person = newPerson(people);
  addAddress(block, people, person, entry.address);
  for (const name of entry.names) learnName(person, parsePersonName(name));
  return person;
}

/** Makes an address theirs. Names come from the block's own mail: other blocks' spellings must not change this one. */
function addAddress(block: Block, people: People, person: Person, address: string): void {
  if (person.addresses.has(address)) return;
  person.addresses.add(address);
  people.byAddress.set(address, person);
  const entry = block.directory.entries.get(address);
  if (!entry) return;
  if (entry.kind === "firm" || entry.kind === "professional") person.entry ??= entry;
}

/** Makes two persons one: the second's referents, names and kin go to the first. */
export function mergePersons(block: Block, people: People, into: Person, from: Person, reason: string): void {
  for (const ref of from.refs) {
    into.refs.push(ref);
    people.of.set(ref, into);
    block.clusterOf.set(ref, into);
  }
  for (const address of from.addresses) {
    into.addresses.add(address);
    people.byAddress.set(address, into);
  }
  for (const name of from.names) learnName(into, name);
  into.entry ??= from.entry;
  into.joinedBy.add(reason);
  for (const why of from.joinedBy) into.joinedBy.add(why);
  for (const other of people.persons) {
    other.kin = other.kin.map((kin) => (kin.person === from ? { ...kin, person: into } : kin));
  }
  into.kin.push(...from.kin.filter((kin) => kin.person !== into));
  into.refs.sort((a, b) => a.index - b.index);
  people.persons.delete(from);
}

/** Gives some of a person's referents to a new one, with the addresses only these have; an address both use stays with the first. */
export function partPerson(block: Block, people: People, from: Person, leaving: readonly Ref[]): Person {
  const apart = newPerson(people);
  const staying = from.refs.filter((ref) => !leaving.includes(ref));
  const taken = new Set(leaving.flatMap(({ referent }) => referent.keys.address ?? []));
  const kept = [...from.addresses].filter(
    (address) => !taken.has(address) || staying.some(({ referent }) => referent.keys.address === address),
  );
  from.refs.length = 0;
  from.names.length = 0;
  from.addresses.clear();
  from.entry = null;
  for (const address of kept) addAddress(block, people, from, address);
  for (const ref of leaving) addToPerson(block, people, apart, ref, null);
  for (const ref of staying) addToPerson(block, people, from, ref, null);
  for (const address of kept) {
    apart.addresses.delete(address);
    people.byAddress.set(address, from);
  }
  if (apart.addresses.size === 0) apart.entry = null;
  return apart;
}

/** The name a referent gives, from its keys first: they were read from the words, the display name may be composed. */
export function nameOfRef(ref: Ref): PersonName {
  const { fullName, firstName, surname } = ref.referent.keys;
  if (fullName) return parsePersonName(fullName);
  return {
    given: firstName ? parsePersonName(firstName).given : null,
    middle: [],
    surname: surname ? parsePersonName(`x ${surname}`).surname : null,
    suffix: null,
  };
}

function learnName(person: Person, name: PersonName): void {
  if (!name.given && !name.surname) return;
  const isKnown = person.names.some((known) => JSON.stringify(known) === JSON.stringify(name));
  if (!isKnown) person.names.push(name);
}

/** One whole name in two generations: "Ana Ruiz, Sr." and "Ana Ruiz, Jr.". */
export const areNamesakes = (left: Person, right: Person): boolean =>
  left.names.some((a) =>
    right.names.some(
      (b) => isOfAnotherGeneration(a, b) && fullNameLikeness({ ...a, suffix: null }, { ...b, suffix: null }) > 1,
    ),
  );

export function surnamesOf(person: Person): string[] {
  return [...new Set(person.names.flatMap((name) => (name.surname ? [name.surname] : [])))];
}

export function sharesSurname(a: Person, b: Person): boolean {
  return surnamesOf(a).some((x) => surnamesOf(b).some((y) => surnamesAgree(x, y)));
}

/** The best likeness of a given name to any this person goes by; an initial alone is like nothing. */
export function givenLikenessTo(person: Person, given: string): number {
  const called = [...person.addresses].flatMap((address) => calledByAddress(address) ?? []);
  const own = person.names.flatMap((name) => (name.given && name.given.length > 1 ? [name.given] : [])).concat(called);
  return given.length > 1 ? Math.max(0, ...own.map((name) => givenLikeness(name, given))) : 0;
}

export function isProfessional(person: Person): boolean {
  return person.entry !== null;
}

/** A professional by address, or by title and firm where no address is known. */
export function isOfTheTrade(person: Person): boolean {
  return isProfessional(person) || person.refs.some(({ referent: { keys } }) => keys.leaning === "professional");
}

export function isParticipant(person: Person, message: MessageReading): boolean {
  return [...message.from, ...message.to, ...message.cc].some(
    ({ address }) => address !== null && person.addresses.has(address),
  );
}

/** By what they are called or whose kin they are, else by their given name; undefined when neither tells. */
export function genderOf(person: Person): "female" | "male" | undefined {
  for (const { referent } of person.refs) {
    const { honorific, kin } = referent.keys;
    const gender = kin?.gender ?? (honorific ? genderOfHonorific(honorific) : undefined);
    if (gender) return gender;
  }
  return person.names.map(({ given }) => (given ? genderOfName(given) : undefined)).find(Boolean);
}

/** An address that stands for nobody in particular makes no person. */
export function isNobody(block: Block, address: string): boolean {
  if (block.firm.mailboxAddresses.includes(address)) return false;
  return isAutomaticAddress(address) || isGroupAddress(address);
}
