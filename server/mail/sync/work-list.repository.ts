import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";

/** The mailbox whose list of ids is meant. */
export type Place = { readonly organizationId: string; readonly mailboxId: string };

/** A message to be read, or looked at again. */
export type WorkItem = { readonly id: string; readonly attempts: number };

/** After so many failed attempts only a person's sync or the nightly comparison tries again. */
export const attemptsMax = 6;

/** Puts messages into the work list of which something was heard. */
export async function recordHeardOf(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  listNumber: number,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into gmail_message (organization_id, mailbox_id, gmail_id, list_number, is_pending, attempts)
    select ${organizationId}::uuid, ${mailboxId}::uuid, id, ${listNumber}::integer, true, 0
    from (select distinct unnest(${ids}::text[]) as id) as given order by id
    on conflict (organization_id, mailbox_id, gmail_id) do update set is_pending = true, attempts = 0, not_before = null`.execute(
    tx,
  );
}

/** Under other rules what was left out, or had left the mailbox, is judged again. */
export async function recordLeftOut(tx: TenantTransaction, { organizationId, mailboxId }: Place): Promise<void> {
  await sql`
    update gmail_message set is_pending = true, attempts = 0, not_before = null
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and gmail_id = any(array(
      select source_id from mail_ledger where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
        and source_type = 'gmail' and outcome = 'excluded'
      union
      select source_id from document_source where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
        and source_type = 'gmail' and state = 'removed'))`.execute(tx);
}

/**
 * The next messages to be read, newest ids first, below `before`. `due` leaves out those that failed and wait, or failed too
 * often; `now` is the database's own.
 */
export async function findPending(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  options: { readonly isOnlyDue: boolean; readonly before: string | null; readonly limit: number },
): Promise<WorkItem[]> {
  const { isOnlyDue, before, limit } = options;
  const { rows } = await sql<WorkItem>`
    select gmail_id as id, attempts from gmail_message
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and is_pending
      and (${before}::text is null or gmail_id < ${before}::text)
      and (not ${isOnlyDue}::boolean or (attempts < ${attemptsMax} and (not_before is null or not_before <= clock_timestamp())))
    order by gmail_id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Messages that nobody has tried to read yet. */
export async function hasUntried(tx: TenantTransaction, { organizationId, mailboxId }: Place): Promise<boolean> {
  const { rows } = await sql`
    select 1 from gmail_message where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and is_pending
      and attempts = 0 limit 1`.execute(tx);
  return rows.length > 0;
}

export async function settleDone(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update gmail_message set is_pending = false, attempts = 0, not_before = null
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and gmail_id = any(${ids}::text[])`.execute(
    tx,
  );
}

/** Waits five minutes after the first failure, then ever longer, until it counts as failed for good. */
export async function settleFailed(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  items: readonly WorkItem[],
): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx);
  for (const { id, attempts } of items) {
    const notBefore = new Date((rows[0]?.now.getTime() ?? 0) + 5 * 60_000 * 3 ** Math.min(attempts, attemptsMax));
    await sql`
      update gmail_message set attempts = ${attempts + 1}, not_before = ${notBefore}
      where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and gmail_id = ${id}`.execute(tx);
  }
}

/** Gmail has these no more. What was stored of them stays in the ledger; what never was leaves it. */
export async function forgetGone(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from mail_ledger where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
      and source_type = 'gmail' and outcome <> 'stored' and source_id = any(${ids}::text[])`.execute(tx);
  await sql`
    delete from gmail_message where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
      and gmail_id = any(${ids}::text[])`.execute(tx);
}
