import { type RawBuilder, sql } from "kysely";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { Reading } from "../extract/reading.ts";
import type { MessageEnvelope, MessageReading } from "./resolution.ts";

type Row = {
  readonly document_id: string;
  readonly document_version_id: string;
  readonly source_hash: string;
  readonly message_id: string;
  readonly sent_at: Date | null;
  readonly local_date: string | null;
  readonly mailbox_ids: string[];
  readonly learned_at: Date;
  readonly sort_key: string;
  readonly envelope: MessageEnvelope;
  readonly reading: Reading;
};

export type StoredReading = MessageReading & { readonly sortKey: string };

/** What was last read in the current version of each present document among `ids`; those that count for nothing (removed, destroyed) are missing. */
export async function loadReadings(
  tx: TenantTransaction,
  organizationId: string,
  ids: readonly string[],
): Promise<StoredReading[]> {
  return select(tx, organizationId, sql`and document.id = any(${[...ids]}::uuid[])`);
}

/** As `loadReadings`, of documents whose own local date is no later than `date`, or unknown. */
export async function loadReadingsAsOf(
  tx: TenantTransaction,
  organizationId: string,
  ids: readonly string[],
  date: string,
): Promise<StoredReading[]> {
  return select(
    tx,
    organizationId,
    sql`and document.id = any(${[...ids]}::uuid[]) and (document.local_date is null or document.local_date <= ${date}::date)`,
  );
}

async function select(
  tx: TenantTransaction,
  organizationId: string,
  which: RawBuilder<unknown>,
): Promise<StoredReading[]> {
  const { rows } = await sql<Row>`
    select distinct on (document.id) document.id as document_id, document.current_version_id as document_version_id, document.source_hash,
      document.message_id, document.sent_at, document.local_date, document.mailbox_ids, document.learned_at, document.sort_key,
      extraction.envelope, extraction.reading
    from document
    join extraction on extraction.organization_id = ${organizationId} and extraction.document_version_id = document.current_version_id
    where document.organization_id = ${organizationId} and document.state = 'present' ${which}
    order by document.id, extraction.created_at desc, extraction.id`.execute(tx);
  return rows.map((row) => ({
    documentId: row.document_id,
    documentVersionId: row.document_version_id,
    sourceHash: row.source_hash,
    messageId: row.message_id === "" ? null : row.message_id,
    sentAtMs: row.sent_at?.getTime() ?? null,
    localDate: row.local_date,
    mailboxIds: [...row.mailbox_ids].sort(),
    learnedAt: row.learned_at.toISOString(),
    sortKey: row.sort_key,
    ...row.envelope,
    reading: row.reading,
  }));
}
