import { type AuditBatch, createAuditBatch } from "../compliance/audit/audit-batch.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import { type KeyWrapper, type OrganizationKeys, openOrganizationKeys } from "../documents/keys.ts";
import type { AnyHandler } from "./handler.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";

/** What one process shares among all its invocations. */
export type Application = {
  readonly db: Database;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly auditBatch: AuditBatch;
  readonly inFlight: InFlight;
  /** The organization's keys, opened once; call it outside any scope. */
  readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  /** What HTTP clients must present; undefined where there is no HTTP. */
  readonly bearerToken: string | undefined;
};

export const createApplication = (options: {
  readonly db: Database;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly wrapper: KeyWrapper;
  readonly bearerToken?: string;
}): Application => {
  const keys = new Map<string, Promise<OrganizationKeys>>();
  return {
    db: options.db,
    handlers: options.handlers,
    auditBatch: createAuditBatch(options.db),
    inFlight: createInFlight(),
    keysOf(actor) {
      const known = keys.get(actor.organizationId);
      if (known !== undefined) return known;
      const opening = openOrganizationKeys(options.db, actor, options.wrapper);
      keys.set(actor.organizationId, opening);
      // A failure is not remembered: the key file may be put back while the server runs.
      opening.catch(() => keys.delete(actor.organizationId));
      return opening;
    },
    bearerToken: options.bearerToken,
  };
};
