import { sql } from "kysely";
import type { Output } from "../../contract/catalogue.ts";
import type { Role } from "../../contract/operation.ts";
import type { Database } from "../db/database.ts";
import { type IdentityTransaction, withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { Person } from "./person.ts";

/** Who calls, and where they may go. The local owner, who may go everywhere, asks Organization.List. */
export const getSession = async (db: Database, person: Person): Promise<Output<"Session.Get">> => {
  switch (person.kind) {
    case "local_owner":
      return { kind: "local_owner", user: null, organizations: [] };
    case "api_key":
      return {
        kind: "api_key",
        user: null,
        organizations: await withIdentity(db, (tx) => organizationOfKey(tx, person)),
      };
    case "user":
      return withIdentity(db, async (tx) => {
        const { twoFactorEnabled, ...user } = await tx
          .selectFrom("user")
          .select(["id", "name", "email", "twoFactorEnabled"])
          .where("id", "=", person.userId)
          .executeTakeFirstOrThrow();
        return {
          kind: "user",
          user: { ...user, hasSecondFactor: twoFactorEnabled },
          organizations: await organizationsOfMember(tx, person.userId),
        };
      });
    case "nobody":
      throw new BeepError("AuthenticationRequiredError", "Sign in first.");
  }
};

const organizationsOfMember = (tx: IdentityTransaction, userId: string) =>
  tx
    .selectFrom("member")
    .innerJoin("organization", "organization.id", "member.organizationId")
    .select(["organization.id", "organization.slug", "organization.name"])
    .select(sql<Role[]>`array_agg("member"."role" order by "member"."role")`.as("roles"))
    .where("member.userId", "=", userId)
    .where("organization.closedAt", "is", null)
    .groupBy("organization.id")
    .orderBy("organization.slug")
    .execute();

const organizationOfKey = async (tx: IdentityTransaction, { key }: Extract<Person, { kind: "api_key" }>) => {
  const rows = await tx
    .selectFrom("organization")
    .select(["id", "slug", "name"])
    .where("id", "=", key.organizationId)
    .where("closedAt", "is", null)
    .execute();
  return rows.map((row) => ({ ...row, roles: [key.role] }));
};
