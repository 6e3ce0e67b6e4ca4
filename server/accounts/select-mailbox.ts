import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";

/**
 * The mailbox that is meant, of those the actor reads: the one named, or the only one there is. With several and none named a
 * ProviderAccountSelectionRequiredError lists them; NotFoundError when there is none, or not that one.
 */
export const selectMailbox = async (
  tx: TenantTransaction,
  actor: Actor,
  providerAccountId: string | undefined,
): Promise<string> => {
  const mailboxes =
    actor.mailboxIds.length === 0
      ? []
      : await tx
          .selectFrom("mailbox")
          .select(["id", "label"])
          .where("organization_id", "=", actor.organizationId)
          .where("id", "in", [...actor.mailboxIds])
          .orderBy("address")
          .execute();
  const meant = mailboxes.filter(({ id }) => providerAccountId === undefined || id === providerAccountId);
  const [only, ...others] = meant;
  if (only === undefined) throw new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
  if (others.length === 0) return only.id;
  throw new BeepError("ProviderAccountSelectionRequiredError", "There are several mailboxes: say which one is meant.", {
    providerId: "google",
    requiredParam: "providerAccountId",
    candidates: meant.map(({ id, label }) => ({ providerAccountId: id, label })),
  });
};
