import { forgetConsents } from "../accounts/connections/begin-consent.ts";
import type { Database } from "../db/database.ts";
import { databaseNow } from "../db/database-now.ts";
import { withOrganization } from "../db/with-organization.ts";
import { forgetHints } from "../hints/list-hints.ts";
import { forgetUploads } from "../mail/uploads/forget-uploads.ts";
import { deliver } from "./enqueue.ts";

/** Far longer than the queue takes to bring a job again, so that only what it lost is touched. */
const lostAfterMs = 20 * 60_000;

/** A month, so that people see what ran lately. */
const keptMs = 30 * 24 * 3600_000;

/**
 * Hands the queue again what it does not know any more (it was restored, or a worker ended between two steps), and forgets what
 * ended long ago: jobs, mail that was sent once its job has ended, consents nobody came back from. A second delivery of what it does know does nothing.
 */
export const keepUp = async (db: Database, organizationId: string): Promise<void> =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const now = await databaseNow(tx);
    const lost = await tx
      .updateTable("job_run")
      .set({ state: "queued", pulse_at: now })
      .where("organization_id", "=", organizationId)
      .where("state", "in", ["queued", "running"])
      .where("pulse_at", "<", new Date(now.getTime() - lostAfterMs))
      .returning(["id", "job"])
      .execute();
    for (const { id, job } of lost) await deliver(tx, organizationId, job, id, now);
    await forgetUploads(tx, organizationId, now);
    await forgetHints(tx, organizationId, now);
    await forgetConsents(tx, organizationId, now);
    await tx
      .deleteFrom("job_run")
      .where("organization_id", "=", organizationId)
      .where("finished_at", "<", new Date(now.getTime() - keptMs))
      .execute();
  });
