import { sql } from "kysely";
import type { Output } from "../../../contract/catalogue.ts";
import type { TenantTransaction } from "../../db/with-organization.ts";
import type { SyncProblem } from "./sync-state.ts";
import { attemptsMax } from "./work-list.repository.ts";

type SyncStatus = NonNullable<Output<"Mail.SyncStatus">["mailboxes"][number]["sync"]>;
type Facts = Omit<SyncStatus, "summary" | "isUpToDate">;

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
  return new Map(rows.map((row) => [row.mailbox_id, describeSync(factsOf(row))]));
}

type Row = {
  readonly mailbox_id: string;
  readonly phase: Facts["phase"];
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

const factsOf = (row: Row): Facts => ({
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

/** The facts with what to tell people. "Up to date" is said only with the time of a comparison of all ids. */
export function describeSync(facts: Facts): SyncStatus {
  const { problem, phase, waiting, givenUp, lastFullComparisonAt } = facts;
  const isUpToDate =
    problem === null && phase === "idle" && waiting === 0 && givenUp === 0 && lastFullComparisonAt !== null;
  return { ...facts, isUpToDate, summary: [doing(facts), failing(facts)].filter((words) => words !== "").join(" ") };
}

function doing(facts: Facts): string {
  const { phase, problem, lastFullComparisonAt, inGmail, waiting, givenUp } = facts;
  if (problem !== null) return problemWords[problem](facts);
  if (phase === "listing") return `Listing what Gmail has: ${inGmail} messages so far.`;
  if (phase === "reading") return `Reading: ${waiting} of ${inGmail} messages to go.`;
  if (phase === "following") return "Looking for what changed since.";
  if (lastFullComparisonAt === null) return "The first read has not ended yet.";
  if (waiting + givenUp > 0) return `Compared in full at ${lastFullComparisonAt}.`;
  return `Up to date: all ${inGmail} messages of Gmail's are accounted for, compared in full at ${lastFullComparisonAt}.`;
}

const failing = ({ waiting, givenUp, phase }: Facts): string => {
  const retried = waiting > 0 && phase === "idle" ? [`${waiting} wait to be read or tried again.`] : [];
  const lost =
    givenUp > 0 ? [`${givenUp} could not be read however often it was tried: sync by hand to try once more.`] : [];
  return [...retried, ...lost].join(" ");
};

const problemWords: Readonly<Record<SyncProblem, (facts: Facts) => string>> = {
  rate_limited: ({ notBefore }) =>
    `Google asks for a pause${notBefore === null ? "" : ` until ${notBefore}`}; it goes on by itself.`,
  needs_relink: ({ problemSince }) =>
    `Google refuses the account since ${problemSince}: link it again in Settings, Connections. What was read stays.`,
  missing_scopes: ({ problemSince }) =>
    `Reading mail is not allowed for this account since ${problemSince}: link it again and allow it. What was read stays.`,
  unavailable: ({ problemSince }) => `Gmail does not answer since ${problemSince}; it is tried again by itself.`,
  refused: ({ problemSince }) =>
    `Gmail refuses requests since ${problemSince}: is the Gmail API switched on in the Google Cloud project, and for this account?`,
};
