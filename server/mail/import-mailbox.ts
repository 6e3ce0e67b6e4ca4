import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";

export type ImportMailbox = { readonly id: string; readonly address: string; readonly isNew: boolean };

type Named = {
  readonly account?: string | undefined;
  readonly providerAccountId?: string | undefined;
  /** The mailboxes that are for whoever imports; all of them where it is not said. */
  readonly readable?: readonly string[] | undefined;
};

/** A mailbox there is; or the address of one to be made, undefined where only the mail can tell it. */
type Found = { readonly id: string; readonly address: string } | { readonly newAddress: string | undefined };

/**
 * Which mailbox an import goes to, made when it is not there (`findImportMailbox`). `guess` finds an address in the mail; it may read
 * files, and runs outside any transaction.
 */
export async function ensureImportMailbox(
  db: Database,
  organizationId: string,
  named: Named,
  guess: () => Promise<string>,
): Promise<ImportMailbox> {
  const found = await findImportMailbox(db, organizationId, named);
  if ("id" in found) return { ...found, isNew: false };
  const address = found.newAddress ?? (await guess()).toLowerCase();
  return ensureMailbox(db, { organizationId, mailboxIds: [], userId: null }, address);
}

/**
 * With `account`: the mailbox of that address; with `providerAccountId`: that one, NotFoundError when there is none. Without: the
 * organization's only mailbox; in one with none, a new one; with several, a ProviderAccountSelectionRequiredError that lists them.
 */
export async function findImportMailbox(db: Database, organizationId: string, named: Named): Promise<Found> {
  const actor = { organizationId, mailboxIds: [], userId: null };
  const all = await withOrganization(db, actor, (tx) => listMailboxes(tx, organizationId));
  const mailboxes = all.filter(({ id }) => named.readable?.includes(id) ?? true);
  if (named.providerAccountId !== undefined) {
    const mailbox = mailboxes.find(({ id }) => id === named.providerAccountId);
    if (mailbox === undefined) throw noSuchMailbox();
    return mailbox;
  }
  if (named.account !== undefined) {
    const address = named.account.toLowerCase();
    const mailbox = all.find((each) => each.address === address);
    if (mailbox !== undefined && !mailboxes.includes(mailbox)) throw noSuchMailbox();
    if (mailbox !== undefined) return mailbox;
    // One named after a file keeps that name; a new one is somebody's.
    if (!z.email().safeParse(address).success)
      throw new BeepError("ValidationError", "The account is neither an e-mail address nor a mailbox there is.", {
        issues: [{ path: "account", message: "not an e-mail address" }],
      });
    return { newAddress: address };
  }
  const [only, ...others] = mailboxes;
  if (only === undefined) return { newAddress: undefined };
  if (others.length === 0) return only;
  throw new BeepError(
    "ProviderAccountSelectionRequiredError",
    "This organization has several mailboxes. Say with --account whose mail this is.",
    {
      providerId: "google",
      requiredParam: "providerAccountId",
      candidates: mailboxes.map(({ id, address }) => ({ providerAccountId: id, label: address })),
    },
  );
}

function noSuchMailbox(): BeepError {
  return new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
}

function listMailboxes(tx: TenantTransaction, organizationId: string) {
  return tx
    .selectFrom("mailbox")
    .select(["id", "address"])
    .where("organization_id", "=", organizationId)
    .orderBy("address")
    .execute();
}

/** Open to the firm, as every import is. Two imports at once make one. */
async function ensureMailbox(db: Database, actor: Actor, address: string): Promise<ImportMailbox> {
  return withOrganization(db, actor, async (tx) => {
    const row = {
      organization_id: actor.organizationId,
      id: randomUUID(),
      address,
      label: address,
      audience: "firm",
      created_at: new Date(),
    } as const;
    const made = await tx
      .insertInto("mailbox")
      .values(row)
      .onConflict((conflict) => conflict.columns(["organization_id", "address"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made !== undefined) return { id: made.id, address, isNew: true };
    const { id } = await tx
      .selectFrom("mailbox")
      .select("id")
      .where("organization_id", "=", actor.organizationId)
      .where("address", "=", address)
      .executeTakeFirstOrThrow();
    return { id, address, isNew: false };
  });
}
