import type { ResolvedEntity } from "../graph/resolution.ts";
import type { Span } from "../lib/span.ts";
import type { GraphIndex } from "./graph-index.ts";

/**
 * Whose each thing is: the households of its subject. A household is named by its entity id; a client whom no mail places
 * in one, nor in a family of someone placed, stands alone as "client:ID". Professionals and institutions are everyone's: no homes.
 */
export type Belonging = {
  homesOf(entityId: string): ReadonlySet<string>;
  /** Households spoken of in a version, by their people or things, and clients without one who are nobody's contact. */
  homesIn(documentVersionId: string): ReadonlySet<string>;
  /** The household in whose mail alone a client without a household is named, or null: their contact, with affairs of their own. */
  findHostOf(clientId: string): string | null;
};

const kin = ["spouseOf", "parentOf", "childOf", "siblingOf"] as const;
/** Kin who share a plan when no mail says otherwise; a brother's or sister's affairs are their own. */
const nearKin = new Set<string>(["spouseOf", "parentOf", "childOf"]);
const ownerRelations = ["ownsAccount", "experiencedEvent", "hasActionItem", "hasGoal"] as const;
const nobody: ReadonlySet<string> = new Set();

/** Where a version's header block lies, and in it the sender: who takes part in the message, and who wrote it. */
export type HeaderPlace = { readonly header: Span; readonly sender: Span | null };

export function buildBelonging(index: GraphIndex, headers: ReadonlyMap<string, HeaderPlace>): Belonging {
  const people = placePeople(index);
  const guests = findGuests(index, people, headers);
  const homes = placeThings(index, people, guests);
  shareWithKin(index, homes, headers);
  const homesOf = (id: string): ReadonlySet<string> => homes.get(id) ?? nobody;

  const versions = homesByVersion(index, homes);
  // A thing without a stated owner is the household's when only that one household is spoken of wherever it is.
  for (const e of index.graph.entities) {
    if (homes.has(e.id) || isShared(e)) continue;
    const around = new Set(e.mentions.flatMap((m) => [...(versions.get(m.documentVersionId) ?? nobody)]));
    if (around.size === 1) homes.set(e.id, around);
  }
  const hosts = findHosts(index, homes, versions);
  for (const found of versions.values()) for (const lone of hosts.keys()) found.delete(lone);
  return {
    homesOf,
    homesIn: (version) => versions.get(version) ?? nobody,
    findHostOf: (clientId) => hosts.get(`client:${clientId}`) ?? null,
  };
}

type Homes = Map<string, ReadonlySet<string>>;

const isShared = (e: ResolvedEntity): boolean => e.type === "Professional" || e.type === "Institution";

function placePeople(index: GraphIndex): Homes {
  const { entities } = index.graph;
  const homes: Homes = new Map();
  for (const e of entities) if (e.type === "Household") homes.set(e.id, new Set([e.id]));
  const clients = entities.filter((e) => e.type === "Client");
  for (const client of clients) {
    const placed = index.relationsFrom(client.id, "belongsToHousehold").map((r) => r.to);
    if (placed.length > 0) homes.set(client.id, new Set(placed));
  }
  for (const client of clients) {
    if (homes.has(client.id)) continue;
    const near = kinOf(index, client.id, nearKin).flatMap((id) => [...(homes.get(id) ?? [])]);
    // Only households count here, so that the order of clients does not matter.
    const households = near.filter((home) => !home.startsWith("client:"));
    homes.set(client.id, new Set(households.length > 0 ? households : [`client:${client.id}`]));
  }
  return homes;
}

/** Guests go with their host, and everything else with its owners; but a family's accounts stay its own wherever it is a guest. */
function placeThings(index: GraphIndex, people: Homes, guests: ReadonlyMap<string, string>): Homes {
  const homes: Homes = new Map([...people].map(([id, its]) => [id, rehome(its, guests)]));
  const lone = new Map([...guests].filter(([home]) => home.startsWith("client:")));
  for (const e of index.graph.entities) {
    if (homes.has(e.id) || isShared(e)) continue;
    const owners = ownerRelations.flatMap((type) => index.relationsTo(e.id, type).map((r) => r.from));
    if (e.type === "Meeting") {
      owners.push(...index.relationsFrom(e.id, "concerns").map((r) => r.to));
      if (owners.length === 0) owners.push(...index.relationsTo(e.id, "attends").map((r) => r.from));
    }
    const homeOf = (id: string) => (e.type === "Account" ? rehome(people.get(id) ?? nobody, lone) : homes.get(id));
    const found = new Set(owners.flatMap((id) => [...(homeOf(id) ?? nobody)]));
    if (found.size > 0) homes.set(e.id, found);
  }
  return homes;
}

/**
 * What a grown child asks of the firm in mail that her parents or brothers get too is a matter of both families; nothing else of
 * hers is.
 */
