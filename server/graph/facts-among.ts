import { sql } from "kysely";
import type { Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";

type Relation = Output<"Graph.Get">["relations"][number];
type Attribute = Output<"Graph.Get">["entities"][number]["attributes"][number] & { readonly entityId: string };

// As JSON writes an instant, in UTC whatever the session's zone.
const learnedAt = sql`to_char(fact.learned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Relations between these entities. Superseded facts keep the id of what supersedes them only where the actor can read that fact too. */
export const relationsAmong = async (
  tx: TenantTransaction,
  actor: Actor,
  ids: readonly string[],
): Promise<Relation[]> => {
  const { rows } = await sql<Relation>`
    select fact.id as "relationId", fact.type, fact.from_entity_id as "from", fact.to_entity_id as "to",
      fact.stated_by as "statedBy", (fact.status is not distinct from 'confirmed') as "isConfirmed", fact.confidence, fact.valid_from as "validFrom", fact.valid_to as "validTo",
      ${learnedAt} as "learnedAt", newer.id as "supersededBy"
    from relation fact
    left join relation newer on newer.organization_id = ${actor.organizationId} and newer.id = fact.superseded_by
    where fact.organization_id = ${actor.organizationId} and fact.status is distinct from 'rejected'
      and fact.from_entity_id = any(${[...ids]}::uuid[]) and fact.to_entity_id = any(${[...ids]}::uuid[])
    order by fact.type, fact.id`.execute(tx);
  return rows;
};

/** Attribute facts of these entities: of each name what holds now first. */
export const attributesOf = async (
  tx: TenantTransaction,
  actor: Actor,
  ids: readonly string[],
): Promise<Attribute[]> => {
  const { rows } = await sql<Attribute>`
    select fact.entity_id as "entityId", fact.id as "attributeId", fact.name, fact.value, fact.stated_by as "statedBy",
      (fact.status is not distinct from 'confirmed') as "isConfirmed", fact.confidence, fact.valid_from as "validFrom", fact.valid_to as "validTo", ${learnedAt} as "learnedAt",
      newer.id as "supersededBy"
    from attribute_fact fact
    left join attribute_fact newer on newer.organization_id = ${actor.organizationId} and newer.id = fact.superseded_by
    where fact.organization_id = ${actor.organizationId} and fact.status is distinct from 'rejected'
      and fact.entity_id = any(${[...ids]}::uuid[])
    order by fact.name, (newer.id is not null), fact.valid_from desc nulls last, fact.id`.execute(tx);
  return rows;
};
