import type { TenantTransaction } from "../db/with-organization.ts";
import { recordHints } from "../hints/record-hints.ts";
import type { RunId } from "./job-run.repository.ts";

/** Tells screens that a job moved; at its end, that what its work could change may be otherwise. */
export const hintJob = (
  tx: TenantTransaction,
  { organizationId, jobId }: RunId,
  mailboxId: string | null,
  now: Date,
  isEnd: boolean,
): Promise<void> =>
  recordHints(tx, organizationId, now, [
    { operation: "Jobs.Get", id: jobId, mailboxId },
    ...(mailboxId === null ? [] : [{ operation: "Mail.SyncStatus", id: mailboxId, mailboxId } as const]),
    ...(isEnd
      ? (["Documents.List", "Households.List", "Mailboxes.List"] as const).map((operation) => ({
          operation,
          id: organizationId,
        }))
      : []),
  ]);
