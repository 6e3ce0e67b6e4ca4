import type { RelationType } from "../../extract/reading.ts";
import { type Block, findRef } from "./block.ts";
import { compareText } from "./order.ts";
import type { People, Person } from "./person.ts";
import { isProfessional, sharesSurname } from "./person.ts";

/** Ties only someone the firm serves, or their family, has. */
const clientTies: ReadonlySet<RelationType> = new Set([
  "belongsToHousehold",
  "ownsAccount",
  "hasGoal",
  "experiencedEvent",
  "spouseOf",
  "parentOf",
  "childOf",
  "siblingOf",
]);

/**
 * Decides who is a Client and who a Professional, from all their mail, and drops those nothing tells about.
 * Family and accounts make a client even of someone who signs with a title; a firm's address never does.
 */
export function decideStanding(block: Block, people: People): void {
  const tied = new Set<Person>();
  for (const { claim, message } of block.claims) {
    if (claim.kind !== "relation" || !clientTies.has(claim.type)) continue;
    for (const id of [claim.from, claim.to]) {
      const ref = findRef(block, message, id);
      const person = ref && people.of.get(ref);
      if (person) tied.add(person);
    }
  }
  const rest: Person[] = [];
  for (const person of people.persons) {
    const standing = standingOf(person, tied.has(person));
    if (standing) person.type = standing;
    if (standing === "Professional" && person.entry) person.sharedKey = sharedKeyOf(person);
    if (!standing) rest.push(person);
  }
  for (const person of rest) {
    const isFamily = [...people.persons].some(
      (other) => other.type === "Client" && !rest.includes(other) && sharesSurname(other, person),
    );
    if (!isFamily) dropPerson(block, people, person);
  }
}

function standingOf(person: Person, isTied: boolean): "Client" | "Professional" | null {
  if (isProfessional(person)) return "Professional";
  const near = person.kin.some((kin) => kin.relation !== "other");
  if (isTied || near) return "Client";
  const leanings = person.refs.map((ref) => ref.referent.keys);
  const trade = leanings.filter((keys) => keys.leaning === "professional" || keys.role || keys.firm).length;
  const client = leanings.filter((keys) => keys.leaning === "client").length;
  if (trade > client) return "Professional";
  if (client > 0 || person.addresses.size > 0) return "Client";
  return null;
}

/** One professional is one entity in every block: known by the first of their addresses, in text order. */
function sharedKeyOf(person: Person): string {
  return `person ${[...person.addresses].sort(compareText)[0]}`;
}

function dropPerson(block: Block, people: People, person: Person): void {
  people.persons.delete(person);
  for (const ref of person.refs) {
    people.of.delete(ref);
    block.clusterOf.delete(ref);
  }
}
