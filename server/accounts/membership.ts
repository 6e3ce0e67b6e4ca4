import type { Role } from "../../contract/operation.ts";
import type { Database } from "../db/database.ts";
import { withIdentity, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { mayGrant } from "./grants.ts";
import { listMailboxIds } from "./list-mailbox-ids.ts";
import type { Person } from "./person.ts";

/** A person's place in one organization: what they may do there, and the mailboxes they read. */
export type Membership = {
  readonly organizationId: string;
  readonly roles: readonly Role[];
  readonly mailboxIds: readonly string[];
};

/**
 * The person's membership as it is at this moment. NotFoundError, the same for everything: no such organization, not theirs,
 * no longer theirs, closed. `slug` may be left out by a key, which is of one organization anyway.
 */
export const enterAs = async (db: Database, person: Person, slug: string | undefined): Promise<Membership> => {
  if (slug === undefined && person.kind !== "api_key") {
    throw new BeepError("ValidationError", "Say which organization this is for.", {
      issues: [{ path: "organization", message: "missing" }],
    });
  }
  const found = await findMembership(db, person, slug);
  if (found === undefined) throw noSuchOrganization();
  return { ...found, mailboxIds: await readableMailboxIds(db, found, person.userId) };
};

const noSuchOrganization = () =>
  new BeepError(
    "NotFoundError",
    "There is no such organization here. Organization.List answers yours; `./beep import` creates one.",
    { resource: "organization" },
  );

type Found = { readonly organizationId: string; readonly roles: readonly Role[] };

const findMembership = (db: Database, person: Person, slug: string | undefined): Promise<Found | undefined> =>
  withIdentity(db, async (tx) => {
    let query = tx.selectFrom("organization").select(["organization.id", "organization.closedAt"]);
    if (slug !== undefined) query = query.where("slug", "=", slug);
    if (person.kind === "api_key") query = query.where("organization.id", "=", person.key.organizationId);
    const organization = await query.executeTakeFirst();
    if (organization === undefined) return undefined;
    const organizationId = organization.id;
    if (person.kind === "local_owner") return { organizationId, roles: ["owner", "compliance"] };
    if (organization.closedAt !== null) return undefined;
    const roleOf = async (userId: string): Promise<readonly Role[]> => {
      const rows = await tx
        .selectFrom("member")
        .select("role")
        .where("organizationId", "=", organizationId)
        .where("userId", "=", userId)
        .execute();
      return rows.map((row) => row.role);
    };
    switch (person.kind) {
      case "user": {
        const roles = await roleOf(person.userId);
        return roles.length === 0 ? undefined : { organizationId, roles };
      }
      case "api_key": {
        const { createdBy, role } = person.key;
        const isStillGranted = createdBy === null || mayGrant(await roleOf(createdBy), role);
        return isStillGranted ? { organizationId, roles: [role] } : undefined;
      }
      case "nobody":
        return undefined;
    }
  });

/** Compliance reads everything; others what is open to the firm, and where they are named. A key is named nowhere. */
export const readableMailboxIds = async (
  db: Database,
  { organizationId, roles }: Found,
  userId: string | null,
): Promise<readonly string[]> => {
  if (roles.includes("compliance")) return listMailboxIds(db, organizationId);
  return withOrganization(db, { organizationId, mailboxIds: [], userId }, async (tx) => {
    const firm = tx
      .selectFrom("mailbox")
      .select("id")
      .where("organization_id", "=", organizationId)
      .where("audience", "=", "firm");
    const named = tx
      .selectFrom("mailbox_member")
      .select("mailbox_id as id")
      .where("organization_id", "=", organizationId)
      .where("user_id", "=", userId);
    const rows = await (userId === null ? firm : firm.union(named)).execute();
    return rows.map((row) => row.id);
  });
};
