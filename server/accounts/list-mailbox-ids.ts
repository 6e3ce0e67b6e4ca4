import type { Database } from "../db/database.ts";
import { withOrganization } from "../db/with-organization.ts";

/** Every mailbox of the organization: what compliance reads, and the local owner with it. */
export const listMailboxIds = async (db: Database, organizationId: string): Promise<readonly string[]> =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const rows = await tx.selectFrom("mailbox").select("id").where("organization_id", "=", organizationId).execute();
    return rows.map((row) => row.id);
  });
