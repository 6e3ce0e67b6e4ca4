import type { Actor, TenantTransaction } from "../../server/db/with-organization.ts";
import { sortKeyOf } from "../../server/documents/document.ts";
import type { MessageReading } from "../../server/graph/resolution.ts";
import { derivedId } from "../../server/lib/derived-id.ts";

/** Stores a reading made by hand as a present document of the actor's mailboxes, to be resolved; its content is empty. */
export async function storeReading(tx: TenantTransaction, actor: Actor, message: MessageReading): Promise<void> {
  const { documentId, documentVersionId, sourceHash } = message;
  const at = new Date(message.learnedAt);
  const common = { organization_id: actor.organizationId, mailbox_ids: [...actor.mailboxIds] };
  await tx
    .insertInto("document")
    .values({
      ...common,
      id: documentId,
      message_id: message.messageId ?? "",
      source_hash: sourceHash,
      state: "present",
      current_version_id: documentVersionId,
      sent_at: message.sentAtMs === null ? null : new Date(message.sentAtMs),
      local_date: message.localDate,
      sort_key: sortKeyOf(message.sentAtMs, message.messageId ?? "", sourceHash),
      wrapped_key: null,
      key_version: 1,
      block_id: null,
      learned_at: at,
    })
    .execute();
  await tx
    .insertInto("document_version")
    .values({
      ...common,
      id: documentVersionId,
      document_id: documentId,
      version_number: 1,
      source_hash: sourceHash,
      canonicaliser_version: "test",
      content_cipher: Buffer.alloc(0),
      content_chars: 0,
      raw_cipher: Buffer.alloc(0),
      raw_bytes: 0,
      attachments: "[]",
      created_at: at,
    })
    .execute();
  const { from, to, cc, authentication, threadKey, reading } = message;
  await tx
    .insertInto("extraction")
    .values({
      ...common,
      id: derivedId("extraction", documentVersionId),
      document_id: documentId,
      document_version_id: documentVersionId,
      ontology_id: "wealth-management/v1",
      engine: reading.engine,
      engine_version: reading.engineVersion,
      zoner_version: "test",
      envelope: JSON.stringify({ from, to, cc, authentication, threadKey }),
      zones: "[]",
      reading: JSON.stringify(reading),
      created_at: at,
    })
    .execute();
}
