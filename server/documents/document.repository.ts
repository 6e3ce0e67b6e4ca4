import type { Insertable } from "kysely";
import { maskPolicyVersion } from "../compliance/redact/mask.ts";
import type { TenantTables } from "../db/tables.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { MessageEnvelope } from "../graph/resolution.ts";
import { derivedId } from "../lib/derived-id.ts";
import { jsonColumn, storableText } from "../lib/json-column.ts";
import { sortKeyOf } from "./document.ts";
import type { PreparedExtraction, PreparedMessage, SealedVersion } from "./prepare-message.ts";

/** A version to be written: the message, its document, number and cipher texts, and who may read it. */
export type NewVersion = {
  readonly prepared: PreparedMessage;
  readonly documentId: string;
  readonly versionNumber: number;
  readonly sealed: SealedVersion;
  readonly mailboxIds: readonly string[];
};

/** Which of these sources and documents the organization knows already. */
export async function findKnown(tx: TenantTransaction, organizationId: string, messages: readonly PreparedMessage[]) {
  const [first] = messages;
  if (first === undefined)
    return { sourceIds: new Set<string>(), documentIds: new Set<string>(), hashes: new Set<string>() };
  const sources = await tx
    .selectFrom("document_source")
    .select("source_id")
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", first.source.mailboxId)
    .where("source_type", "=", first.source.type)
    .where(
      "source_id",
      "in",
      messages.map((message) => message.source.sourceId),
    )
    .execute();
  const documents = await tx
    .selectFrom("document")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where(
      "id",
      "in",
      messages.map((message) => message.documentId),
    )
    .execute();
  const versions = await tx
    .selectFrom("document_version")
    .select("source_hash")
    .where("organization_id", "=", organizationId)
    .where(
      "source_hash",
      "in",
      messages.map((message) => message.sourceHash),
    )
    .execute();
  return {
    sourceIds: new Set(sources.map((row) => row.source_id)),
    documentIds: new Set(documents.map((row) => row.id)),
    hashes: new Set(versions.map((row) => row.source_hash)),
  };
}

export async function findSource(tx: TenantTransaction, organizationId: string, { source }: PreparedMessage) {
  return tx
    .selectFrom("document_source")
    .select(["document_id", "source_hash", "state"])
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", source.mailboxId)
    .where("source_type", "=", source.type)
    .where("source_id", "=", source.sourceId)
    .executeTakeFirst();
}

/** The document that holds this message by (Message-ID, hash of any of its versions): the one it began as, before a later version. */
export async function findDocumentOf(tx: TenantTransaction, organizationId: string, prepared: PreparedMessage) {
  const rows = await tx
    .selectFrom("document")
    .innerJoin("document_version", (join) =>
      join
        .onRef("document_version.organization_id", "=", "document.organization_id")
        .onRef("document_version.document_id", "=", "document.id"),
    )
    .select(["document.id", "document_version.version_number"])
    .where("document.organization_id", "=", organizationId)
    .where("document.message_id", "=", prepared.messageId)
    .where("document_version.organization_id", "=", organizationId)
    .where("document_version.source_hash", "=", prepared.sourceHash)
    .orderBy("document_version.version_number")
    .orderBy("document.id")
    .limit(1)
    .execute();
  return rows[0]?.id;
}

/** Locks the document's row: two sources seen at once extend its mailboxes one after the other. */
export async function lockDocument(tx: TenantTransaction, organizationId: string, documentId: string) {
  return tx
    .selectFrom("document")
    .select([
      "id",
      "message_id",
      "source_hash",
      "state",
      "current_version_id",
      "sent_at",
      "local_date",
      "mailbox_ids",
      "wrapped_key",
      "key_version",
    ])
    .where("organization_id", "=", organizationId)
    .where("id", "=", documentId)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertDocuments(
  tx: TenantTransaction,
  organizationId: string,
  keyVersion: number,
  messages: readonly PreparedMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insertInto("document")
    .values(
      messages.map((prepared) => ({
        organization_id: organizationId,
        id: prepared.documentId,
        message_id: prepared.messageId,
        source_hash: prepared.sourceHash,
        state: "present" as const,
        current_version_id: prepared.newDocument.id,
        sent_at: dateOf(prepared.sentAtMs),
        local_date: prepared.localDate,
        sort_key: sortKeyOf(prepared.sentAtMs, prepared.messageId, prepared.sourceHash),
        mailbox_ids: [prepared.source.mailboxId],
        wrapped_key: prepared.newDocument.wrappedKey,
        key_version: keyVersion,
        learned_at: now,
      })),
    )
    .execute();
}

/** Versions with what was read from them: extraction, flags, search text. */
export async function insertVersions(
  tx: TenantTransaction,
  organizationId: string,
  versions: readonly NewVersion[],
  now: Date,
): Promise<void> {
  if (versions.length === 0) return;
  const rows = versions.map((version) => versionRows(organizationId, version, now));
  await tx
    .insertInto("document_version")
    .values(rows.map((row) => row.version))
    .execute();
  await tx
    .insertInto("extraction")
    .values(rows.map((row) => row.extraction))
    .execute();
  const flags = rows.flatMap((row) => row.flags);
  if (flags.length > 0) await tx.insertInto("compliance_flag").values(flags).execute();
  await tx
    .insertInto("search_entry")
    .values(rows.map((row) => row.search))
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "kind", "ref_id", "part"]).doUpdateSet((eb) => ({
        masked_text: eb.ref("excluded.masked_text"),
        policy_version: eb.ref("excluded.policy_version"),
        sort_key: eb.ref("excluded.sort_key"),
        mailbox_ids: eb.ref("excluded.mailbox_ids"),
      })),
    )
    .execute();
}

