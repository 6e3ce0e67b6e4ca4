import type { Selectable } from "kysely";
import type { Output } from "../../contract/catalogue.ts";
import type { JobName } from "../../contract/jobs.ts";
import type { TenantTables } from "../db/tables.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";

type Row = Pick<Selectable<TenantTables["job_run"]>, (typeof shown)[number]>;

const shown = [
  "id",
  "job",
  "state",
  "mailbox_id",
  "requested_by",
  "requested_at",
  "started_at",
  "finished_at",
  "cancel_requested_at",
  "attempts",
  "phase",
  "done",
  "unit",
  "fraction",
  "error_tag",
] as const;

/** The jobs the actor may know of: those about no one mailbox, and those about a mailbox they read. */
export const visibleRuns = (tx: TenantTransaction, actor: Actor) =>
  tx
    .selectFrom("job_run")
    .select(shown)
    .where("organization_id", "=", actor.organizationId)
    .where((eb) =>
      eb.or([
        eb("mailbox_id", "is", null),
        ...(actor.mailboxIds.length > 0 ? [eb("mailbox_id", "in", actor.mailboxIds)] : []),
      ]),
    );

/** A job as people see it. */
export const jobViewOf = (row: Row): Output<"Jobs.Cancel"> => ({
  jobId: row.id,
  job: row.job as JobName,
  state: row.state,
  providerAccountId: row.mailbox_id,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  isCancelRequested: row.cancel_requested_at !== null,
  attempts: row.attempts,
  progress:
    row.phase === null || row.done === null || row.unit === null
      ? null
      : { phase: row.phase, done: row.done, unit: row.unit, fraction: row.fraction },
  errorTag: row.error_tag,
});

export const noSuchJob = () => new BeepError("NotFoundError", "There is no such job.", { resource: "job" });
