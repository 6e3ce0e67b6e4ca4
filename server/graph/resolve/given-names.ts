import { genderOfHonorific, isSameGivenName, titleOf } from "../../extract/names.ts";
import { isOfAnotherGeneration, surnamesAgree } from "../names.ts";
import type { MessageReading } from "../resolution.ts";
import { type Block, findRef, type Ref } from "./block.ts";
import { doubt } from "./doubts.ts";
import {
  addToPerson,
  genderOf,
  givenLikenessTo,
  isNobody,
  isOfTheTrade,
  isProfessional,
  nameOfRef,
  newPerson,
  type People,
  type Person,
  personOfEntry,
  sharesSurname,
  surnamesOf,
} from "./person.ts";

/** How far to look: the near circles only, while more may yet become known; the whole block; and, last, a new person for a name that fits nobody. */
export type Reach = "near" | "block" | "mint";

/**
 * Resolves "Theo" or "Ms. Park" by context: who takes part in or is fully named in the message, then the sender's family, the thread, the block, the firm.
 * The nearest circle that holds exactly one fitting person decides. True when resolved.
 */
export function resolveGivenName(block: Block, people: People, ref: Ref, reach: Reach): boolean {
  const name = nameOfRef(ref);
  const { address } = ref.referent.keys;
  if ((!name.given && !name.surname) || (address && isNobody(block, address))) return false;
  const isPossible = kinFilter(block, people, ref);
  const apart = keptApart(block, people, ref);
  const fits = (person: Person): number =>
    isPossible(person) && person !== apart && !isTitledOtherwise(person, ref) ? fitOf(person, ref) : 0;
  for (const circle of circlesOf(block, people, ref).slice(0, reach === "near" ? -1 : undefined)) {
    const [found, ...others] = bestOf(circle, fits);
    if (found && others.length > 0) {
      const areFatherAndSon = others.some((other) => areOfTwoGenerations(found, other));
      const nearest = areFatherAndSon ? undefined : nearestBefore(people, ref, circle, fits);
      doubt(block, ref, [found, ...others], "several of that name here");
      // Two people it may be: left out rather than guessed.
      return nearest ? take(block, people, nearest, ref, "the last of that name spoken of") : false;
    }
    if (found) {
      block.doubts.delete(ref);
      return take(block, people, found, ref, "first name in context");
    }
  }
  if (reach === "near") return false;
  const colleague = colleagueOf(block, people, ref);
  if (colleague) return take(block, people, colleague, ref, "first name of a colleague");
  if (reach !== "mint") return false;
  addToPerson(block, people, newPerson(people), ref, null);
  return true;
}

/** The one person of this message whom its reader could have meant by the name and did not: a father speaks of a son of his name. */
function keptApart(block: Block, people: People, ref: Ref): Person | undefined {
  const name = nameOfRef(ref);
  if (ref.referent.keys.kin) return undefined;
  const named = new Set(
    [...(block.refsById.get(ref.message)?.values() ?? [])].flatMap((other) => {
      const person = people.of.get(other);
      const { address, kin } = other.referent.keys;
      const { given, surname } = nameOfRef(other);
      if (other === ref || !person || kin || (!address && given && surname)) return [];
      const isLike = name.given === null || (given !== null && isSameGivenName(given, name.given));
      return isLike && (!name.surname || (surname !== null && surnamesAgree(surname, name.surname))) ? [person] : [];
    }),
  );
  const [only] = named;
  return named.size === 1 ? only : undefined;
}

const areOfTwoGenerations = (a: Person, b: Person): boolean =>
  a.names.some((x) => b.names.some((y) => isOfAnotherGeneration(x, y)));

/** "Dr. Ruiz" and "Mrs. Ruiz" of one letter are two, and neither is whom it calls Luis. */
function isTitledOtherwise(person: Person, ref: Ref): boolean {
  const { honorific } = ref.referent.keys;
  if (!honorific || nameOfRef(ref).given) return false;
  return person.refs.some(({ message, mentions, referent: { keys } }) => {
    if (message === ref.message && mentions.some(({ text }) => text === keys.firstName)) return true;
    const isBare = message === ref.message && keys.honorific !== undefined && !keys.firstName;
    return isBare && titleOf(keys.honorific ?? "") !== titleOf(honorific);
  });
}

/** "My daughter Ana" is no one's assistant; a wife of another name takes part or is named in the same message. */
function kinFilter(block: Block, people: People, ref: Ref): (person: Person) => boolean {
  const { kin } = ref.referent.keys;
  if (!kin) return () => true;
  const ofRef = findRef(block, ref.message, kin.of);
  const of = ofRef && people.of.get(ofRef);
  return (person) => {
    if (person === of || isOfTheTrade(person)) return false;
    if (of && isOfAnotherFamily(person, of, ref)) return false;
    // A sister may be married and a child of another marriage: their surname tells nothing.
    if (kin.relation !== "spouse" || of === undefined || surnamesOf(person).length === 0) return true;
    if (person.refs.some((other) => other.message === ref.message)) return true;
    return [of, ...of.kin.map((near) => near.person)].some(
      (relative) => sharesSurname(person, relative) || relative.kin.some((far) => far.person === person),
    );
  };
}

