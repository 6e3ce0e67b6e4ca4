import { parsePersonName, surnamesAgree } from "../names.ts";
import type { MessageReading } from "../resolution.ts";
import { type Block, type Cluster, findCluster, findRef, type Ref, relationClaims } from "./block.ts";
import { disjointSets } from "./disjoint-sets.ts";
import { areNamesakes, type People, type Person, surnamesOf } from "./person.ts";

/** A family the firm serves as a unit: its members and, where a mail names it, the words that do. */
export type Household = Cluster & { readonly members: Set<Person>; surname: string };

export type Households = { readonly all: Household[]; readonly of: Map<Person, Household> };

/**
 * Forms families from kinship, shared accounts and what mails say outright. One surname alone joins nobody;
 * a grown child with a spouse or a family mail of another name stands apart.
 */
export function resolveHouseholds(block: Block, people: People): Households {
  const clients = [...people.persons]
    .filter((person) => person.type === "Client")
    .sort((a, b) => firstIndex(a) - firstIndex(b));
  const namedSurnames = new Set(householdRefs(block).map(surnameOfRef));
  const groups = disjointSets(clients);
  const unite = (a: Person, b: Person): void => {
    if (!groups.has(a) || !groups.has(b)) return;
    // Two families that mail calls by their names stay two, whatever kin ties them.
    const names = new Set(
      [...groups.setOf(a), ...groups.setOf(b)].flatMap(writtenSurnames).filter((name) => namedSurnames.has(name)),
    );
    if (names.size <= 1) groups.unite(a, b);
  };
  for (const person of clients) {
    for (const kin of person.kin)
      if (kin.relation === "spouse" && groups.has(kin.person)) groups.unite(person, kin.person);
  }
  for (const person of clients) {
    for (const kin of person.kin) {
      if (kin.relation === "child" && !standsApart(kin.person, person, namedSurnames)) unite(person, kin.person);
    }
  }
  for (const [lone, host] of guests(people, clients)) unite(host, lone);
  for (const [a, b] of [
    ...coOwners(block),
    ...namesakesTogether(block, people, namedSurnames),
    ...generations(clients),
  ])
    unite(a, b);
  for (const [a, b] of couplesByName(block, clients)) groups.unite(a, b);
  const households: Households = { all: [], of: new Map() };
  for (const members of groups.list()) {
    const surname = familyName(members);
    if (!surname || !isServed(block, members)) continue;
    const household: Household = {
      type: "Household",
      refs: [],
      joinedBy: new Set(["family ties"]),
      sharedKey: null,
      members: new Set(members),
      surname,
    };
    households.all.push(household);
    for (const member of members) households.of.set(member, household);
  }
  for (const ref of householdRefs(block)) placeHouseholdRef(block, people, households, ref);
  return households;
}

/** The households a message is about: those of the clients who take part in it; when none do, of those it names. */
export function householdsOfMessage(
  block: Block,
  people: People,
  households: Households,
  message: MessageReading,
): Household[] {
  const boxes = [...message.from, ...message.to, ...message.cc];
  const present = boxes.flatMap(({ address }) => (address ? (people.byAddress.get(address) ?? []) : []));
  const found = new Set(present.flatMap((person) => households.of.get(person) ?? []));
  if (found.size > 0) return [...found];
  for (const ref of block.refsById.get(message)?.values() ?? []) {
    const cluster = block.clusterOf.get(ref);
    if (!cluster) continue;
    const own =
      cluster.type === "Household"
        ? households.all.find((household) => household === cluster)
        : households.of.get(cluster as Person);
    if (own) found.add(own);
  }
  return [...found];
}

/** The surnames of someone who writes; a name that others give in passing parts no family. */
function writtenSurnames(person: Person): string[] {
  return person.addresses.size > 0 ? surnamesOf(person) : [];
}

function standsApart(child: Person, parent: Person, namedSurnames: ReadonlySet<string>): boolean {
  if (areOfTwoHomes(child, parent, namedSurnames)) return true;
  const [own, others] = [surnamesOf(child), surnamesOf(parent)];
  if (own.length === 0 || others.length === 0 || own.some((a) => others.some((b) => surnamesAgree(a, b)))) return false;
  // An old mother without an address of her own is of her child's home, whatever her name.
  const hasSpouse = parent.kin.some((kin) => kin.relation === "spouse");
  const isNamed = others.some((surname) => namedSurnames.has(surname));
  if (parent.addresses.size === 0 && !hasSpouse && !isNamed && !isLate(parent)) return false;
  return (
    own.some((surname) => namedSurnames.has(surname)) ||
    child.kin.some((kin) => kin.relation === "spouse" && kin.person.addresses.size > 0)
  );
}

