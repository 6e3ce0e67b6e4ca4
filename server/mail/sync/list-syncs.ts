import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";
import { describeSync, type Failures, type SyncFacts, type SyncStatus } from "./describe-sync.ts";
import type { SyncProblem } from "./sync-state.ts";
import { attemptsMax } from "./work-list.repository.ts";

/** How the syncs of these mailboxes stand; a mailbox that was never synced is not among them. */
export async function listSyncs(
  tx: TenantTransaction,
  organizationId: string,
  mailboxIds: readonly string[],
): Promise<ReadonlyMap<string, SyncStatus>> {
  const { rows } = await sql<Row>`
    select sync.mailbox_id, case when lease_expires_at > clock_timestamp() then phase else 'idle' end as phase,
      last_full_comparison_at, last_success_at, problem, problem_since, not_before, messages_per_second,
      (select count(*) from gmail_message message where message.organization_id = ${organizationId}
        and message.mailbox_id = sync.mailbox_id) as in_gmail,
      (select count(*) from gmail_message message where message.organization_id = ${organizationId}
        and message.mailbox_id = sync.mailbox_id and is_pending and attempts < ${attemptsMax}) as waiting,
      (select count(*) from gmail_message message where message.organization_id = ${organizationId}
        and message.mailbox_id = sync.mailbox_id and is_pending and attempts >= ${attemptsMax}) as given_up,
      (select count(*) from mail_ledger ledger where ledger.organization_id = ${organizationId}
        and ledger.mailbox_id = sync.mailbox_id and source_type = 'gmail' and outcome = 'stored' and not exists (
          select 1 from gmail_message message where message.organization_id = ${organizationId}
            and message.mailbox_id = sync.mailbox_id and message.gmail_id = ledger.source_id)) as removed
    from mail_sync sync
    where sync.organization_id = ${organizationId} and sync.mailbox_id = any(${[...mailboxIds]}::uuid[])`.execute(tx);
  const failures = await listFailures(tx, organizationId, mailboxIds);
  return new Map(
    rows.map((row) => [
      row.mailbox_id,
      describeSync({ ...factsOf(row), failures: failures.get(row.mailbox_id) ?? [] }),
    ]),
  );
}

/** Messages whose last look failed, by reason. */
async function listFailures(
  tx: TenantTransaction,
  organizationId: string,
  mailboxIds: readonly string[],
): Promise<ReadonlyMap<string, Failures>> {
  const { rows } = await sql<FailureRow>`
    select message.mailbox_id, case when ledger.outcome = 'failed' then ledger.reason else 'labels' end as reason,
      message.attempts >= ${attemptsMax} as is_given_up, count(*) as messages, min(message.not_before) as retry_at
    from gmail_message message
    left join mail_ledger ledger on ledger.organization_id = ${organizationId} and ledger.mailbox_id = message.mailbox_id
      and ledger.source_type = 'gmail' and ledger.source_id = message.gmail_id
    where message.organization_id = ${organizationId} and message.mailbox_id = any(${[...mailboxIds]}::uuid[])
      and message.is_pending and message.attempts > 0
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  const failures = rows.map(({ mailbox_id, reason, is_given_up: isGivenUp, messages, retry_at }) => ({
    mailboxId: mailbox_id,
    failure: { reason, messages, isGivenUp, retryAt: isGivenUp ? null : (retry_at?.toISOString() ?? null) },
  }));
  const byMailbox = Map.groupBy(failures, ({ mailboxId }) => mailboxId);
  return new Map([...byMailbox].map(([mailboxId, found]) => [mailboxId, found.map(({ failure }) => failure)]));
}

type FailureRow = {
  readonly mailbox_id: string;
  readonly reason: string;
  readonly is_given_up: boolean;
  readonly messages: number;
  readonly retry_at: Date | null;
};

type Row = {
  readonly mailbox_id: string;
  readonly phase: SyncFacts["phase"];
  readonly last_full_comparison_at: Date | null;
  readonly last_success_at: Date | null;
  readonly problem: SyncProblem | null;
  readonly problem_since: Date | null;
  readonly not_before: Date | null;
  readonly messages_per_second: number | null;
  readonly in_gmail: number;
  readonly waiting: number;
  readonly given_up: number;
  readonly removed: number;
};

const factsOf = (row: Row): Omit<SyncFacts, "failures"> => ({
  phase: row.phase,
  lastFullComparisonAt: row.last_full_comparison_at?.toISOString() ?? null,
  lastSuccessAt: row.last_success_at?.toISOString() ?? null,
  problem: row.problem,
  problemSince: row.problem_since?.toISOString() ?? null,
  notBefore: row.not_before?.toISOString() ?? null,
  messagesPerSecond: row.messages_per_second,
  inGmail: row.in_gmail,
  waiting: row.waiting,
  givenUp: row.given_up,
  removed: row.removed,
});
