import type { Actor, TenantTransaction } from "../db/with-organization.ts";

/** The id an entity or fact goes by now: ids that changed because earlier mail arrived leave redirects. Itself when none. */
export const followRedirect = async (tx: TenantTransaction, actor: Actor, id: string): Promise<string> => {
  const seen = new Set<string>();
  let current = id;
  while (!seen.has(current)) {
    seen.add(current);
    const row = await tx
      .selectFrom("redirect")
      .select("to_id")
      .where("organization_id", "=", actor.organizationId)
      .where("from_id", "=", current)
      .executeTakeFirst();
    if (!row) return current;
    current = row.to_id;
  }
  return current;
};