export async function insertSources(
  tx: TenantTransaction,
  organizationId: string,
  sources: readonly { readonly prepared: PreparedMessage; readonly documentId: string }[],
  now: Date,
): Promise<void> {
  if (sources.length === 0) return;
  await tx
    .insertInto("document_source")
    .values(
      sources.map(({ prepared: { source, sourceHash }, documentId }) => ({
        organization_id: organizationId,
        mailbox_id: source.mailboxId,
        source_type: source.type,
        source_id: source.sourceId,
        document_id: documentId,
        source_hash: sourceHash,
        source_thread_id: source.threadId,
        state: "present" as const,
        labels: [...source.labels],
        first_seen_at: now,
      })),
    )
    .execute();
}

export const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));

function versionRows(
  organizationId: string,
  { prepared, documentId, versionNumber, sealed, mailboxIds }: NewVersion,
  now: Date,
) {
  const common = { organization_id: organizationId, mailbox_ids: [...mailboxIds] };
  const version: Insertable<TenantTables["document_version"]> = {
    ...common,
    id: sealed.id,
    document_id: documentId,
    version_number: versionNumber,
    source_hash: prepared.sourceHash,
    canonicaliser_version: prepared.canonicaliserVersion,
    content_cipher: sealed.contentCipher,
    content_chars: prepared.content.length,
    raw_cipher: sealed.rawCipher,
    raw_bytes: prepared.raw.byteLength,
    attachments: prepared.attachmentsJson,
    created_at: now,
  };
  return {
    version,
    ...extractionRows(
      { organizationId, mailboxIds, documentId, documentVersionId: sealed.id },
      prepared.extraction,
      prepared.envelope,
      now,
    ),
    search: {
      ...common,
      kind: "document" as const,
      ref_id: documentId,
      part: "0",
      type: "Document",
      block_id: null,
      masked_text: prepared.maskedText,
      policy_version: maskPolicyVersion,
      sort_key: sortKeyOf(prepared.sentAtMs, prepared.messageId, prepared.sourceHash),
    },
  };
}

/** What was read in a version, as rows: the reading whole, and its flags. */
export function extractionRows(
  place: {
    readonly organizationId: string;
    readonly mailboxIds: readonly string[];
    readonly documentId: string;
    readonly documentVersionId: string;
  },
  { ontologyId, zonerVersion, reading, zonesJson, readingJson }: PreparedExtraction,
  envelope: MessageEnvelope,
  now: Date,
) {
  const { engine, engineVersion, flags } = reading;
  const { documentId, documentVersionId } = place;
  const id = derivedId("extraction", documentVersionId, ontologyId, engine, engineVersion, zonerVersion);
  const common = {
    organization_id: place.organizationId,
    mailbox_ids: [...place.mailboxIds],
    document_id: documentId,
    document_version_id: documentVersionId,
  };
  return {
    extraction: {
      ...common,
      id,
      ontology_id: ontologyId,
      engine,
      engine_version: engineVersion,
      zoner_version: zonerVersion,
      envelope: jsonColumn(envelope),
      zones: zonesJson,
      reading: readingJson,
      created_at: now,
    },
    flags: flags.map((flag) => ({
      ...common,
      id: derivedId("compliance_flag", id, flag.id),
      extraction_id: id,
      category: flag.category,
      start_char: flag.span.startChar,
      end_char: flag.span.endChar,
      confidence: flag.confidence,
      author: flag.author === null ? null : storableText(flag.author),
    })),
  };
}