function isLate(person: Person): boolean {
  return person.kin.some((kin) => kin.person.kin.some((back) => back.person === person && back.late));
}

/** Someone known by first name alone, in mail that is always one family's, is of that family. */
function guests(people: People, clients: readonly Person[]): [Person, Person][] {
  return clients.flatMap((person): [Person, Person][] => {
    if (person.addresses.size > 0 || surnamesOf(person).length > 0 || person.kin.length > 0) return [];
    const hosts = person.refs.map((ref) =>
      participants(people, ref.message).filter((other) => other.type === "Client"),
    );
    const [first, ...rest] = hosts;
    const surnames = new Set(hosts.flat().flatMap(surnamesOf));
    const host = first?.[0];
    return host && surnames.size === 1 && rest.every((others) => others.length > 0) ? [[person, host]] : [];
  });
}

function participants(people: People, message: MessageReading): Person[] {
  const boxes = [...message.from, ...message.to, ...message.cc];
  return boxes.flatMap(({ address }) => (address ? (people.byAddress.get(address) ?? []) : []));
}

/** Accounts that two people of one household have together. */
const sharedAccounts = new Set(["joint_brokerage", "trust", "checking", "savings", "daf"]);

function coOwners(block: Block): [Person, Person][] {
  const owners = new Map<Cluster | string, Set<Person>>();
  for (const { claim, message } of relationClaims(block, "ownsAccount")) {
    const owner = findCluster(block, message, claim.from);
    const type = findRef(block, message, claim.to)?.referent.keys.accountType ?? "";
    if (owner?.type !== "Client" || !sharedAccounts.has(type)) continue;
    const key = `${message.documentId} ${claim.to}`;
    owners.set(key, (owners.get(key) ?? new Set()).add(owner as Person));
  }
  return [...owners.values()].flatMap((set) => {
    const [first, ...rest] = [...set];
    return first ? rest.map((other): [Person, Person] => [first, other]) : [];
  });
}

/** Two clients of one surname at one private domain, or in one mail together: the address evidence that makes a family of namesakes. */
function namesakesTogether(block: Block, people: People, namedSurnames: ReadonlySet<string>): [Person, Person][] {
  const pairs: [Person, Person][] = [];
  for (const message of block.messages) {
    const boxes = [...message.from, ...message.to, ...message.cc];
    if (boxes.length > 8) continue;
    const present = [
      ...new Set(boxes.flatMap(({ address }) => (address ? (people.byAddress.get(address) ?? []) : []))),
    ];
    const clients = present.filter((person) => person.type === "Client");
    for (const [i, person] of clients.entries()) {
      for (const other of clients.slice(i + 1)) {
        const isSibling = person.kin.some((kin) => kin.person === other && kin.relation === "sibling");
        if (
          !isSibling &&
          !areOfTwoHomes(person, other, namedSurnames) &&
          surnamesOf(person).some((surname) => surnamesOf(other).includes(surname))
        )
          pairs.push([person, other]);
      }
    }
  }
  return pairs;
}

/**
 * A parent, and a grown child who has a spouse or children and writes from another address: one mail to both makes them no one
 * family, unless mail speaks of the family by their name.
 */
function areOfTwoHomes(a: Person, b: Person, namedSurnames: ReadonlySet<string>): boolean {
  const relation = a.kin.find((kin) => kin.person === b)?.relation;
  const child = relation === "child" ? b : relation === "parent" ? a : undefined;
  if (!child?.kin.some((kin) => kin.relation === "spouse" || kin.relation === "child")) return false;
  const areReached = a.addresses.size > 0 && b.addresses.size > 0;
  return (
    areReached &&
    ![...a.addresses].some((address) => b.addresses.has(address)) &&
    !surnamesOf(child).some((surname) => namedSurnames.has(surname))
  );
}

/** Senior and junior of one name are father and son, whether or not mail says so; of one home while the father writes from none of his own. */
function generations(clients: readonly Person[]): [Person, Person][] {
  const suffixed = clients.filter((person) => person.names.some((name) => name.suffix !== null));
  return suffixed.flatMap((person, i) =>
    suffixed
      .slice(i + 1)
      .filter((other) => areNamesakes(person, other) && (person.addresses.size === 0 || other.addresses.size === 0))
      .map((other): [Person, Person] => [person, other]),
  );
}

/** A household is shown when someone of it writes to the firm, owns an account, or a mail names it; not for a name in passing. */
function isServed(block: Block, members: readonly Person[]): boolean {
  if (members.some((member) => member.addresses.size > 0) || members.length > 1) return true;
  // A nephew in passing has a family elsewhere, of which the mail says nothing.
  if (members.some((member) => member.kin.some((kin) => kin.person.type === "Client"))) return false;
  const ties = new Set(["ownsAccount", "belongsToHousehold", "hasGoal", "hasActionItem"]);
  return block.claims.some(({ claim, message }) => {
    if (claim.kind !== "relation" || !ties.has(claim.type)) return false;
    const from = findCluster(block, message, claim.from);
    return members.some((member) => member === from);
  });
}

