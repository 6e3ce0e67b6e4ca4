import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";
import type { Place } from "./work-list.repository.ts";

export type StoredSource = { readonly labels: readonly string[] };

/** Which of these messages of Gmail have a document, destroyed or not: their bytes never change, only whether they are there and their labels. */
export async function findStoredSources(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredSource>> {
  const { rows } = await sql<{ id: string; labels: string[] }>`
    select source_id as id, labels from document_source
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and source_type = 'gmail'
      and source_id = any(${ids}::text[])`.execute(tx);
  return new Map(rows.map(({ id, labels }) => [id, { labels }]));
}
