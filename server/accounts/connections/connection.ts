import type { Role } from "../../../contract/operation.ts";
import type { Database } from "../../db/database.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { BeepError } from "../../errors.ts";
import type { Google } from "../../google/google.ts";
import { missingOf } from "../../google/scopes.ts";
import type { Membership } from "../membership.ts";
import type { Person } from "../person.ts";
import type { Connection, LinkedMailbox } from "./connection.repository.ts";

/** What use cases of linked accounts work with. */
export type ConnectionDeps = { readonly db: Database; readonly keys: OrganizationKeys; readonly google: Google };

export type Member = Person & Membership;

/** Of a grant that Google takes. */
export const stateOf = (scopes: readonly string[]): "active" | "missing_scopes" =>
  missingOf(scopes).length === 0 ? "active" : "missing_scopes";

/**
 * Lets pass who may manage a linked account: who linked it, or an admin. Others get the same ForbiddenError whatever there is; an
 * admin gets NotFoundError for what is not there, and for an import that they do not read.
 */
export function checkManaged(
  member: Member,
  mailboxId: string,
  mailbox: LinkedMailbox | undefined,
): asserts mailbox is LinkedMailbox {
  if (isOwn(member, mailbox)) return;
  if (!isAdmin(member.roles)) throw notTheirs();
  const isReader = member.mailboxIds.includes(mailboxId);
  if (mailbox === undefined || (mailbox.connection === undefined && !isReader)) throw noSuchMailbox();
}

/** The same for what is about who reads its mail: an admin manages only what they read themselves. */
export function checkReadAndManaged(
  member: Member,
  mailboxId: string,
  mailbox: LinkedMailbox | undefined,
): asserts mailbox is LinkedMailbox {
  checkManaged(member, mailboxId, mailbox);
  if (!isOwn(member, mailbox) && !member.mailboxIds.includes(mailboxId)) throw noSuchMailbox();
}

/** For what makes sense of a linked account only. */
export const requireConnection = ({ connection }: LinkedMailbox): Connection => {
  if (connection !== undefined) return connection;
  throw new BeepError("ConflictError", "No Google account was ever linked to this mailbox.", { reason: "not_linked" });
};

export const isAdmin = (roles: readonly Role[]): boolean => roles.includes("admin") || roles.includes("owner");

const isOwn = ({ userId }: Member, mailbox: LinkedMailbox | undefined): boolean =>
  userId !== null && userId === mailbox?.connection?.linkedBy;

const notTheirs = () =>
  new BeepError("ForbiddenError", "This is for whoever linked the account, or for an admin.", {
    requiredRole: "admin",
  });

export const noSuchMailbox = () => new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
