import { randomUUID } from "node:crypto";
import type { TenantTransaction } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import type { TokenFacts } from "../../google/google-oauth.ts";
import type { Member } from "./connection.ts";

/**
 * The mailbox of a Google account: the one of its lasting id, else the import of its address, which it adopts, else a new one.
 * Whoever could consent for the account is named among those who read it, unless the firm does anyway. ConflictError when the
 * address was another account's: a firm that gives an address to somebody new must not give them the old mail.
 */
export const placeAccount = async (
  tx: TenantTransaction,
  member: Member,
  { sub, address }: TokenFacts,
  isMeant: boolean,
): Promise<string> => {
  const { organizationId, userId } = member;
  const found = await tx
    .selectFrom("mailbox")
    .select(["id", "address", "label", "google_sub", "audience"])
    .where("organization_id", "=", organizationId)
    .where((eb) => eb.or([eb("google_sub", "=", sub), eb("address", "=", address)]))
    .execute();
  const known = found.find((mailbox) => mailbox.google_sub === sub);
  const ofAddress = found.find((mailbox) => mailbox.address === address);
  if (known === undefined && ofAddress !== undefined && ofAddress.google_sub !== null) throw addressTaken();

  const mailbox = known ?? ofAddress ?? (await makeMailbox(tx, organizationId, { sub, address }, isMeant));
  const update = tx.updateTable("mailbox").where("organization_id", "=", organizationId).where("id", "=", mailbox.id);
  if (known === undefined && ofAddress !== undefined) await update.set({ google_sub: sub }).execute();
  // An account may get another address; its mail stays where it is.
  if (known !== undefined && known.address !== address && ofAddress === undefined) {
    await update.set({ address, label: known.label === known.address ? address : known.label }).execute();
  }
  if (mailbox.audience === "members" && userId !== null) {
    await tx
      .insertInto("mailbox_member")
      .values({ organization_id: organizationId, mailbox_id: mailbox.id, user_id: userId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return mailbox.id;
};

/** Its owner's alone until somebody says otherwise; read from only when it is the account that was meant. */
const makeMailbox = async (
  tx: TenantTransaction,
  organizationId: string,
  { sub, address }: Pick<TokenFacts, "sub" | "address">,
  isActive: boolean,
) => {
  const mailbox = { id: randomUUID(), address, label: address, google_sub: sub, audience: "members" } as const;
  await tx
    .insertInto("mailbox")
    .values({ ...mailbox, organization_id: organizationId, is_active: isActive, created_at: new Date() })
    .execute();
  return mailbox;
};

const addressTaken = () =>
  new BeepError(
    "ConflictError",
    "This address belonged to another Google account that was linked here. Its mail stays that account's; link the new account under an address of its own.",
    { reason: "address_of_another_account" },
  );
