import { sql } from "kysely";
import type { TenantTransaction } from "../db/with-organization.ts";

/** How a known source stands now: whether its mailbox still has it, and its labels; null when they are not known any more. */
export type SourceState = {
  readonly sourceId: string;
  readonly isThere: boolean;
  readonly labels: readonly string[] | null;
};

/**
 * Sets how sources of a mailbox stand. A document whose last source is gone is removed, one with a source again is present; resolve
 * is told when that changed. Unknown sources and destroyed documents stay as they are. Safe to repeat.
 */
export async function setSourceStates(
  tx: TenantTransaction,
  organizationId: string,
  { mailboxId, sourceType }: { readonly mailboxId: string; readonly sourceType: "file" | "gmail" },
  states: readonly SourceState[],
): Promise<void> {
  if (states.length === 0) return;
  const ids = states.map(({ sourceId }) => sourceId);
  const { rows } = await sql<{ id: string }>`
    select id from document where organization_id = ${organizationId} and state <> 'destroyed' and id = any(array(
      select document_id from document_source where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
        and source_type = ${sourceType} and source_id = any(${ids}::text[])))
    order by id for update`.execute(tx);
  const documentIds = rows.map((row) => row.id);
  for (const { sourceId, isThere, labels } of states)
    await sql`
      update document_source set state = ${isThere ? "present" : "removed"}, labels = coalesce(${labels}::text[], labels)
      where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and source_type = ${sourceType}
        and source_id = ${sourceId} and document_id = any(${documentIds}::uuid[])`.execute(tx);
  const isHeld = sql`exists (select 1 from document_source where organization_id = ${organizationId}
    and document_id = document.id and state = 'present')`;
  await sql`
    update document set state = case when ${isHeld} then 'present' else 'removed' end, needs_resolving = true
    where organization_id = ${organizationId} and id = any(${documentIds}::uuid[])
      and (state = 'present') <> ${isHeld}`.execute(tx);
}
