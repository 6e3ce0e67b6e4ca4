import { listOrganizations } from "../accounts/organizations.ts";
import { localOwner } from "../accounts/person.ts";
import type { Database } from "../db/database.ts";

/** Does what nobody asked for, organization by organization. One that fails is reported and does not keep the others waiting. */
export const forEachOrganization = async (
  db: Database,
  signal: AbortSignal,
  work: (organizationId: string) => Promise<void>,
  onFailure: (organizationId: string, error: unknown) => void,
): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await listOrganizations(db, localOwner, { limit: 100, cursor });
    for (const { id } of page.organizations) {
      if (signal.aborted) return;
      await work(id).catch((error: unknown) => onFailure(id, error));
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
};
