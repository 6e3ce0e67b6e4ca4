import type { OperationName } from "../../contract/catalogue.ts";
import type { TenantTransaction } from "../db/with-organization.ts";

/** `operation` asked about `id` answers otherwise than before; `mailboxId` is whose mail that tells of, if anybody's. */
export type Hint = { readonly operation: OperationName; readonly id: string; readonly mailboxId?: string | null };

/** Says in the transaction that changes things that it does. Call it in short ones: a hint that shows late may be missed. */
export const recordHints = async (
  tx: TenantTransaction,
  organizationId: string,
  now: Date,
  hints: readonly Hint[],
): Promise<void> => {
  // In one order, so that two writers of the same rows wait for each other and not for ever.
  const sorted = hints.toSorted((a, b) => (`${a.operation} ${a.id}` < `${b.operation} ${b.id}` ? -1 : 1));
  for (const { operation, id, mailboxId = null } of sorted)
    await tx
      .insertInto("change_hint")
      .values({ organization_id: organizationId, operation, ref_id: id, mailbox_id: mailboxId, changed_at: now })
      .onConflict((conflict) =>
        conflict.columns(["organization_id", "operation", "ref_id"]).doUpdateSet((eb) => ({
          changed_at: eb.ref("excluded.changed_at"),
          mailbox_id: eb.ref("excluded.mailbox_id"),
        })),
      )
      .execute();
};
