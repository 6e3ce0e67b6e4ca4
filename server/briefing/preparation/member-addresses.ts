import type { Database } from "../../db/database.ts";
import { type Actor, withIdentity, withOrganization } from "../../db/with-organization.ts";

/** The addresses, in lower case, by which mail may name a member: the one they sign in with, and those of mailboxes they linked. */
export const findMemberAddresses = async (
  db: Database,
  { organizationId }: Pick<Actor, "organizationId">,
  userId: string,
): Promise<ReadonlySet<string>> => {
  const user = await withIdentity(db, (tx) =>
    tx.selectFrom("user").select("email").where("id", "=", userId).executeTakeFirst(),
  );
  const linked = await withOrganization(db, { organizationId, mailboxIds: [], userId }, (tx) =>
    tx
      .selectFrom("connection")
      .innerJoin("mailbox", (join) =>
        join
          .onRef("mailbox.organization_id", "=", "connection.organization_id")
          .onRef("mailbox.id", "=", "connection.mailbox_id"),
      )
      .select("mailbox.address")
      .where("connection.organization_id", "=", organizationId)
      .where("connection.linked_by", "=", userId)
      .execute(),
  );
  return new Set([user?.email, ...linked.map((row) => row.address)].flatMap((one) => (one ? [one.toLowerCase()] : [])));
};
