import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Role } from "../../contract/operation.ts";
import type { Database } from "../db/database.ts";
import { type IdentityTransaction, withIdentity, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { mayGrant, mayNotGrant, requirePerson } from "./grants.ts";
import type { Membership } from "./membership.ts";
import type { Person } from "./person.ts";

/** The members with their roles, by name. */
export const listMembers = async (
  db: Database,
  organizationId: string,
  input: Input<"Organization.ListMembers">,
): Promise<Output<"Organization.ListMembers">> => {
  const after = decodeCursor(input.cursor, ["text", "id"]);
  const rows = await withIdentity(db, (tx) => {
    let query = tx
      .selectFrom("member")
      .innerJoin("user", "user.id", "member.userId")
      .select(["user.id", "user.name", "user.email", "user.twoFactorEnabled"])
      .select(sql<Role[]>`array_agg("member"."role" order by "member"."role")`.as("roles"))
      .select((eb) => eb.fn.min("member.createdAt").as("since"))
      .where("member.organizationId", "=", organizationId);
    if (after !== undefined)
      query = query.where(sql<boolean>`("user".name, "user".id) > (${after[0]}, ${after[1]}::uuid)`);
    return query
      .groupBy("user.id")
      .orderBy("user.name")
      .orderBy("user.id")
      .limit(input.limit + 1)
      .execute();
  });
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.name, row.id]);
  return {
    members: page.map(({ id, twoFactorEnabled, since, ...row }) => ({
      userId: id,
      ...row,
      hasSecondFactor: twoFactorEnabled,
      since: since.toISOString(),
    })),
    ...next,
  };
};

/** Sets what a member may do, from their next call on. The caller must be allowed to give what is new and to take what goes. */
export const setRoles = async (
  db: Database,
  caller: Person & Membership,
  { userId, roles }: Input<"Organization.SetRole">,
): Promise<Output<"Organization.SetRole">> => {
  requirePerson(caller);
  return withIdentity(db, async (tx) => {
    const before = await rolesForUpdate(tx, caller.organizationId, userId);
    const changed = [...before, ...roles].filter((role) => before.includes(role) !== roles.includes(role));
    if (!changed.every((role) => mayGrant(caller.roles, role))) throw mayNotGrant();
    if (before.includes("owner") && !roles.includes("owner"))
      await requireAnotherOwner(tx, caller.organizationId, userId);
    await tx
      .insertInto("member")
      .values(roles.map((role) => ({ organizationId: caller.organizationId, userId, role })))
      .onConflict((conflict) => conflict.columns(["organizationId", "userId", "role"]).doNothing())
      .execute();
    await tx
      .deleteFrom("member")
      .where("organizationId", "=", caller.organizationId)
      .where("userId", "=", userId)
      .where("role", "not in", roles)
      .execute();
    return { userId, roles };
  });
};

/** Ends a membership: the next call of the person, and of every key they made, is refused. */
export const removeMember = async (
  db: Database,
  caller: Person & Membership,
  { userId }: Input<"Organization.RemoveMember">,
): Promise<Output<"Organization.RemoveMember">> => {
  requirePerson(caller);
  const { organizationId } = caller;
  await withIdentity(db, async (tx) => {
    const roles = await rolesForUpdate(tx, organizationId, userId);
    if (!roles.every((role) => mayGrant(caller.roles, role))) throw mayNotGrant();
    if (roles.includes("owner")) await requireAnotherOwner(tx, organizationId, userId);
    await tx.deleteFrom("member").where("organizationId", "=", organizationId).where("userId", "=", userId).execute();
    await tx
      .updateTable("apiKey")
      .set({ revokedAt: sql<Date>`now()` })
      .where("organizationId", "=", organizationId)
      .where("createdBy", "=", userId)
      .where("revokedAt", "is", null)
      .execute();
  });
  // Invited again one day, the person is named in no mailbox of before.
  await withOrganization(db, { organizationId, mailboxIds: [], userId: null }, (tx) =>
    tx
      .deleteFrom("mailbox_member")
      .where("organization_id", "=", organizationId)
      .where("user_id", "=", userId)
      .execute(),
  );
  return { userId };
};

/** Locks every owner's row with the member's: of two owners who remove each other at once, one stays. */
const rolesForUpdate = async (
  tx: IdentityTransaction,
  organizationId: string,
  userId: string,
): Promise<readonly Role[]> => {
  const rows = await tx
    .selectFrom("member")
    .select(["userId", "role"])
    .where("organizationId", "=", organizationId)
    .where((eb) => eb.or([eb("userId", "=", userId), eb("role", "=", "owner")]))
    .orderBy("id")
    .forUpdate()
    .execute();
  const roles = rows.filter((row) => row.userId === userId).map((row) => row.role);
  if (roles.length > 0) return roles;
  throw new BeepError("NotFoundError", "There is no such member.", { resource: "member" });
};

const requireAnotherOwner = async (tx: IdentityTransaction, organizationId: string, userId: string): Promise<void> => {
  const other = await tx
    .selectFrom("member")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where("role", "=", "owner")
    .where("userId", "!=", userId)
    .executeTakeFirst();
  if (other !== undefined) return;
  throw new BeepError("ConflictError", "An organization keeps an owner. Make somebody else an owner first.", {
    reason: "last_owner",
  });
};
