import type { Updateable } from "kysely";
import type { Database } from "../db/database.ts";
import { databaseNow } from "../db/database-now.ts";
import type { TenantTables } from "../db/tables.ts";
import { type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import { hintJob } from "./hint-job.ts";

export type RunId = { readonly organizationId: string; readonly jobId: string };

/** A run in the hands of this worker. `attempts` is its fence: whoever takes the run over counts one up. */
export type TakenRun = { readonly attempts: number; readonly userId: string | null; readonly inputCipher: Buffer };

/** Takes up a run that is queued, or whose worker has shown no sign of life for `staleMs`; undefined when it is neither. */
export const claimRun = (db: Database, id: RunId, staleMs: number): Promise<TakenRun | undefined> =>
  inOrganization(db, id, async (tx) => {
    const now = await databaseNow(tx);
    const row = await tx
      .updateTable("job_run")
      .set((eb) => ({
        state: "running",
        attempts: eb("attempts", "+", 1),
        started_at: eb.fn.coalesce("started_at", eb.val(now)),
        pulse_at: now,
      }))
      .where("organization_id", "=", id.organizationId)
      .where("id", "=", id.jobId)
      .where((eb) =>
        eb.or([
          eb("state", "=", "queued"),
          eb.and([eb("state", "=", "running"), eb("pulse_at", "<", new Date(now.getTime() - staleMs))]),
        ]),
      )
      .returning(["attempts", "requested_user_id", "input_cipher", "mailbox_id"])
      .executeTakeFirst();
    if (row !== undefined) await hintJob(tx, id, row.mailbox_id, now, false);
    return row && { attempts: row.attempts, userId: row.requested_user_id, inputCipher: row.input_cipher };
  });

/** A sign of life with the progress so far; tells whether the run is still this worker's, and whether somebody cancelled it. */
export const pulseRun = (
  db: Database,
  id: RunId,
  attempts: number,
  progress: Pick<Updateable<TenantTables["job_run"]>, "phase" | "done" | "unit" | "fraction">,
): Promise<"running" | "cancelled" | "lost"> =>
  inOrganization(db, id, async (tx) => {
    const now = await databaseNow(tx);
    const row = await held(tx, id, attempts, { ...progress, pulse_at: now });
    if (row === undefined) return "lost";
    await hintJob(tx, id, row.mailbox_id, now, false);
    return row.cancel_requested_at === null ? "running" : "cancelled";
  });

/** Puts a run back, to be delivered again. */
export const requeueRun = (
  db: Database,
  id: RunId,
  attempts: number,
  next: { readonly attempts: number; readonly errorTag: string | null },
): Promise<void> =>
  inOrganization(db, id, async (tx) => {
    const now = await databaseNow(tx);
    const row = await held(tx, id, attempts, {
      state: "queued",
      attempts: next.attempts,
      error_tag: next.errorTag,
      pulse_at: now,
    });
    if (row?.cancel_requested_at) await cancelQueued(tx, id, now);
    if (row !== undefined) await hintJob(tx, id, row.mailbox_id, now, false);
  });

/** The end of a run. Nothing happens when another worker has taken it over. */
export const concludeRun = (
  db: Database,
  id: RunId,
  attempts: number,
  end: {
    readonly state: "succeeded" | "failed" | "cancelled";
    readonly errorTag: string | null;
    readonly outcomeCipher: Buffer | null;
  },
): Promise<void> =>
  inOrganization(db, id, async (tx) => {
    const now = await databaseNow(tx);
    const row = await held(tx, id, attempts, {
      state: end.state,
      error_tag: end.errorTag,
      outcome_cipher: end.outcomeCipher,
      finished_at: now,
      pulse_at: now,
    });
    if (row !== undefined) await hintJob(tx, id, row.mailbox_id, now, true);
  });

/** Ends a run that waits: no worker has to be asked. */
export const cancelQueued = (tx: TenantTransaction, id: RunId, now: Date): Promise<unknown> =>
  tx
    .updateTable("job_run")
    .set({ state: "cancelled", cancel_requested_at: now, finished_at: now })
    .where("organization_id", "=", id.organizationId)
    .where("id", "=", id.jobId)
    .where("state", "=", "queued")
    .execute();

/** Changes a run only while it is this worker's. */
const held = (tx: TenantTransaction, id: RunId, attempts: number, changes: Updateable<TenantTables["job_run"]>) =>
  tx
    .updateTable("job_run")
    .set(changes)
    .where("organization_id", "=", id.organizationId)
    .where("id", "=", id.jobId)
    .where("state", "=", "running")
    .where("attempts", "=", attempts)
    .returning(["cancel_requested_at", "mailbox_id"])
    .executeTakeFirst();

const inOrganization = <T>(db: Database, { organizationId }: RunId, fn: (tx: TenantTransaction) => Promise<T>) =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, fn);
