import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { EntityType } from "../extract/reading.ts";

/** The best readable name of each entity: row-level security leaves only names that the actor's mailboxes say. Unreadable ones are missing. */
export const findEntityNames = async (
  tx: TenantTransaction,
  actor: Actor,
  entityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (entityIds.length === 0) return new Map();
  const { rows } = await sql<{ entity_id: string; name: string }>`
    select distinct on (entity_id) entity_id, name from entity_name
    where organization_id = ${actor.organizationId} and entity_id = any(${[...entityIds]}::uuid[])
    order by entity_id, rank, name`.execute(tx);
  return new Map(rows.map((row) => [row.entity_id, row.name]));
};

/** An entity as a list shows it: its type and its best readable name. Rejected and unreadable ones are missing. */
export const findEntityLabels = async (tx: TenantTransaction, actor: Actor, entityIds: readonly string[]) => {
  if (entityIds.length === 0) return new Map<string, EntityLabel>();
  const names = await findEntityNames(tx, actor, entityIds);
  const rows = await tx
    .selectFrom("entity")
    .select(["id", "type"])
    .where("organization_id", "=", actor.organizationId)
    .where("id", "in", [...entityIds])
    .execute();
  return new Map(rows.map(({ id, type }) => [id, { entityId: id, type, name: names.get(id) ?? type } as EntityLabel]));
};

export type EntityLabel = { readonly entityId: string; readonly type: EntityType; readonly name: string };
