import { sql } from "kysely";
import type { Database } from "../../server/db/database.ts";
import { type Actor, withOrganization } from "../../server/db/with-organization.ts";

/** What resolve writes, by table, with the columns that say what is true; times and decisions' ids are left out. */
export const derivedTables = {
  document: "id, block_id, needs_resolving",
  entity: "id, type, block_id, shared_key, confidence, status, joined_by, first_sort_key, mailbox_ids",
  entity_name: "entity_id, block_id, rank, name, mailbox_ids",
  mention: "id, entity_id, block_id, document_version_id, start_char, end_char, source_id",
  relation:
    "id, block_id, type, from_entity_id, to_entity_id, confidence, stated_by, superseded_by, contradicts, mailbox_ids",
  relation_evidence: "id, relation_id, position, document_version_id, start_char, end_char",
  attribute_fact: "id, block_id, entity_id, name, value, stated_by, superseded_by, contradicts, mailbox_ids",
  attribute_evidence: "id, attribute_fact_id, position, document_version_id, start_char, end_char",
  directory_entry: "address, kind, is_known, names",
  directory_name: "name, address",
  directory_observation: "address, kind, value, document_id",
  resolution_key: "key, document_id",
  search_entry: "ref_id, part, type, block_id, masked_text, sort_key",
};

/** Every derived row; ids of mailboxes differ between organizations and are named alike. */
export async function dumpGraph(db: Database, actor: Actor): Promise<Record<string, unknown[]>> {
  return withOrganization(db, actor, async (tx) => {
    const tables: Record<string, unknown[]> = {};
    for (const [table, columns] of Object.entries(derivedTables)) {
      const where = table === "search_entry" ? sql`and kind = 'entity'` : sql``;
      const { rows } =
        await sql`select ${sql.raw(columns)} from ${sql.table(table)} where organization_id = ${actor.organizationId} ${where}`.execute(
          tx,
        );
      const texts = rows.map((row) => JSON.stringify(row).replaceAll(actor.mailboxIds[0] ?? "", "mailbox"));
      tables[table] = texts.sort();
    }
    return tables;
  });
}
