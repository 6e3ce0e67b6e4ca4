import type { Input, Output } from "../../contract/catalogue.ts";
import { databaseNow } from "../db/database-now.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { hintJob } from "./hint-job.ts";
import { cancelQueued } from "./job-run.repository.ts";
import { jobViewOf, noSuchJob, visibleRuns } from "./job-view.ts";

/** Ends a job that waits and asks one that runs to stop; asking twice is asking once. ConflictError when it ended already. */
export const cancelJob = async (
  tx: TenantTransaction,
  actor: Actor,
  { jobId }: Input<"Jobs.Cancel">,
): Promise<Output<"Jobs.Cancel">> => {
  const { organizationId } = actor;
  const found = await visibleRuns(tx, actor).where("id", "=", jobId).forUpdate().executeTakeFirst();
  if (found === undefined) throw noSuchJob();
  const now = await databaseNow(tx);
  if (found.state === "running") await askToStop(tx, organizationId, jobId, now);
  else if (found.state === "queued") await cancelQueued(tx, { organizationId, jobId }, now);
  else if (found.state !== "cancelled")
    throw new BeepError("ConflictError", "The job has ended already.", { reason: "job_ended" });
  await hintJob(tx, { organizationId, jobId }, found.mailbox_id, now, false);
  return jobViewOf(await visibleRuns(tx, actor).where("id", "=", jobId).executeTakeFirstOrThrow());
};

const askToStop = (tx: TenantTransaction, organizationId: string, jobId: string, now: Date): Promise<unknown> =>
  tx
    .updateTable("job_run")
    .set({ cancel_requested_at: now })
    .where("organization_id", "=", organizationId)
    .where("id", "=", jobId)
    .where("cancel_requested_at", "is", null)
    .execute();
