import { sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { Correction, Decision } from "./resolution.ts";

/** The decisions that stand and bear on these documents, or on things that every block shares, in the order they were decided. */
export async function loadDecisions(
  tx: TenantTransaction,
  organizationId: string,
  documentIds: readonly string[],
): Promise<Decision[]> {
  const { rows } = await sql<{ id: string; decided_at: Date; correction: Correction }>`
    select id, decided_at, correction from correction
    where organization_id = ${organizationId} and undone_at is null and (is_shared or id in (
      select correction_id from correction_document
      where organization_id = ${organizationId} and document_id = any(${[...documentIds]}::uuid[])))
    order by decided_at, id`.execute(tx);
  return rows.map(({ id, decided_at, correction }) => ({ ...correction, id, decidedAt: decided_at.toISOString() }));
}
