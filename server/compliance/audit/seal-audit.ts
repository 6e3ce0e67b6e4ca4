import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";
import { eventColumns, firstPreviousHead, headOf, rootOfEvents, type StoredEvent } from "./seal.ts";
import type { SealSigner } from "./seal-signature.ts";

/** Events of one seal: small enough that a broken one is nearly located, large enough that seals stay few. */
const eventsPerSealMax = 1000;

/**
 * Gives every finished, unsealed event of the organization its sequence number, batch by batch, each chained to the one before
 * and signed. Returns how many. Two at once wait for each other.
 */
export const sealAudit = async (tx: TenantTransaction, organizationId: string, signer: SealSigner): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`beep audit seal ${organizationId}`}, 0))`.execute(tx);
  let sealed = 0;
  for (;;) {
    const events = await nextEvents(tx, organizationId);
    if (events.length === 0) return sealed;
    await insertSeal(tx, organizationId, events, signer);
    sealed += events.length;
  }
};

/**
 * Only below the oldest running transaction: one that commits late must not have to squeeze in between. An id at or above the
 * snapshot's end was given by another cluster, before a restore.
 */
const nextEvents = async (tx: TenantTransaction, organizationId: string): Promise<readonly StoredEvent[]> =>
  tx
    .selectFrom("audit_event")
    .select(eventColumns)
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`xact is distinct from pg_current_xact_id_if_assigned()`)
    .where(
      sql<boolean>`(xact < pg_snapshot_xmin(pg_current_snapshot()) or xact >= pg_snapshot_xmax(pg_current_snapshot()))`,
    )
    .where(sql<boolean>`id not in (select unnest(event_ids) from audit_seal where organization_id = ${organizationId})`)
    .orderBy("at")
    .orderBy("id")
    .limit(eventsPerSealMax)
    .execute();

const insertSeal = async (
  tx: TenantTransaction,
  organizationId: string,
  events: readonly StoredEvent[],
  signer: SealSigner,
): Promise<void> => {
  const last = await tx
    .selectFrom("audit_seal")
    .select(["sequence_to", "head"])
    .where("organization_id", "=", organizationId)
    .orderBy("sequence_from", "desc")
    .limit(1)
    .executeTakeFirst();
  const place = {
    sequence_from: (last?.sequence_to ?? 0) + 1,
    sequence_to: (last?.sequence_to ?? 0) + events.length,
    previous_head: last?.head ?? firstPreviousHead,
    merkle_root: rootOfEvents(events),
  };
  const head = headOf(place);
  await tx
    .insertInto("audit_seal")
    .values({
      organization_id: organizationId,
      ...place,
      event_ids: events.map((event) => event.id),
      head,
      signature: signer.sign(head),
      sealed_at: new Date(),
    })
    .execute();
};
