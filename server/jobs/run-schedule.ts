import { forgetExpired } from "../accounts/forget-expired.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import { enqueue, schedule } from "./enqueue.ts";
import { forEachOrganization } from "./for-each-organization.ts";
import type { AnyJob } from "./job.ts";
import { keepUp } from "./keep-up.ts";

/** What the queue's own schedules carry: the job that is due, or null for the upkeep of all of them. */
export type Occurrence = { readonly job: string | null };

/** Does for each organization what is due. A closed one is only kept up: nothing begins there by itself. */
export const runSchedule = async (
  app: Application,
  jobs: readonly AnyJob[],
  occurrence: Occurrence,
  signal: AbortSignal,
): Promise<void> => {
  const job = jobs.find(({ name }) => name === occurrence.job);
  if (job === undefined && occurrence.job !== null) return;
  if (job === undefined) await forgetExpired(app.db);
  await forEachOrganization(
    app.db,
    signal,
    async (organizationId, isClosed) => {
      if (job === undefined) await keepUp(app.db, organizationId);
      else if (!isClosed) await enqueueDue(app, job, organizationId);
    },
    (organizationId, error) => log.event("job.schedule_failed", { organizationId, location: codeLocation(error) }),
  );
};

const enqueueDue = async (app: Application, job: AnyJob, organizationId: string): Promise<void> => {
  const requests = (await job.schedule?.requests(app, organizationId)) ?? [];
  if (requests.length === 0) return;
  const actor = { organizationId, mailboxIds: [], userId: null };
  const keys = await app.keysOf(actor);
  await withOrganization(app.db, actor, async (tx) => {
    for (const request of requests) await enqueue(tx, keys, job, schedule, request);
  });
};
