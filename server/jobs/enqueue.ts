import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { databaseNow } from "../db/database-now.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { hintJob } from "./hint-job.ts";
import type { Job } from "./job.ts";
import { sealInput } from "./sealed.ts";

/** What is to be done, apart from who asks. */
export type JobRequest<I> = {
  readonly input: I;
  /** Of one job and key at most one is unfinished: asking again answers that one. Made of ids only. */
  readonly key?: string;
  /** Whose mail it is about: the job is shown to those who may read that mailbox. */
  readonly mailboxId?: string;
};

export type Requester = { readonly callerId: string; readonly userId: string | null };

/** Who asks when nobody does. */
export const schedule: Requester = { callerId: "schedule", userId: null };

/**
 * Asks for a job in the transaction that wants it, and answers the id by which Jobs.Get knows it: the job runs if and only if that
 * transaction commits.
 */
export async function enqueue<I extends z.ZodType>(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  job: Pick<Job<I>, "name" | "input">,
  requester: Requester,
  { input, key, mailboxId }: JobRequest<z.input<I>>,
): Promise<string> {
  const organizationId = keys.organizationId;
  const now = await databaseNow(tx);
  const made = await tx
    .insertInto("job_run")
    .values({
      organization_id: organizationId,
      id: randomUUID(),
      job: job.name,
      run_key: key ?? null,
      mailbox_id: mailboxId ?? null,
      state: "queued",
      requested_by: requester.callerId,
      requested_user_id: requester.userId,
      requested_at: now,
      input_cipher: sealInput(keys, job.input.parse(input)),
      attempts: 0,
      pulse_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["organization_id", "job", "run_key"]).where("state", "in", ["queued", "running"]).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  if (made === undefined) return findUnfinished(tx, organizationId, job.name, key ?? "");
  await deliver(tx, organizationId, job.name, made.id, now);
  await hintJob(tx, { organizationId, jobId: made.id }, mailboxId ?? null, now, false);
  return made.id;
}

/** Hands a run to the queue, once this transaction commits. A second delivery of the same run does nothing. */
export const deliver = (
  tx: TenantTransaction,
  organizationId: string,
  job: string,
  jobId: string,
  now: Date,
): Promise<unknown> =>
  tx
    .insertInto("outbox")
    .values({
      organization_id: organizationId,
      id: randomUUID(),
      job,
      payload: JSON.stringify({ jobId }),
      created_at: now,
    })
    .execute();

const findUnfinished = async (
  tx: TenantTransaction,
  organizationId: string,
  job: string,
  key: string,
): Promise<string> => {
  const { id } = await tx
    .selectFrom("job_run")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("job", "=", job)
    .where("run_key", "=", key)
    .where("state", "in", ["queued", "running"])
    .executeTakeFirstOrThrow();
  return id;
};
