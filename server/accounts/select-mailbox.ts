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
  const mailboxes = await listReadable(tx, actor);
  const [only, ...others] = mailboxes.filter(({ id }) => providerAccountId === undefined || id === providerAccountId);
  if (only === undefined) throw noMailbox();
  if (others.length > 0) throw selectionRequired(mailboxes);
  return only.id;
};

/** The error that lists the mailboxes the actor reads; where there is none, that there is none. */
export const accountSelectionRequired = async (tx: TenantTransaction, actor: Actor): Promise<BeepError> => {
  const mailboxes = await listReadable(tx, actor);
  return mailboxes.length === 0 ? noMailbox() : selectionRequired(mailboxes);
};

type Readable = { readonly id: string; readonly label: string };

const listReadable = async (tx: TenantTransaction, actor: Actor): Promise<readonly Readable[]> =>
  actor.mailboxIds.length === 0
    ? []
    : tx
        .selectFrom("mailbox")
        .select(["id", "label"])
        .where("organization_id", "=", actor.organizationId)
        .where("id", "in", [...actor.mailboxIds])
        .orderBy("address")
        .execute();

const noMailbox = () => new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });

const selectionRequired = (mailboxes: readonly Readable[]) =>
  new BeepError("ProviderAccountSelectionRequiredError", "Say with providerAccountId which mailbox is meant.", {
    providerId: "google",
    requiredParam: "providerAccountId",
    candidates: mailboxes.map(({ id, label }) => ({ providerAccountId: id, label })),
  });
