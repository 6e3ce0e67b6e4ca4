import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";

/** Longer than anybody goes on sending. */
const abandonedAfterMs = 24 * 3600_000;

/** Destroys uploads whose job has ended, and those that nobody finished sending. */
export async function forgetUploads(tx: TenantTransaction, organizationId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select upload.id from mail_upload upload
    left join job_run job on job.organization_id = ${organizationId} and job.id = upload.job_id
    where upload.organization_id = ${organizationId}
      and case when upload.job_id is null then upload.created_at < ${new Date(now.getTime() - abandonedAfterMs)}
        else coalesce(job.state not in ('queued', 'running'), true) end`.execute(tx);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx
    .deleteFrom("mail_upload_piece")
    .where("organization_id", "=", organizationId)
    .where("upload_id", "in", ids)
    .execute();
  await tx.deleteFrom("mail_upload").where("organization_id", "=", organizationId).where("id", "in", ids).execute();
}
