import { listOrganizations } from "../accounts/organizations.ts";
import { localOwner } from "../accounts/person.ts";
import { sealAudit } from "../compliance/audit/seal-audit.ts";
import { sealSigner } from "../compliance/audit/seal-signature.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";

/** Seals what was written since, organization by organization. One that fails is logged and does not keep the others waiting. */
export const sealAuditLogs = async (app: Application, signal: AbortSignal): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page = await listOrganizations(app.db, localOwner, { limit: 100, cursor });
    for (const { id: organizationId } of page.organizations) {
      if (signal.aborted) return;
      await sealOne(app, organizationId).catch((error: unknown) =>
        log.event("audit.sealing_failed", { organizationId, location: codeLocation(error) }),
      );
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
};

const sealOne = async (app: Application, organizationId: string): Promise<void> => {
  const actor = { organizationId, mailboxIds: [], userId: null };
  const signer = sealSigner(await app.keysOf(actor));
  await withOrganization(app.db, actor, (tx) => sealAudit(tx, organizationId, signer));
};
