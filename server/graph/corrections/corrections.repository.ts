import { sql } from "kysely";
import { insertRows } from "../../db/insert-rows.ts";
import type { TenantTransaction } from "../../db/with-organization.ts";
import { markDocuments } from "../index-documents.ts";
import type { Correction, Decision, EntityKey, WordsKey } from "../resolution.ts";
import { sharedKeyNow } from "../resolve/shared-names.ts";

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

/** A correction as it is kept, with the documents whose words it names. */
export type CorrectionToWrite = {
  readonly id: string;
  readonly correction: Correction;
  readonly subjectId: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
};

export async function insertCorrection(
  tx: TenantTransaction,
  organizationId: string,
  { id, correction, subjectId, reason, decidedBy, decidedAt }: CorrectionToWrite,
): Promise<void> {
  await tx
    .insertInto("correction")
    .values({
      organization_id: organizationId,
      id,
      correction: JSON.stringify(correction),
      reason,
      decided_by: decidedBy,
      decided_at: decidedAt,
      undone_at: null,
      undone_by: null,
      subject_id: subjectId,
      is_shared: sharedKeysOf(correction).length > 0,
    })
    .execute();
  await insertRows(
    tx,
    "correction_document",
    { organization_id: "uuid", document_id: "uuid", document_version_id: "uuid", correction_id: "uuid" },
    wordsOf(correction).map(({ documentId, documentVersionId }) => ({
      organization_id: organizationId,
      document_id: documentId,
      document_version_id: documentVersionId,
      correction_id: id,
    })),
  );
}

/** True when it stood until now. */
export async function undoCorrection(
  tx: TenantTransaction,
  organizationId: string,
  id: string,
  undoneBy: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("correction")
    .set({ undone_at: new Date(), undone_by: undoneBy })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("undone_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Marks for resolving all that these corrections bear on: their documents, and every mention of a thing that all blocks share. */
export async function markConcerned(
  tx: TenantTransaction,
  organizationId: string,
  corrections: readonly Correction[],
): Promise<void> {
  const documentIds = corrections.flatMap(wordsOf).map((words) => words.documentId);
  const keyNow = sharedKeyNow(await loadDecisions(tx, organizationId, documentIds));
  const shared = corrections.flatMap(sharedKeysOf).flatMap((key) => [key, keyNow(key)]);
  const { rows } = await sql<{ document_id: string }>`
    select distinct mention.document_id from mention
    join entity on entity.organization_id = ${organizationId} and entity.id = mention.entity_id
      and entity.shared_key = any(${shared}::text[])
    where mention.organization_id = ${organizationId}`.execute(tx);
  await markDocuments(tx, organizationId, [...documentIds, ...rows.map((row) => row.document_id)]);
}

/** Every piece of words a correction names a thing by. */
function wordsOf(correction: Correction): Omit<WordsKey, "nth">[] {
  const at = "target" in correction && "fact" in correction.target ? [correction.target.at] : [];
  return [...keysOf(correction).flatMap((key) => key.words), ...at];
}

export function keysOf(correction: Correction): EntityKey[] {
  if ("left" in correction) return [correction.left, correction.right];
  if (correction.kind === "assign") return correction.to ? [correction.words, correction.to] : [correction.words];
  if (correction.kind === "set_status") return [correction.entity];
  const { target } = correction;
  if ("entity" in target) return [target.entity];
  return target.to ? [target.from, target.to] : [target.from];
}

/** The keys it is known by in every block; none when one of its things belongs to one block. */
function sharedKeysOf(correction: Correction): string[] {
  const keys = keysOf(correction).map((key) => key.sharedKey);
  return keys.every((key) => key !== undefined) ? keys : [];
}
