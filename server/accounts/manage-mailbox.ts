import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { type TenantTransaction, withIdentity, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { findMailbox } from "./connections/connection.repository.ts";
import { checkReadAndManaged, type Member, requireConnection } from "./connections/connection.ts";
import { requirePerson } from "./grants.ts";

/** Switches reading on or off; whoever linked the account or, if they read the mailbox, an admin. */
export const activateMailbox = async (
  tx: TenantTransaction,
  member: Member,
  { providerAccountId, isActive }: Input<"Mailboxes.Activate">,
): Promise<Output<"Mailboxes.Activate">> => {
  requirePerson(member);
  const { organizationId } = member;
  const mailbox = await findMailbox(tx, organizationId, providerAccountId);
  checkReadAndManaged(member, providerAccountId, mailbox);
  requireConnection(mailbox);
  await tx
    .updateTable("mailbox")
    .set({ is_active: isActive })
    .where("organization_id", "=", organizationId)
    .where("id", "=", providerAccountId)
    .execute();
  return { providerAccountId, isActive };
};

/** Says who reads a mailbox, from their next call on. Everybody named must be a member of the organization. */
export const setAudience = async (
  db: Database,
  member: Member,
  input: Input<"Mailboxes.SetAudience">,
): Promise<Output<"Mailboxes.SetAudience">> => {
  requirePerson(member);
  const { organizationId } = member;
  const { providerAccountId, audience } = input;
  const userIds = input.audience === "members" ? [...new Set(input.userIds)] : [];
  const check = async (tx: TenantTransaction) =>
    checkReadAndManaged(member, providerAccountId, await findMailbox(tx, organizationId, providerAccountId));
  // First whether they may at all: what is wrong with the names is told to whoever may name somebody.
  await withOrganization(db, member, check);
  await requireMembers(db, organizationId, userIds);
  return withOrganization(db, member, async (tx) => {
    await check(tx);
    await tx
      .updateTable("mailbox")
      .set({ audience })
      .where("organization_id", "=", organizationId)
      .where("id", "=", providerAccountId)
      .execute();
    await tx
      .deleteFrom("mailbox_member")
      .where("organization_id", "=", organizationId)
      .where("mailbox_id", "=", providerAccountId)
      .execute();
    if (userIds.length > 0) {
      const rows = userIds.map((userId) => ({
        organization_id: organizationId,
        mailbox_id: providerAccountId,
        user_id: userId,
      }));
      await tx.insertInto("mailbox_member").values(rows).execute();
    }
    return { providerAccountId, audience, userIds };
  });
};

const requireMembers = async (db: Database, organizationId: string, userIds: readonly string[]): Promise<void> => {
  if (userIds.length === 0) return;
  const found = await withIdentity(db, (tx) =>
    tx
      .selectFrom("member")
      .select("userId")
      .where("organizationId", "=", organizationId)
      .where("userId", "in", userIds)
      .execute(),
  );
  const members = new Set(found.map((row) => row.userId));
  const issues = userIds.flatMap((userId, i) =>
    members.has(userId) ? [] : [{ path: `userIds.${i}`, message: "no member of this organization" }],
  );
  if (issues.length === 0) return;
  throw new BeepError("ValidationError", "Only members of the organization can be named.", { issues });
};
