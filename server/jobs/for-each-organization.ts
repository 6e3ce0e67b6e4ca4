import { listOrganizations } from "../accounts/organizations.ts";
import { localOwner } from "../accounts/person.ts";
import type { Database } from "../db/database.ts";

/** Does what nobody asked for, organization by organization. One that fails is reported and does not keep the others waiting. */
export const forEachOrganization = async (
  db: Database,
  signal: AbortSignal,
  work: (organizationId: string, isClosed: boolean) => Promise<void>,
  onFailure: (organizationId: string, error: unknown) => void,
): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await listOrganizations(db, localOwner, { limit: 100, cursor });
    for (const { id, isClosed } of page.organizations) {
      if (signal.aborted) return;
      await work(id, isClosed).catch((error: unknown) => onFailure(id, error));
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
};
