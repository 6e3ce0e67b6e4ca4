import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { EntityType } from "../extract/reading.ts";
import { findEntityNames } from "./entity-names.ts";
import { followRedirect } from "./follow-redirect.ts";

type Relation = Output<"Graph.Get">["relations"][number];
type Attribute = Output<"Graph.Get">["entities"][number]["attributes"][number] & { entityId: string };

/**
 * An entity and what lies within so many hops of it, nearest first and at most `limit` entities; paths end at professionals and
 * institutions, which serve every household. Only readable rows are seen:
 * a fact superseded by one the actor cannot read is current for that actor. NotFoundError when no evidence is readable.
 */
export const getSubgraph = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Get">,
): Promise<Output<"Graph.Get">> => {
  const start = await followRedirect(tx, actor, input.entityId);
  const found = new Map((await entitiesOf(tx, actor, [start])).map((entity) => [entity.id, { ...entity, hops: 0 }]));
  if (found.size === 0) throw new BeepError("NotFoundError", "There is no such entity.", { resource: "entity" });

  let isTruncated = false;
  let frontier = [start];
  for (let hops = 1; hops <= input.hops && frontier.length > 0; hops++) {
    const reached = (await neighboursOf(tx, actor, frontier)).filter((id) => !found.has(id));
    const entities = (await entitiesOf(tx, actor, reached)).filter(
      (entity) => !input.types || input.types.includes(entity.type),
    );
    const room = input.limit - found.size;
    isTruncated ||= entities.length > room;
    for (const entity of entities.slice(0, Math.max(room, 0))) found.set(entity.id, { ...entity, hops });
    frontier = entities.slice(0, Math.max(room, 0)).flatMap(({ id, type }) => (isShared(type) ? [] : [id]));
  }

  const ids = [...found.keys()];
  const names = await findEntityNames(tx, actor, ids);
  const attributes = Map.groupBy(await attributesOf(tx, actor, ids), (attribute) => attribute.entityId);
  return {
    entities: [...found.values()].map(({ id, type, confidence, hops }) => ({
      entityId: id,
      type,
      name: names.get(id) ?? type,
      confidence,
      hops,
      attributes: (attributes.get(id) ?? []).map(({ entityId: _, ...attribute }) => attribute),
    })),
    relations: await relationsAmong(tx, actor, ids),
    isTruncated,
  };
};

/** Everybody's: through an adviser or a custodian one would come to every other household. */
const isShared = (type: EntityType): boolean => type === "Professional" || type === "Institution";

const entitiesOf = async (tx: TenantTransaction, actor: Actor, ids: readonly string[]) => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; type: EntityType; confidence: number }>`
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

/** Superseded facts keep the id of what supersedes them only where the actor can read that fact too. */
const relationsAmong = async (tx: TenantTransaction, actor: Actor, ids: readonly string[]): Promise<Relation[]> => {
  const { rows } = await sql<Relation>`
    select fact.id as "relationId", fact.type, fact.from_entity_id as "from", fact.to_entity_id as "to",
      fact.stated_by as "statedBy", fact.confidence, newer.id as "supersededBy"
    from relation fact
    left join relation newer on newer.organization_id = ${actor.organizationId} and newer.id = fact.superseded_by
    where fact.organization_id = ${actor.organizationId} and fact.status is distinct from 'rejected'
      and fact.from_entity_id = any(${[...ids]}::uuid[]) and fact.to_entity_id = any(${[...ids]}::uuid[])
    order by fact.type, fact.id`.execute(tx);
  return rows;
};

const attributesOf = async (tx: TenantTransaction, actor: Actor, ids: readonly string[]): Promise<Attribute[]> => {
  const { rows } = await sql<Attribute>`
    select fact.entity_id as "entityId", fact.id as "attributeId", fact.name, fact.value, fact.stated_by as "statedBy",
      fact.confidence, newer.id as "supersededBy"
    from attribute_fact fact
    left join attribute_fact newer on newer.organization_id = ${actor.organizationId} and newer.id = fact.superseded_by
    where fact.organization_id = ${actor.organizationId} and fact.status is distinct from 'rejected'
      and fact.entity_id = any(${[...ids]}::uuid[])
    order by fact.name, (newer.id is not null), fact.valid_from desc nulls last, fact.id`.execute(tx);
  return rows;
};
