import type { TenantTransaction } from "../db/with-organization.ts";
import {
  findDocumentOf,
  findKnown,
  findSource,
  insertDocuments,
  insertSources,
  insertVersions,
  lockDocument,
} from "./document.repository.ts";
import { versionIdOf } from "./document.ts";
import type { OrganizationKeys } from "./keys.ts";
import { type PreparedMessage, sealVersion } from "./prepare-message.ts";
import { reconcileCopy } from "./reconcile-copy.ts";

/** What became of a message: its document is new, has a new version, another source, or held it already; or it stays destroyed. */
export type Recorded =
  | { readonly outcome: "document" | "version" | "source" | "known"; readonly documentId: string }
  | { readonly outcome: "destroyed" };

/**
 * Stores messages of one mailbox and source type by the identity rules of documents (contracts, 2), in the order given; safe to
 * repeat. The scope must read every mailbox of the organization, or a copy held elsewhere would not be seen. A race with another
 * worker is a ConflictError or OverloadedError: nothing is written then, repeat the transaction.
 */
export async function recordMessages(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  messages: readonly PreparedMessage[],
): Promise<readonly Recorded[]> {
  const now = new Date();
  const { organizationId } = keys;
  const fresh = await freshOf(tx, organizationId, messages);
  await insertDocuments(tx, organizationId, keys.contentKeyVersion, fresh, now);
  await insertVersions(tx, organizationId, fresh.map(firstVersion), now);
  await insertSources(
    tx,
    organizationId,
    fresh.map((prepared) => ({ prepared, documentId: prepared.documentId })),
    now,
  );
  const isFresh = new Set(fresh);
  const recorded: Recorded[] = [];
  for (const prepared of messages)
    recorded.push(
      isFresh.has(prepared)
        ? { outcome: "document", documentId: prepared.documentId }
        : await recordSeen(tx, keys, prepared, now),
    );
  return recorded;
}

/** Messages of which nothing is known, here or earlier in the batch: nearly all, written by a few statements for all of them. */
async function freshOf(tx: TenantTransaction, organizationId: string, messages: readonly PreparedMessage[]) {
  const known = await findKnown(tx, organizationId, messages);
  return messages.filter((message) => {
    const isKnown =
      known.sourceIds.has(message.source.sourceId) ||
      known.documentIds.has(message.documentId) ||
      known.hashes.has(message.sourceHash);
    known.sourceIds.add(message.source.sourceId);
    known.hashes.add(message.sourceHash);
    return !isKnown;
  });
}

const firstVersion = (prepared: PreparedMessage) => ({
  prepared,
  documentId: prepared.documentId,
  versionNumber: 1,
  sealed: prepared.newDocument,
  mailboxIds: [prepared.source.mailboxId],
});

async function recordSeen(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  prepared: PreparedMessage,
  now: Date,
): Promise<Recorded> {
  const { organizationId } = keys;
  const source = await findSource(tx, organizationId, prepared);
  const documentId = source?.document_id ?? (await findDocumentOf(tx, organizationId, prepared));
  if (documentId === undefined) {
    await insertDocuments(tx, organizationId, keys.contentKeyVersion, [prepared], now);
    await insertVersions(tx, organizationId, [firstVersion(prepared)], now);
    await insertSources(tx, organizationId, [{ prepared, documentId: prepared.documentId }], now);
    return { outcome: "document", documentId: prepared.documentId };
  }
  const document = await lockDocument(tx, organizationId, documentId);
  if (document === undefined || document.state === "destroyed" || document.wrapped_key === null)
    return { outcome: "destroyed" };
  if (source === undefined) await insertSources(tx, organizationId, [{ prepared, documentId }], now);
  const isChanged = source !== undefined && source.source_hash !== prepared.sourceHash;
  if (isChanged) await addVersion(tx, keys, prepared, { ...document, wrapped_key: document.wrapped_key }, now);
  await reconcileCopy(tx, organizationId, document, prepared, isChanged);
  return { outcome: isChanged ? "version" : source === undefined ? "source" : "known", documentId };
}

type LockedDocument = NonNullable<Awaited<ReturnType<typeof lockDocument>>>;

/** A known source that says something else now: one more version, which the document then shows; the old ones stay. */
async function addVersion(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  prepared: PreparedMessage,
  document: LockedDocument & { readonly wrapped_key: Buffer },
  now: Date,
): Promise<void> {
  const { organizationId } = keys;
  const { highest } = await tx
    .selectFrom("document_version")
    .select((eb) => eb.fn.max("version_number").as("highest"))
    .where("organization_id", "=", organizationId)
    .where("document_id", "=", document.id)
    .executeTakeFirstOrThrow();
  const versionNumber = highest + 1;
  const key = keys.openDocumentKey(document.id, document.wrapped_key, document.key_version);
  const id = versionIdOf(document.id, versionNumber, prepared.sourceHash);
  const sealed = sealVersion(organizationId, key, document.id, id, prepared);
  const { mailbox_ids: mailboxIds } = document;
  await insertVersions(
    tx,
    organizationId,
    [{ prepared, documentId: document.id, versionNumber, sealed, mailboxIds }],
    now,
  );
  await tx
    .updateTable("document")
    .set({ current_version_id: id, local_date: prepared.localDate })
    .where("organization_id", "=", organizationId)
    .where("id", "=", document.id)
    .execute();
  await tx
    .updateTable("document_source")
    .set({ source_hash: prepared.sourceHash, source_thread_id: prepared.source.threadId })
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", prepared.source.mailboxId)
    .where("source_type", "=", prepared.source.type)
    .where("source_id", "=", prepared.source.sourceId)
    .execute();
}
