import { type RawBuilder, sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { markDocuments } from "../../graph/index-documents.ts";
import type { MessageEnvelope } from "../../graph/resolution.ts";
import type { Reader } from "../../mail/read-parsed-message.ts";
import { extractionRows } from "../document.repository.ts";
import type { OrganizationKeys } from "../keys.ts";
import type { PreparedExtraction } from "../prepare-message.ts";
import { openPart } from "../version-content.ts";

/** The present versions of a mailbox's documents that still have their words. */
const currentVersions = (organizationId: string, mailboxId: string): RawBuilder<unknown> => sql`
  from document join document_version version on version.organization_id = ${organizationId}
    and version.id = document.current_version_id
  where document.organization_id = ${organizationId} and document.state <> 'destroyed'
    and document.mailbox_ids @> ${[mailboxId]}::uuid[]`;

const isStale = (organizationId: string, reader: Reader): RawBuilder<boolean> => sql`not exists (
  select 1 from extraction where organization_id = ${organizationId} and document_version_id = version.id
    and ontology_id = ${reader.ontologyId} and engine = ${reader.engine} and engine_version = ${reader.engineVersion}
    and zoner_version = ${reader.zonerVersion})`;

export async function countStale(
  tx: TenantTransaction,
  { organizationId }: Actor,
  mailboxId: string,
  reader: Reader,
): Promise<{ readonly documents: number; readonly stale: number }> {
  const { rows } = await sql<{ documents: number; stale: number }>`
    select count(*) as documents, count(*) filter (where ${isStale(organizationId, reader)}) as stale
    ${currentVersions(organizationId, mailboxId)}`.execute(tx);
  return rows[0] ?? { documents: 0, stale: 0 };
}

/** Versions that the reader has not read yet, by id after `afterId`. */
export async function findStale(
  tx: TenantTransaction,
  { organizationId }: Actor,
  mailboxId: string,
  reader: Reader,
  afterId: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select version.id ${currentVersions(organizationId, mailboxId)} and ${isStale(organizationId, reader)}
      and (${afterId}::uuid is null or version.id > ${afterId}::uuid)
    order by version.id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

export type StoredMessage = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly content: string;
  readonly raw: Uint8Array;
  readonly envelope: MessageEnvelope;
  readonly sentAtMs: number | null;
};

/** A version with its bytes opened; undefined when it was destroyed meanwhile. */
export async function storedMessage(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  versionId: string,
): Promise<StoredMessage | undefined> {
  const { rows } = await sql<{
    document_id: string;
    wrapped_key: Buffer | null;
    key_version: number;
    content_cipher: Buffer;
    raw_cipher: Buffer;
    sent_at: Date | null;
    envelope: MessageEnvelope;
  }>`
    select version.document_id, document.wrapped_key, document.key_version, version.content_cipher, version.raw_cipher,
      document.sent_at, (${latestEnvelope(keys.organizationId, sql.ref("version.id"))}) as envelope
    from document_version version
    join document on document.organization_id = ${keys.organizationId} and document.id = version.document_id
    where version.organization_id = ${keys.organizationId} and version.id = ${versionId}`.execute(tx);
  const [row] = rows;
  if (row === undefined || row.wrapped_key === null) return undefined;
  const sealed = {
    id: versionId,
    document_id: row.document_id,
    wrapped_key: row.wrapped_key,
    key_version: row.key_version,
  };
  return {
    documentId: row.document_id,
    documentVersionId: versionId,
    content: openPart(keys, { ...sealed, cipher: row.content_cipher }, "content").toString(),
    raw: openPart(keys, { ...sealed, cipher: row.raw_cipher }, "raw"),
    envelope: row.envelope,
    sentAtMs: row.sent_at?.getTime() ?? null,
  };
}

/** Adds a reading of a version, puts its flags in the place of the earlier ones, and marks the document to be resolved anew. */
export async function writeExtraction(
  tx: TenantTransaction,
  organizationId: string,
  { documentId, documentVersionId }: StoredMessage,
  extraction: PreparedExtraction,
): Promise<void> {
  // Locked: what another copy of the message changes meanwhile, its verdict or its mailboxes, must not be missed.
  const { rows } = await sql<{ state: string; mailbox_ids: string[]; envelope: MessageEnvelope }>`
    select state, mailbox_ids, (${latestEnvelope(organizationId, sql`${documentVersionId}::uuid`)}) as envelope
    from document where organization_id = ${organizationId} and id = ${documentId} for update`.execute(tx);
  const [document] = rows;
  if (document === undefined || document.state === "destroyed") return;
  const place = { organizationId, mailboxIds: document.mailbox_ids, documentId, documentVersionId };
  const { extraction: row, flags } = extractionRows(place, extraction, document.envelope, new Date());
  await tx
    .insertInto("extraction")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await replaceFlags(tx, organizationId, documentVersionId, flags);
  await markDocuments(tx, organizationId, [documentId]);
}

type FlagRows = ReturnType<typeof extractionRows>["flags"];

/** A flag of the same words keeps its row, and so its id: people may look at it. */
async function replaceFlags(tx: TenantTransaction, organizationId: string, versionId: string, flags: FlagRows) {
  const earlier = await tx
    .selectFrom("compliance_flag")
    .select(["id", "category", "start_char", "end_char"])
    .where("organization_id", "=", organizationId)
    .where("document_version_id", "=", versionId)
    .execute();
  const wordsOf = (flag: { category: string; start_char: number; end_char: number }) =>
    `${flag.category} ${flag.start_char} ${flag.end_char}`;
  const known = new Map(earlier.map((flag) => [wordsOf(flag), flag.id]));
  const rows = flags.map((flag) => ({ ...flag, id: known.get(wordsOf(flag)) ?? flag.id }));
  await tx
    .deleteFrom("compliance_flag")
    .where("organization_id", "=", organizationId)
    .where("document_version_id", "=", versionId)
    .execute();
  if (rows.length > 0) await tx.insertInto("compliance_flag").values(rows).execute();
}

const latestEnvelope = (organizationId: string, versionId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select envelope from extraction where organization_id = ${organizationId} and document_version_id = ${versionId}
  order by created_at desc, id limit 1`;
