import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { jobViewOf, noSuchJob, visibleRuns } from "./job-view.ts";
import { type Outcome, unsealOutcome } from "./sealed.ts";

/** A job with its result or its error; NotFoundError also for one about a mailbox the actor may not read. */
export const getJob = async (
  tx: TenantTransaction,
  actor: Actor,
  { jobId }: Input<"Jobs.Get">,
  keys: OrganizationKeys,
): Promise<Output<"Jobs.Get">> => {
  const row = await visibleRuns(tx, actor).select("outcome_cipher").where("id", "=", jobId).executeTakeFirst();
  if (row === undefined) throw noSuchJob();
  const outcome: Partial<{ result: unknown; failure: unknown }> =
    row.outcome_cipher === null ? {} : (unsealOutcome(keys, row.outcome_cipher) satisfies Outcome);
  return {
    ...jobViewOf(row),
    result: (outcome.result ?? null) as Output<"Jobs.Get">["result"],
    failure: (outcome.failure ?? null) as Output<"Jobs.Get">["failure"],
  };
};
