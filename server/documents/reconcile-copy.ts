import type { TenantTransaction } from "../db/with-organization.ts";
import type { MessageEnvelope } from "../graph/resolution.ts";
import { jsonColumn } from "../lib/json-column.ts";
import { dateOf, type lockDocument } from "./document.repository.ts";
import { sortKeyOf, strictest } from "./document.ts";
import type { PreparedMessage } from "./prepare-message.ts";

type LockedDocument = NonNullable<Awaited<ReturnType<typeof lockDocument>>>;

/**
 * What one more sight of a message tells about its document, the same in whatever order the copies come: another mailbox that
 * holds it, an earlier receipt, a stricter verdict, and that it is present again. Resolve is told only when something changed.
 */
export async function reconcileCopy(
  tx: TenantTransaction,
  organizationId: string,
  document: LockedDocument,
  prepared: PreparedMessage,
  isChanged: boolean,
): Promise<void> {
  const { mailboxId } = prepared.source;
  const sentAtMs = earlier(document.sent_at?.getTime() ?? null, prepared.sentAtMs);
  const isEarlier = sentAtMs !== (document.sent_at?.getTime() ?? null);
  const isElsewhere = !document.mailbox_ids.includes(mailboxId);
  const isBack = document.state === "removed";
  if (isElsewhere) await extendMailboxes(tx, organizationId, document.id, [...document.mailbox_ids, mailboxId].sort());
  await markSourcePresent(tx, organizationId, prepared);
  const isStricter = await applyVerdict(tx, organizationId, document.id, prepared.envelope.authentication);
  if (!(isEarlier || isElsewhere || isBack || isStricter || isChanged)) return;
  const sortKey = sortKeyOf(sentAtMs, document.message_id, document.source_hash);
  await tx
    .updateTable("document")
    .set({ state: "present", sent_at: dateOf(sentAtMs), sort_key: sortKey, needs_resolving: true })
    .where("organization_id", "=", organizationId)
    .where("id", "=", document.id)
    .execute();
  if (isEarlier || isChanged)
    await tx
      .updateTable("search_entry")
      .set({ sort_key: sortKey })
      .where("organization_id", "=", organizationId)
      .where("kind", "=", "document")
      .where("ref_id", "=", document.id)
      .execute();
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

/** Every row that carries the document's words is readable wherever the document is (what resolve derives, it derives anew). */
async function extendMailboxes(
  tx: TenantTransaction,
  organizationId: string,
  documentId: string,
  mailboxIds: string[],
) {
  await tx
    .updateTable("document")
    .set({ mailbox_ids: mailboxIds })
    .where("organization_id", "=", organizationId)
    .where("id", "=", documentId)
    .execute();
  for (const table of [
    "document_version",
    "extraction",
    "compliance_flag",
    "flag_review",
    "briefing_citation",
  ] as const)
    await tx
      .updateTable(table)
      .set({ mailbox_ids: mailboxIds })
      .where("organization_id", "=", organizationId)
      .where("document_id", "=", documentId)
      .execute();
  await tx
    .updateTable("search_entry")
    .set({ mailbox_ids: mailboxIds })
    .where("organization_id", "=", organizationId)
    .where("kind", "=", "document")
    .where("ref_id", "=", documentId)
    .execute();
}

async function markSourcePresent(tx: TenantTransaction, organizationId: string, { source }: PreparedMessage) {
  await tx
    .updateTable("document_source")
    .set({ state: "present", labels: [...source.labels] })
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", source.mailboxId)
    .where("source_type", "=", source.type)
    .where("source_id", "=", source.sourceId)
    .execute();
}

/** Joins the copies' verdicts on every reading of the document; true when that changed one. */
async function applyVerdict(
  tx: TenantTransaction,
  organizationId: string,
  documentId: string,
  verdict: MessageEnvelope["authentication"],
): Promise<boolean> {
  const extractions = await tx
    .selectFrom("extraction")
    .select(["id", "envelope"])
    .where("organization_id", "=", organizationId)
    .where("document_id", "=", documentId)
    .execute();
  let isChanged = false;
  for (const { id, envelope: stored } of extractions) {
    const envelope = stored as MessageEnvelope;
    const authentication = strictest(envelope.authentication, verdict);
    if (authentication === envelope.authentication) continue;
    isChanged = true;
    await tx
      .updateTable("extraction")
      .set({ envelope: jsonColumn({ ...envelope, authentication }) })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
  }
  return isChanged;
}
