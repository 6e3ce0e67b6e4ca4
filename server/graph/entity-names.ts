import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";

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