function familyName(members: readonly Person[]): string {
  const couple = coupleNames(members);
  if (couple) return couple;

  const counts = new Map<string, number>();
  for (const member of members) {
    const weight = member.addresses.size > 0 ? 3 : 1;
    for (const surname of surnamesOf(member)) counts.set(surname, (counts.get(surname) ?? 0) + weight);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** A couple that keeps two names, both of them in full: "Marsh-Okoye". */
function coupleNames(members: readonly Person[]): string | null {
  const adults = members.filter((member) =>
    member.kin.some((kin) => kin.relation === "spouse" && members.includes(kin.person)),
  );
  const [first, second, ...more] = [...new Set(adults.flatMap((adult) => surnamesOf(adult).slice(0, 1)))];
  const isBoth = first && second && more.length === 0 && adults.length === 2 && !surnamesAgree(first, second);
  return isBoth && members.every((member) => adults.includes(member) || surnamesOf(member).length === 0)
    ? `${first}-${second}`
    : null;
}

function householdRefs(block: Block): Ref[] {
  return block.refs.filter((ref) => ref.referent.type === "Household");
}

/** "the Marsh-Okoyes", "Marsh/Okoye household": a family of two names is the one home of their only bearers. */
function couplesByName(block: Block, clients: readonly Person[]): [Person, Person][] {
  return householdRefs(block).flatMap((ref): [Person, Person][] => {
    const [first, second, ...more] = surnameOfRef(ref).split(/[-/]/);
    if (!first || !second || more.length > 0) return [];
    const bearers = (name: string): Person[] =>
      clients.filter((person) =>
        surnamesOf(person).some(
          (own) => own === name || own === name.replace(/s$/, "") || own === name.replace(/es$/, ""),
        ),
      );
    const [left, right] = [bearers(first), bearers(second)];
    const [a, b] = [left[0], right[0]];
    return a && b && left.length === 1 && right.length === 1 && a !== b ? [[a, b]] : [];
  });
}

function surnameOfRef(ref: Ref): string {
  const written = ref.referent.keys.surname ?? ref.referent.name.replace(/\b(the|household|family)\b/gi, "").trim();
  const surname = written.replace(/\s*\/\s*/, "-");
  return parsePersonName(`x ${surname}`).surname ?? surname.toLowerCase();
}

function placeHouseholdRef(block: Block, people: People, households: Households, ref: Ref): void {
  const surname = surnameOfRef(ref);
  const plural = surname.replace(/e?s$/, "");
  const bears = (household: Household): boolean =>
    household.surname === surname ||
    household.surname === plural ||
    [...household.members].some((member) =>
      surnamesOf(member).some((own) => surnamesAgree(own, surname) || own === plural),
    );
  const fitting = households.all.filter(bears);
  const exact = fitting.filter(
    (household) => surnamesAgree(household.surname, surname) || household.surname === plural,
  );
  const candidates = exact.length > 0 ? exact : fitting;
  const here = householdsOfMessage(block, people, households, ref.message);
  const chosen =
    candidates.length === 1
      ? candidates[0]
      : (onlyOne(candidates.filter((household) => here.includes(household))) ??
        onlyOne(candidates.filter((household) => isNamedBeside(people, household, ref))));
  if (chosen) {
    chosen.refs.push(ref);
    block.clusterOf.set(ref, chosen);
    chosen.joinedBy.add("family name");
  } else if (candidates.length === 0) {
    const household: Household = {
      type: "Household",
      refs: [ref],
      joinedBy: new Set(),
      sharedKey: null,
      members: new Set(),
      surname,
    };
    households.all.push(household);
    block.clusterOf.set(ref, household);
  }
}

// "The Lunds (Per and Ada)": whoever is named this close to the family's name is of it.
const besideCharsMax = 40;

function isNamedBeside(people: People, household: Household, ref: Ref): boolean {
  return ref.mentions.some(({ span }) =>
    [...household.members].some((member) =>
      member.refs.some(
        (own) =>
          own.message === ref.message &&
          people.of.get(own) === member &&
          own.mentions.some(
            (mention) =>
              mention.span.startChar < span.endChar + besideCharsMax &&
              mention.span.endChar > span.startChar - besideCharsMax / 2,
          ),
      ),
    ),
  );
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function firstIndex(person: Person): number {
  return person.refs[0]?.index ?? Number.MAX_SAFE_INTEGER;
}
