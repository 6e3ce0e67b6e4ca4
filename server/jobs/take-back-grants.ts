import { listPendingRevocations, revokeAtGoogle } from "../accounts/connections/revoke-at-google.ts";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import { forEachOrganization } from "./for-each-organization.ts";

/** Has Google take back the grants of accounts that were unlinked while it did not answer. */
export const takeBackGrants = (app: Application, signal: AbortSignal): Promise<void> =>
  forEachOrganization(
    app.db,
    signal,
    async (organizationId) => {
      const mailboxIds = await listPendingRevocations(app.db, organizationId);
      if (mailboxIds.length === 0) return;
      const keys = await app.keysOf({ organizationId, mailboxIds: [], userId: null });
      const deps = { db: app.db, keys, google: app.google() };
      for (const mailboxId of mailboxIds) await revokeAtGoogle(deps, organizationId, mailboxId, signal);
    },
    (organizationId, error) =>
      log.event("grants.taking_back_failed", { organizationId, location: codeLocation(error) }),
  );
