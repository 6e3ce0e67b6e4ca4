import type { Database } from "../../db/database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import type { AuditEvent } from "./audit-event.ts";
import { writeAudit } from "./write-audit.ts";

/** How long reads may wait for others to share a commit with (contracts, 5). */
const gatherMs = 5;
/** Beyond this a batch goes at once: one insert stays well below PostgreSQL's 65,535 parameters. */
const batchRowsMax = 500;

type Waiting = { readonly event: AuditEvent; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/** Audit rows of reads, gathered per organization: `append` resolves once its row is committed, and rejects when it is not. */
export type AuditBatch = { append(event: AuditEvent): Promise<void> };

/** One per process. Nothing is dropped: every append ends with its own commit or failure. */
export const createAuditBatch = (db: Database): AuditBatch => {
  const waiting = new Map<string, Waiting[]>();

  const flush = async (organizationId: string): Promise<void> => {
    const batch = waiting.get(organizationId) ?? [];
    waiting.delete(organizationId);
    if (batch.length === 0) return;
    const actor = { organizationId, mailboxIds: [], userId: null };
    const events = batch.map((entry) => entry.event);
    try {
      await withOrganization(db, actor, (tx) => writeAudit(tx, events));
      for (const entry of batch) entry.resolve();
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  };

  return {
    append: (event) =>
      new Promise((resolve, reject) => {
        const batch = waiting.get(event.organizationId) ?? [];
        batch.push({ event, resolve, reject });
        waiting.set(event.organizationId, batch);
        if (batch.length === 1) setTimeout(() => void flush(event.organizationId), gatherMs);
        if (batch.length === batchRowsMax) void flush(event.organizationId);
      }),
  };
};
