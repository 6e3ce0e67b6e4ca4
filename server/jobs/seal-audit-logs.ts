import { sealAudit } from "../compliance/audit/seal-audit.ts";
import { sealSigner } from "../compliance/audit/seal-signature.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import { forEachOrganization } from "./for-each-organization.ts";

/** Seals what was written since, organization by organization. */
export const sealAuditLogs = (app: Application, signal: AbortSignal): Promise<void> =>
  forEachOrganization(
    app.db,
    signal,
    (organizationId) => sealOne(app, organizationId),
    (organizationId, error) => log.event("audit.sealing_failed", { organizationId, location: codeLocation(error) }),
  );

const sealOne = async (app: Application, organizationId: string): Promise<void> => {
  const actor = { organizationId, mailboxIds: [], userId: null };
  const signer = sealSigner(await app.keysOf(actor));
  await withOrganization(app.db, actor, (tx) => sealAudit(tx, organizationId, signer));
};
