import type { ResolvedEntity } from "../graph/resolution.ts";
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

export function buildBelonging(index: GraphIndex): Belonging {
  const homes = new Map<string, ReadonlySet<string>>();
  const { entities } = index.graph;
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
  const homesOf = (id: string): ReadonlySet<string> => homes.get(id) ?? nobody;

  const unowned: ResolvedEntity[] = [];
  for (const e of entities) {
    if (homes.has(e.id) || e.type === "Professional" || e.type === "Institution") continue;
    const owners = ownerRelations.flatMap((type) => index.relationsTo(e.id, type).map((r) => r.from));
    if (e.type === "Meeting") {
      owners.push(...index.relationsFrom(e.id, "concerns").map((r) => r.to));
      if (owners.length === 0) owners.push(...index.relationsTo(e.id, "attends").map((r) => r.from));
    }
    const found = new Set(owners.flatMap((id) => [...homesOf(id)]));
    if (found.size > 0) homes.set(e.id, found);
    else unowned.push(e);
  }

  const versions = new Map<string, Set<string>>();
  for (const e of entities) {
    for (const m of e.mentions) {
      const found = versions.get(m.documentVersionId) ?? new Set<string>();
      for (const home of homesOf(e.id)) found.add(home);
      versions.set(m.documentVersionId, found);
    }
  }
  // A thing without a stated owner is the household's when only that one household is spoken of wherever it is.
  for (const e of unowned) {
    const around = new Set(e.mentions.flatMap((m) => [...(versions.get(m.documentVersionId) ?? nobody)]));
    if (around.size === 1) homes.set(e.id, around);
  }
  const hosts = new Map<string, string>();
  for (const client of clients) {
    const own = `client:${client.id}`;
    if (!homesOf(client.id).has(own)) continue;
    const around = new Set(client.mentions.flatMap((m) => [...(versions.get(m.documentVersionId) ?? nobody)]));
    const [host, another] = [...around].filter((home) => !home.startsWith("client:"));
    if (host && !another) hosts.set(own, host);
  }
  for (const found of versions.values()) for (const lone of hosts.keys()) found.delete(lone);
  return {
    homesOf,
    homesIn: (version) => versions.get(version) ?? nobody,
    findHostOf: (clientId) => hosts.get(`client:${clientId}`) ?? null,
  };
}

/** Ids of the kin of a client, by any kinship or by those given. */
export function kinOf(index: GraphIndex, clientId: string, types: ReadonlySet<string> = new Set(kin)): string[] {
  const out = index.relationsFrom(clientId).filter((r) => types.has(r.type));
  const back = index.relationsTo(clientId).filter((r) => types.has(r.type));
  return [...out.map((r) => r.to), ...back.map((r) => r.from)];
}
