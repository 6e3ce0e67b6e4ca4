import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { type IdentityTransaction, withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { mayGrant, mayNotGrant, requirePerson } from "./grants.ts";
import type { Membership } from "./membership.ts";
import { addMember } from "./organizations.ts";
import type { Person } from "./person.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";
import type { SignIn } from "./sign-in.ts";
import { addPasswordUser } from "./users.ts";

const invitationDays = 7;

/** Invites an address to a role. The answer holds the one link; who invites passes it on. An older invitation of the address ends. */
export const invite = async (
  db: Database,
  publicUrl: string,
  caller: Person & Membership,
  { email, role }: Input<"Organization.Invite">,
): Promise<Output<"Organization.Invite">> => {
  requirePerson(caller);
  if (!mayGrant(caller.roles, role)) throw mayNotGrant();
  const { organizationId } = caller;
  const { token, tokenHash } = makeSecretToken();
  const row = await withIdentity(db, async (tx) => {
    await tx
      .updateTable("invitation")
      .set({ revokedAt: sql<Date>`now()` })
      .where("organizationId", "=", organizationId)
      .where("email", "=", email)
      .where("acceptedAt", "is", null)
      .where("revokedAt", "is", null)
      .execute();
    return tx
      .insertInto("invitation")
      .values({
        organizationId,
        email,
        role,
        tokenHash,
        inviterId: caller.userId,
        expiresAt: sql<Date>`now() + make_interval(days => ${invitationDays})`,
      })
      .returning(["id", "expiresAt"])
      .executeTakeFirstOrThrow();
  });
  return {
    invitationId: row.id,
    role,
    expiresAt: row.expiresAt.toISOString(),
    url: `${publicUrl}/accept-invitation#${token}`,
    token,
  };
};

/** Every invitation of the organization, newest first, with what became of it. */
export const listInvitations = async (
  db: Database,
  organizationId: string,
  input: Input<"Organization.ListInvitations">,
): Promise<Output<"Organization.ListInvitations">> => {
  const after = decodeCursor(input.cursor, ["instant", "id"]);
  const rows = await withIdentity(db, (tx) => {
    let query = tx
      .selectFrom("invitation")
      .select(["id", "email", "role", "createdAt", "expiresAt", state.as("state")])
      .where("organizationId", "=", organizationId);
    if (after !== undefined) query = query.where(sql<boolean>`("createdAt", id) < (${after[0]}, ${after[1]}::uuid)`);
    return query
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(input.limit + 1)
      .execute();
  });
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    invitations: page.map(({ id, createdAt, expiresAt, ...row }) => ({
      invitationId: id,
      ...row,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
    ...next,
  };
};

/** Ends an invitation that nobody accepted yet; ending one twice is no error. */
export const revokeInvitation = async (
  db: Database,
  caller: Person & Membership,
  invitationId: string,
): Promise<Output<"Organization.RevokeInvitation">> => {
  requirePerson(caller);
  return withIdentity(db, async (tx) => {
    const row = await tx
      .updateTable("invitation")
      .set({ revokedAt: sql<Date>`coalesce("revokedAt", now())` })
      .where("organizationId", "=", caller.organizationId)
      .where("id", "=", invitationId)
      .where("acceptedAt", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (row === undefined) throw noSuchInvitation();
    return { invitationId: row.id };
  });
};

/**
 * Makes whoever holds the link a member: the person who is signed in, when the invitation is for their address, else a new
 * person with the name and password given. Works once.
 */
export const acceptInvitation = async (
  db: Database,
  signIn: SignIn,
  person: Person,
  { token, name, password }: Input<"Organization.AcceptInvitation">,
): Promise<Output<"Organization.AcceptInvitation">> => {
  const tokenHash = hashSecretToken(token);
  const waiting = await withIdentity(db, (tx) =>
    waitingInvitations(tx).where("tokenHash", "=", tokenHash).executeTakeFirst(),
  );
  if (waiting === undefined) throw noSuchInvitation();
  const isNew = person.userId === null;
  if (isNew && (name === undefined || password === undefined)) throw nameAndPasswordMissing();
  const passwordHash = isNew ? await signIn.hashPassword(password ?? "") : "";
  return withIdentity(db, async (tx) => {
    const accepted = await tx
      .updateTable("invitation")
      .set({ acceptedAt: sql<Date>`now()` })
      .where(
        "id",
        "in",
        waitingInvitations(tx).clearSelect().select("invitation.id").where("tokenHash", "=", tokenHash),
      )
      .where("acceptedAt", "is", null)
      .returning(["organizationId", "email", "role"])
      .executeTakeFirst();
    if (accepted === undefined) throw noSuchInvitation();
    const userId =
      person.userId ?? (await addPasswordUser(tx, { name: name ?? "", email: accepted.email, passwordHash }));
    if (!isNew) await requireAddress(tx, userId, accepted.email);
    await addMember(tx, accepted.organizationId, userId, accepted.role);
    const { id, slug } = await tx
      .selectFrom("organization")
      .select(["id", "slug"])
      .where("id", "=", accepted.organizationId)
      .executeTakeFirstOrThrow();
    return { organizationId: id, slug, role: accepted.role, userId, isNewPerson: isNew };
  });
};

const state = sql<"accepted" | "revoked" | "expired" | "waiting">`case
  when "acceptedAt" is not null then 'accepted' when "revokedAt" is not null then 'revoked'
  when "expiresAt" <= now() then 'expired' else 'waiting' end`;

const waitingInvitations = (tx: IdentityTransaction) =>
  tx
    .selectFrom("invitation")
    .innerJoin("organization", "organization.id", "invitation.organizationId")
    .select("invitation.id")
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .where("closedAt", "is", null)
    .where("expiresAt", ">", sql<Date>`now()`);

const requireAddress = async (tx: IdentityTransaction, userId: string, email: string): Promise<void> => {
  const user = await tx.selectFrom("user").select("email").where("id", "=", userId).executeTakeFirstOrThrow();
  if (user.email === email) return;
  throw new BeepError(
    "ConflictError",
    "This invitation is for another address than the one you are signed in with. Sign out and open the link again, or ask for an invitation of this address.",
    { reason: "other_address" },
  );
};

const noSuchInvitation = () =>
  new BeepError(
    "NotFoundError",
    "This invitation does not exist, was used, was revoked, or has expired. Ask for a new one.",
    { resource: "invitation" },
  );

const nameAndPasswordMissing = () =>
  new BeepError("ValidationError", "Sign in first, or give a name and a password to sign in with from now on.", {
    issues: [
      { path: "name", message: "missing" },
      { path: "password", message: "missing" },
    ],
  });