/** Somebody else's "Sol": known by that name alone, by near kin none of whom is near this one, and not spoken of in this thread. */
function isOfAnotherFamily(person: Person, of: Person, ref: Ref): boolean {
  if (person.addresses.size > 0 || surnamesOf(person).length > 0) return false;
  const near = person.kin.filter((kin) => nearKin.has(kin.relation));
  if (near.length === 0 || person.refs.some((other) => other.message.threadKey === ref.message.threadKey)) return false;
  const family = new Set([of, ...of.kin.flatMap((kin) => [kin.person, ...kin.person.kin.map((far) => far.person)])]);
  return !family.has(person) && !near.some((kin) => family.has(kin.person));
}

const nearKin = new Set(["spouse", "parent", "child", "sibling"]);

function take(block: Block, people: People, person: Person, ref: Ref, reason: string): true {
  addToPerson(block, people, person, ref, reason);
  return true;
}

function fitOf(person: Person, ref: Ref): number {
  const name = nameOfRef(ref);
  const { given, surname } = name;
  if (person.names.some((own) => isOfAnotherGeneration(own, name))) return 0;
  if (surname && !surnamesOf(person).some((own) => surnamesAgree(own, surname))) return 0;
  if (!given) return surname && !contradictsHonorific(person, ref) ? 1 : 0;
  return givenLikenessTo(person, given);
}

function contradictsHonorific(person: Person, ref: Ref): boolean {
  const { honorific } = ref.referent.keys;
  const [wanted, known] = [honorific ? genderOfHonorific(honorific) : undefined, genderOf(person)];
  return wanted !== undefined && known !== undefined && wanted !== known;
}

/** The person of the best fit; several when equals remain. */
function bestOf(circle: ReadonlySet<Person>, fits: (person: Person) => number): Person[] {
  const scored = [...circle].map((person) => ({ person, score: fits(person) })).filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ person }) => person);
}

function circlesOf(block: Block, people: People, ref: Ref): Set<Person>[] {
  const { message } = ref;
  const here = new Set([...participants(people, message), ...namedIn(block, people, message)]);
  const family = familyOf(people, participants(people, message));
  const thread = new Set(
    block.messages
      .filter((other) => other.threadKey === message.threadKey)
      .flatMap((other) => [...participants(people, other), ...namedIn(block, people, other)]),
  );
  const sender = [...participants(people, { ...message, to: [], cc: [] })][0];
  const isTradeSpeaking = sender !== undefined && isProfessional(sender);
  // A client says "Sam" of a child; a professional says it of whoever the thread is about.
  return [here, ...(isTradeSpeaking ? [thread, family] : [family, thread]), people.persons];
}

function participants(people: People, message: MessageReading): Set<Person> {
  const boxes = [...message.from, ...message.to, ...message.cc];
  return new Set(boxes.flatMap(({ address }) => (address ? (people.byAddress.get(address) ?? []) : [])));
}

function namedIn(block: Block, people: People, message: MessageReading): Set<Person> {
  const refs = [...(block.refsById.get(message)?.values() ?? [])];
  return new Set(refs.flatMap((ref) => (nameOfRef(ref).surname ? (people.of.get(ref) ?? []) : [])));
}

/** Kin at one or two steps, and those of one surname in the block. */
function familyOf(people: People, of: ReadonlySet<Person>): Set<Person> {
  const clients = [...of].filter((person) => !isProfessional(person));
  const kin = clients.flatMap((person) =>
    person.kin.flatMap((near) => [near.person, ...near.person.kin.map((far) => far.person)]),
  );
  const namesakes = [...people.persons].filter(
    (person) => clients.some((client) => sharesSurname(client, person)) && !isProfessional(person),
  );
  return new Set([...clients, ...kin, ...namesakes]);
}

function nearestBefore(
  people: People,
  ref: Ref,
  circle: ReadonlySet<Person>,
  fits: (person: Person) => number,
): Person | undefined {
  const before = [...people.of]
    .filter(
      ([other, person]) =>
        other.message.threadKey === ref.message.threadKey &&
        other.index < ref.index &&
        circle.has(person) &&
        fits(person) > 0,
    )
    .filter(([other]) => other.mentions.length > 0 && other.message === ref.message)
    .sort(([a], [b]) => b.index - a.index);
  return before[0]?.[1];
}

/** Someone of the firm known by that name from other mail. */
function colleagueOf(block: Block, people: People, ref: Ref): Person | undefined {
  const { given, surname } = nameOfRef(ref);
  const entries = (block.directory.professionalsByName.get(given ?? surname ?? "") ?? []).filter(
    (entry) => entry.kind === "firm",
  );
  const [entry] = entries;
  if (!entry || entries.length > 1 || people.byAddress.has(entry.address)) return undefined;
  return personOfEntry(block, people, entry);
}
