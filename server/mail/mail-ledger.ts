import type { TenantTransaction } from "../db/with-organization.ts";
import type { UnreadableReason } from "./parse-message.ts";

/** Why a message is not stored: a closed set, no words of the mail. A failed one is tried again whenever it is read again. */
export type ExcludedReason = "destroyed" | RuleReason;
export type RuleReason = "draft" | "spam" | "trash" | "chat" | "label" | "address" | "domain" | "date";
export type FailedReason = UnreadableReason | "reading_failed" | "not_storable" | "fetch_failed";

/** How one received message ended. `sourceId` is Gmail's id; for a file, the HMAC of its bytes. */
export type LedgerEntry = { readonly sourceId: string; readonly receivedOn: string | null } & (
  | { readonly outcome: "stored"; readonly documentId: string }
  | { readonly outcome: "excluded"; readonly reason: ExcludedReason }
  | { readonly outcome: "failed"; readonly reason: FailedReason }
);

/** Sets how these messages of a mailbox ended, in the transaction that stores them. Safe to repeat. */
export async function writeLedger(
  tx: TenantTransaction,
  organizationId: string,
  { mailboxId, sourceType }: { readonly mailboxId: string; readonly sourceType: "file" | "gmail" },
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const now = new Date();
  // One statement may not touch a row twice: of equal bytes the last counts.
  const latest = [...new Map(entries.map((entry) => [entry.sourceId, entry])).values()];
  await tx
    .insertInto("mail_ledger")
    .values(
      latest.map((entry) => ({
        organization_id: organizationId,
        mailbox_id: mailboxId,
        source_type: sourceType,
        source_id: entry.sourceId,
        outcome: entry.outcome,
        reason: entry.outcome === "stored" ? "" : entry.reason,
        attempts: 1,
        document_id: entry.outcome === "stored" ? entry.documentId : null,
        last_at: now,
        received_on: entry.receivedOn,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "mailbox_id", "source_type", "source_id"]).doUpdateSet((eb) => ({
        outcome: eb.ref("excluded.outcome"),
        reason: eb.ref("excluded.reason"),
        attempts: eb("mail_ledger.attempts", "+", 1),
        document_id: eb.ref("excluded.document_id"),
        last_at: eb.ref("excluded.last_at"),
        received_on: eb.fn.coalesce("excluded.received_on", "mail_ledger.received_on"),
      })),
    )
    .execute();
}

/** Which of these bytes of files are stored already, their document and this source of it still present: nothing is left to do for them. */
export async function findStored(
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
  sourceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom("mail_ledger")
    .innerJoin("document", (join) =>
      join
        .onRef("document.organization_id", "=", "mail_ledger.organization_id")
        .onRef("document.id", "=", "mail_ledger.document_id"),
    )
    .innerJoin("document_source", (join) =>
      join
        .onRef("document_source.organization_id", "=", "mail_ledger.organization_id")
        .onRef("document_source.document_id", "=", "mail_ledger.document_id")
        .onRef("document_source.mailbox_id", "=", "mail_ledger.mailbox_id"),
    )
    .select("mail_ledger.source_id")
    .where("mail_ledger.organization_id", "=", organizationId)
    .where("mail_ledger.mailbox_id", "=", mailboxId)
    .where("mail_ledger.source_type", "=", "file")
    .where("mail_ledger.source_id", "in", [...sourceIds])
    .where("mail_ledger.outcome", "=", "stored")
    .where("document.organization_id", "=", organizationId)
    .where("document.state", "=", "present")
    .where("document_source.organization_id", "=", organizationId)
    .where("document_source.source_type", "=", "file")
    .where("document_source.state", "=", "present")
    .execute();
  return new Set(rows.map((row) => row.source_id));
}
