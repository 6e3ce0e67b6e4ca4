import type { Selectable, Updateable } from "kysely";
import type { TenantTables } from "../../db/tables.ts";
import type { TenantTransaction } from "../../db/with-organization.ts";
import type { GmailFault } from "../../google/gmail.ts";
import type { Place } from "./work-list.repository.ts";

export type SyncState = Omit<Selectable<TenantTables["mail_sync"]>, "labels">;

/** Why a sync ended before the end. */
export type SyncProblem = "rate_limited" | "needs_relink" | "missing_scopes" | "unavailable" | "refused";

export async function getState(tx: TenantTransaction, { organizationId, mailboxId }: Place): Promise<SyncState> {
  return tx
    .selectFrom("mail_sync")
    .select([
      "organization_id",
      "mailbox_id",
      "phase",
      "history_id",
      "list_number",
      "list_mode",
      "list_history_id",
      "list_label",
      "list_page_token",
      "list_started_at",
      "is_list_complete",
      "rules_version",
      "last_full_comparison_at",
      "last_success_at",
      "problem",
      "problem_since",
      "not_before",
      "messages_per_second",
      "lease_holder",
      "lease_expires_at",
    ])
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .executeTakeFirstOrThrow();
}

export async function setState(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  changes: Updateable<TenantTables["mail_sync"]>,
): Promise<void> {
  await tx
    .updateTable("mail_sync")
    .set(changes)
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .execute();
}

/** What a fault of Gmail's means for the mailbox. */
export function problemOf(fault: GmailFault): SyncProblem {
  switch (fault.kind) {
    case "rate_limited":
      return "rate_limited";
    case "unauthorized":
      return "needs_relink";
    case "missing_scope":
      return "missing_scopes";
    case "unavailable":
      return "unavailable";
    default:
      return "refused";
  }
}
