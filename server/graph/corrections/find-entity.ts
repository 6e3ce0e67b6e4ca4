import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { EntityType } from "../../extract/reading.ts";
import type { EntityKey } from "../resolution.ts";

/** The readable entity that a key's words are about now; undefined when none of them can be read, or nobody reads them so any more. */
export async function findEntity(
  tx: TenantTransaction,
  actor: Actor,
  key: EntityKey,
): Promise<{ id: string; type: EntityType } | undefined> {
  const types =
    key.type === "Client" || key.type === "Professional" ? ["Client", "Professional"] : ([key.type] as string[]);
  for (const words of key.words) {
    const found = await entityAt(tx, actor, words, types);
    if (found) return found;
  }
  if (key.type === "Household") return findHome(tx, actor, key);
  return undefined;
}

type Words = EntityKey["words"][number];

async function entityAt(tx: TenantTransaction, actor: Actor, words: Words, types: readonly string[]) {
  const { rows } = await sql<{ id: string; type: EntityType }>`
    select entity.id, entity.type from mention
    join entity on entity.organization_id = ${actor.organizationId} and entity.id = mention.entity_id
      and entity.type = any(${[...types]}::text[])
    where mention.organization_id = ${actor.organizationId} and mention.document_id = ${words.documentId}
      and mention.document_version_id = ${words.documentVersionId}
      and mention.start_char < ${words.endChar} and mention.end_char > ${words.startChar}
    order by least(mention.end_char, ${words.endChar}::integer) - greatest(mention.start_char, ${words.startChar}::integer) desc,
      entity.first_sort_key, entity.id
    limit 1 offset ${words.nth ?? 0}`.execute(tx);
  return rows[0];
}

async function findHome(tx: TenantTransaction, actor: Actor, key: EntityKey) {
  const member = await findEntity(tx, actor, { ...key, type: "Client" });
  if (!member) return undefined;
  const { rows } = await sql<{ id: string; type: EntityType }>`
    select entity.id, entity.type from relation
    join entity on entity.organization_id = ${actor.organizationId} and entity.id = relation.to_entity_id
    where relation.organization_id = ${actor.organizationId} and relation.from_entity_id = ${member.id}
      and relation.type = 'belongsToHousehold' and relation.status is distinct from 'rejected'
    order by entity.first_sort_key, entity.id limit 1`.execute(tx);
  return rows[0];
}
