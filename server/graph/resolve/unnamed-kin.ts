import type { Kinship } from "../../extract/reading.ts";
import { domainOf } from "../addresses.ts";
import { sharedDomains } from "../shared-domains.ts";
import type { Block } from "./block.ts";
import { gatherKin, inverseKinship } from "./kin.ts";
import {
  genderOf,
  isOfTheTrade,
  isParticipant,
  type Kin,
  mergePersons,
  type People,
  type Person,
  sharesSurname,
  surnamesOf,
} from "./person.ts";

/**
 * "Mom" of one mail and "Dorothea Lund" of the next: joined when exactly one person it can be takes part in the mail that says it,
 * is named in it, or is spoken of in its thread; the nearest of these circles decides.
 */
export function nameTheUnnamed(block: Block, people: People): void {
  for (const person of [...people.persons]) {
    if (person.names.length > 0 || person.addresses.size > 0 || !people.persons.has(person)) continue;
    const tie = person.kin.find((kin) => kin.relation !== "other");
    if (!tie) continue;
    for (const circle of circlesAround(people, person)) {
      const fitting = circle.filter((other) => canBe(other, person, tie));
      const [only] = fitting;
      if (only && fitting.length === 1)
        mergePersons(block, people, only, person, "the only one of the family it can be");
      if (fitting.length > 0) break;
    }
  }
  gatherKin(block, people);
}

function circlesAround(people: People, person: Person): Person[][] {
  const messages = new Set(person.refs.map((ref) => ref.message));
  const threads = new Set(person.refs.map((ref) => ref.message.threadKey));
  const others = [...people.persons];
  return [
    others.filter((other) => [...messages].some((message) => isParticipant(other, message))),
    others.filter((other) => other.refs.some((ref) => messages.has(ref.message) && ref.mentions.length > 0)),
    others.filter((other) => other.refs.some((ref) => threads.has(ref.message.threadKey) && ref.mentions.length > 0)),
  ];
}

/**
 * Whether a named person can be the unnamed kin: nobody of the trade or of other kin, not of the other sex, and of the name or the
 * home such kin shares. A wife known by first name alone needs her sex known; a sister of another name must be copied.
 */
function canBe(other: Person, unnamed: Person, tie: Kin): boolean {
  const of = tie.person;
  const relation = inverseKinship[tie.relation as Kinship] ?? "other";
  if (other === unnamed || other === of || isOfTheTrade(other) || other.names.length === 0) return false;
  if (other.kin.some((kin) => kin.person === of)) return false;
  const kin = unnamed.refs.map((ref) => ref.referent.keys.kin);
  if (other.addresses.size > 0 && kin.some((key) => key?.late)) return false;
  const gender = kin.map((key) => key?.gender).find(Boolean);
  const known = genderOf(other);
  if (gender && known && gender !== known) return false;
  const isHere = unnamed.refs.some((ref) => isParticipant(other, ref.message));
  switch (relation) {
    case "spouse":
      if (isMarried(other) || haveKinInCommon(other, of)) return false;
      return (
        sharesHome(other, of) ||
        sharesSurname(other, of) ||
        // A man whom another mail of the thread names may be anybody.
        (surnamesOf(other).length === 0 &&
          gender !== undefined &&
          gender === known &&
          other.kin.length === 0 &&
          unnamed.refs.some((ref) => other.refs.some((own) => own.message === ref.message)))
      );
    case "sibling":
      return (
        sharesSurname(other, of) ||
        (isHere &&
          gender !== undefined &&
          gender === known &&
          other.kin.every((near) => near.relation !== "spouse" || near.person !== of))
      );
    case "parent":
    case "child":
      return canBeParentOrChild(other, unnamed, of, gender !== undefined && gender === known);
    default:
      return false;
  }
}

/** Two of one home are more often a couple, and a sister's husband bears her name too. */
function canBeParentOrChild(other: Person, unnamed: Person, of: Person, isOfThatSex: boolean): boolean {
  if (
    sharesHome(other, of) ||
    of.kin.some((near) =>
      near.person.kin.some((far) => far.relation === "spouse" && far.person === other && near.relation === "sibling"),
    )
  )
    return false;
  if (
    [of, ...of.kin.map((near) => near.person)].some((relative) => relative !== other && sharesSurname(other, relative))
  )
    return true;
  const isNamedHere = unnamed.refs.some((ref) =>
    other.refs.some((own) => own.message === ref.message && own.mentions.length > 0),
  );
  return isNamedHere && isOfThatSex && other.addresses.size === 0 && other.kin.length === 0;
}

/** To someone with a name; an unnamed spouse may be the very one. */
function isMarried(person: Person): boolean {
  return person.kin.some((kin) => kin.relation === "spouse" && kin.person.names.length > 0);
}

function haveKinInCommon(a: Person, b: Person): boolean {
  return a.kin.some(
    (x) => x.relation !== "child" && b.kin.some((y) => y.person === x.person && y.relation !== "child"),
  );
}

/** Two addresses at one domain that is no provider's. */
function sharesHome(a: Person, b: Person): boolean {
  const domains = (person: Person) =>
    [...person.addresses].map(domainOf).filter((domain) => !sharedDomains.has(domain));
  return domains(a).some((domain) => domains(b).includes(domain));
}