function shareWithKin(index: GraphIndex, homes: Homes, headers: ReadonlyMap<string, HeaderPlace>): void {
  const clients = index.graph.entities.filter((e) => e.type === "Client");
  for (const action of index.graph.entities.filter((e) => e.type === "ActionItem")) {
    const own = homes.get(action.id);
    if (own === undefined || action.mentions.length === 0) continue;
    const askers = index.relationsTo(action.id, "hasActionItem").map((r) => r.from);
    const kinHomes = new Set(
      clients
        .filter((client) => askers.includes(client.id))
        .flatMap((client) => kinOf(index, client.id).flatMap((id) => [...(homes.get(id) ?? nobody)])),
    );
    const reached = action.mentions.map(({ documentVersionId: version }) => {
      const place = headers.get(version);
      return new Set(
        place ? index.mentionsIn(version, place.header).flatMap((m) => [...(homes.get(m.entityId) ?? nobody)]) : [],
      );
    });
    const shared = [...kinHomes].filter((home) => !own.has(home) && reached.every((its) => its.has(home)));
    if (shared.length > 0) homes.set(action.id, new Set([...own, ...shared]));
  }
}

/**
 * Families that take part in no mail and are spoken of only together with one that does, once at least in words of its own: the
 * cousin who moved in, a daughter under her married name. What is said of them is part of their host's record. Guest → host.
 */
function findGuests(
  index: GraphIndex,
  homes: Homes,
  headers: ReadonlyMap<string, HeaderPlace>,
): ReadonlyMap<string, string> {
  const homesAt = (version: string, span: Span | null): ReadonlySet<string> =>
    new Set(span ? index.mentionsIn(version, span).flatMap((m) => [...(homes.get(m.entityId) ?? nobody)]) : []);
  const versions = homesByVersion(index, homes);
  const served = new Set([...headers].flatMap(([version, { header }]) => [...homesAt(version, header)]));
  const writing = new Map([...headers].map(([version, { sender }]) => [version, homesAt(version, sender)]));
  const guests = new Map<string, string>();
  for (const home of new Set([...homes.values()].flatMap((its) => [...its]))) {
    if (served.has(home)) continue;
    const around = [...versions].filter(([, its]) => its.has(home));
    const hosts = [...new Set(around.flatMap(([, its]) => [...its].filter((h) => served.has(h))))];
    const namesakes = hosts.filter((h) => shareSurname(index, homes, home, h));
    // Spoken of by several families, a daughter is of the one whose name she bears.
    const [host, another] = hosts.length > 1 && home.startsWith("client:") ? namesakes : hosts;
    // The adviser's slip about another family in a mail to this one makes nobody its guest.
    if (host && !another && around.some(([version]) => writing.get(version)?.has(host))) guests.set(home, host);
  }
  return guests;
}

function shareSurname(index: GraphIndex, homes: Homes, one: string, other: string): boolean {
  const surnamesOf = (home: string) =>
    index.graph.entities
      .filter((e) => e.type === "Client" && homes.get(e.id)?.has(home))
      .flatMap((e) => e.name.split(/\s+/).slice(1).at(-1) ?? []);
  const theirs = new Set(surnamesOf(other));
  return surnamesOf(one).some((surname) => theirs.has(surname));
}

const rehome = (homes: ReadonlySet<string>, guests: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set([...homes].map((home) => guests.get(home) ?? home));

function homesByVersion(index: GraphIndex, homes: Homes): Map<string, Set<string>> {
  const versions = new Map<string, Set<string>>();
  for (const e of index.graph.entities) {
    for (const m of e.mentions) {
      const found = versions.get(m.documentVersionId) ?? new Set<string>();
      for (const home of homes.get(e.id) ?? nobody) found.add(home);
      versions.set(m.documentVersionId, found);
    }
  }
  return versions;
}

function findHosts(
  index: GraphIndex,
  homes: Homes,
  versions: ReadonlyMap<string, Set<string>>,
): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const client of index.graph.entities) {
    const own = `client:${client.id}`;
    if (!homes.get(client.id)?.has(own)) continue;
    const around = new Set(client.mentions.flatMap((m) => [...(versions.get(m.documentVersionId) ?? nobody)]));
    const [host, another] = [...around].filter((home) => !home.startsWith("client:"));
    if (host && !another) hosts.set(own, host);
  }
  return hosts;
}

/** Ids of the kin of a client, by any kinship or by those given. */
export function kinOf(index: GraphIndex, clientId: string, types: ReadonlySet<string> = new Set(kin)): string[] {
  const out = index.relationsFrom(clientId).filter((r) => types.has(r.type));
  const back = index.relationsTo(clientId).filter((r) => types.has(r.type));
  return [...out.map((r) => r.to), ...back.map((r) => r.from)];
}
