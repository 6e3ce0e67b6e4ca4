import { domainOf } from "../addresses.ts";
import { isClientTie } from "../directory.ts";
import { sharedDomains } from "../shared-domains.ts";
import { type Block, findRef } from "./block.ts";
import { decidedByPerson } from "./find-decided.ts";
import { compareText } from "./order.ts";
import type { People, Person } from "./person.ts";
import { isProfessional, sharesSurname, surnamesOf } from "./person.ts";

/**
 * Decides who is a Client and who a Professional, from all their mail, and drops those nothing tells about.
 * Near kin makes a client even of someone who signs with a title; a firm's address never does. Otherwise the weightier of
 * title and firm on one side, accounts, goals and events on the other.
 */
export function decideStanding(block: Block, people: People): void {
  const ties = countTies(block, people);
  const rest: Person[] = [];
  for (const person of people.persons) {
    const told = standingOf(person, ties.get(person)?.size ?? 0);
    // Whom a person told apart is somebody, whatever mail tells of them.
    const standing = told ?? (person.joinedBy.has(decidedByPerson) ? "Client" : null);
    if (standing) person.type = standing;
    if (standing === "Professional" && person.addresses.size > 0) person.sharedKey = sharedKeyOf(person);
    if (!standing) rest.push(person);
  }
  for (const person of rest) {
    const isFamily = [...people.persons].some(
      (other) => other.type === "Client" && !rest.includes(other) && sharesSurname(other, person),
    );
    if (!isFamily) dropPerson(block, people, person);
  }
}

/** In how many messages each person has something only a client has. */
function countTies(block: Block, people: People): Map<Person, Set<unknown>> {
  const ties = new Map<Person, Set<unknown>>();
  for (const { claim, message } of block.claims) {
    if (!isClientTie(message, claim)) continue;
    const ref = findRef(block, message, claim.from);
    const person = ref && people.of.get(ref);
    if (person) ties.set(person, (ties.get(person) ?? new Set()).add(message));
  }
  return ties;
}

function standingOf(person: Person, ties: number): "Client" | "Professional" | null {
  if (isProfessional(person)) return "Professional";
  const keys = person.refs.map((ref) => ref.referent.keys);
  const trade = keys.filter(({ leaning, role, firm }) => leaning === "professional" || role || firm).length;
  const client = keys.filter(({ leaning }) => leaning === "client").length;
  if (person.kin.some((kin) => kin.relation !== "other") && trade <= 1) return "Client";
  if (trade > 0 && trade >= client + ties) return "Professional";
  if (client + ties > 0 || person.kin.length > 0) return "Client";
  if (person.addresses.size === 0) return null;
  return writesFromBusiness(person) ? "Professional" : "Client";
}

/** An address at a domain that is neither a provider's nor named after them: a lender, a notary, a broker. */
function writesFromBusiness(person: Person): boolean {
  const names = surnamesOf(person).map((surname) => surname.replace(/[^a-z]/g, ""));
  return [...person.addresses].every((address) => {
    const domain = domainOf(address);
    return (
      !sharedDomains.has(domain) &&
      !names.some((name) => name.length > 2 && domain.replace(/[^a-z]/g, "").includes(name))
    );
  });
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
