import type { OperationName } from "../../contract/catalogue.ts";
import { databaseNow } from "../db/database-now.ts";
import type { TenantTransaction } from "../db/with-organization.ts";

export type StoredHint = {
  readonly operation: OperationName;
  readonly id: string;
  readonly mailboxId: string | null;
  readonly changedAtMs: number;
};

/** Longer than a transaction that records a hint stays open: it shows only when that commits, with a time before. */
export const overlapMs = 60_000;

/** So many are named at once; rows are kept for a week. */
const hintsMax = 1000;
const keptMs = 7 * 24 * 3600_000;

/**
 * Everything that changed after `since`, and a little before it again; `now` is the next `since`. Undefined hints: there are too many, or
 * it was too long ago to know.
 */
export const listHints = async (
  tx: TenantTransaction,
  organizationId: string,
  since: Date,
): Promise<{ readonly hints: readonly StoredHint[] | undefined; readonly now: Date }> => {
  const now = await databaseNow(tx);
  if (now.getTime() - since.getTime() > keptMs - overlapMs) return { hints: undefined, now };
  const rows = await tx
    .selectFrom("change_hint")
    .select(["operation", "ref_id", "mailbox_id", "changed_at"])
    .where("organization_id", "=", organizationId)
    .where("changed_at", ">", new Date(since.getTime() - overlapMs))
    .orderBy("changed_at")
    .limit(hintsMax + 1)
    .execute();
  const hints = rows.map((row) => ({
    operation: row.operation as OperationName,
    id: row.ref_id,
    mailboxId: row.mailbox_id,
    changedAtMs: row.changed_at.getTime(),
  }));
  return { hints: hints.length > hintsMax ? undefined : hints, now };
};

/** Forgets hints that nobody's cursor reaches back to. */
export const forgetHints = (tx: TenantTransaction, organizationId: string, now: Date): Promise<unknown> =>
  tx
    .deleteFrom("change_hint")
    .where("organization_id", "=", organizationId)
    .where("changed_at", "<", new Date(now.getTime() - keptMs))
    .execute();
