import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";

/** The mailboxes the actor reads, by address. */
export const listMailboxes = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Mailboxes.List">,
): Promise<Output<"Mailboxes.List">> => {
  const [afterAddress] = decodeCursor(input.cursor, ["text"]) ?? [""];
  if (actor.mailboxIds.length === 0) return { mailboxes: [] };
  const rows = await tx
    .selectFrom("mailbox")
    .select(["id", "address", "label", "audience", "is_active", "created_at"])
    .where("organization_id", "=", actor.organizationId)
    .where("id", "in", [...actor.mailboxIds])
    .where("address", ">", String(afterAddress))
    .orderBy("address")
    .limit(input.limit + 1)
    .execute();
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.address]);
  return {
    mailboxes: page.map((row) => ({
      providerAccountId: row.id,
      address: row.address,
      label: row.label,
      audience: row.audience,
      isActive: row.is_active,
      createdAt: row.created_at.toISOString(),
    })),
    ...next,
  };
};
