import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { EntityType } from "../extract/reading.ts";
import { followRedirect } from "./follow-redirect.ts";

type Entity = { readonly id: string; readonly type: EntityType; readonly confidence: number };
type Bounds = Pick<Input<"Graph.Get">, "hops" | "types" | "limit">;

export type SubgraphEntities = {
  readonly found: readonly (Entity & { readonly hops: number })[];
  /** What the limit left no room for, by type. */
  readonly leftOut: Output<"Graph.Get">["leftOut"];
};

/**
 * An entity and what lies within so many hops of it, nearest first; paths end at professionals and institutions, which serve
 * every household. NotFoundError when no evidence is readable.
 */
export async function findNeighbourhood(
  tx: TenantTransaction,
  actor: Actor,
  entityId: string,
  { hops: hopsMax, types, limit }: Bounds,
): Promise<SubgraphEntities> {
  const start = await followRedirect(tx, actor, entityId);
  const found = new Map((await entitiesOf(tx, actor, [start])).map((entity) => [entity.id, { ...entity, hops: 0 }]));
  if (found.size === 0) throw new BeepError("NotFoundError", "There is no such entity.", { resource: "entity" });

  const leftOut = new Map<string, EntityType>();
  let frontier = [start];
  for (let hops = 1; hops <= hopsMax && frontier.length > 0; hops++) {
    const reached = (await neighboursOf(tx, actor, frontier)).filter((id) => !found.has(id));
    const entities = (await entitiesOf(tx, actor, reached)).filter((entity) => !types || types.includes(entity.type));
    const room = Math.max(limit - found.size, 0);
    for (const entity of entities.slice(0, room)) found.set(entity.id, { ...entity, hops });
    for (const { id, type } of entities.slice(room)) leftOut.set(id, type);
    frontier = entities.slice(0, room).flatMap(({ id, type }) => (isShared(type) ? [] : [id]));
  }
  const countOf = Map.groupBy(leftOut.values(), (type) => type);
  return { found: [...found.values()], leftOut: [...countOf].map(([type, { length: count }]) => ({ type, count })) };
}

/** Everybody's: through an adviser or a custodian one would come to every other household. */
const isShared = (type: EntityType): boolean => type === "Professional" || type === "Institution";

/** What a picture of the whole needs before what: who there is, then what they own, then what is to be done; of each the latest spoken of. */
const inOrder = [
  "Household",
  "Client",
  "Account",
  "Institution",
  "Professional",
  "LifeEvent",
  "Goal",
  "Meeting",
  "ActionItem",
] as const satisfies readonly EntityType[];

/** Every readable entity, as far as the limit goes. */
export async function findWholeGraph(
  tx: TenantTransaction,
  actor: Actor,
  { types, limit }: Bounds,
): Promise<SubgraphEntities> {
  const isAsked = sql`organization_id = ${actor.organizationId} and status is distinct from 'rejected'
    and type = any(${[...(types ?? inOrder)]}::text[])`;
  const { rows } = await sql<Entity>`
    select id, type, confidence from entity where ${isAsked}
    order by array_position(${[...inOrder]}::text[], type), first_sort_key desc, id limit ${limit}`.execute(tx);
  const found = rows.map((entity) => ({ ...entity, hops: 0 }));
  if (rows.length < limit) return { found, leftOut: [] };
  const { rows: counts } = await sql<{ type: EntityType; count: number }>`
    select type, count(*) as count from entity where ${isAsked} group by type`.execute(tx);
  const shown = Map.groupBy(rows, ({ type }) => type);
  const leftOut = counts
    .map(({ type, count }) => ({ type, count: count - (shown.get(type)?.length ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => inOrder.indexOf(a.type) - inOrder.indexOf(b.type));
  return { found, leftOut };
}

const entitiesOf = async (tx: TenantTransaction, actor: Actor, ids: readonly string[]): Promise<Entity[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<Entity>`
    select id, type, confidence from entity
    where organization_id = ${actor.organizationId} and id = any(${[...ids]}::uuid[])
      and status is distinct from 'rejected'
    order by first_sort_key, id`.execute(tx);
  return rows;
};

const neighboursOf = async (
  tx: TenantTransaction,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select to_entity_id as id from relation
    where organization_id = ${actor.organizationId} and from_entity_id = any(${[...ids]}::uuid[]) and status is distinct from 'rejected'
    union
    select from_entity_id from relation
    where organization_id = ${actor.organizationId} and to_entity_id = any(${[...ids]}::uuid[]) and status is distinct from 'rejected'`.execute(
    tx,
  );
  return rows.map((row) => row.id);
};
