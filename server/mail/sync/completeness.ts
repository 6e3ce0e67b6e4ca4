import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";

type Completeness = Output<"Mail.Completeness">;
type Day = Completeness["days"][number];
type Tally = {
  /** Null: messages whose day is not known. */
  readonly day: string | null;
  readonly outcome: "stored" | "excluded" | "failed" | "waiting";
  readonly reason: string;
  readonly isInGmail: boolean;
  readonly messages: number;
};

/** Mail.Completeness: the list of ids that Gmail gave against the ledger, day by day, the latest first. */
export async function getCompleteness(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Mail.Completeness">,
): Promise<Completeness> {
  const { organizationId } = actor;
  const { providerAccountId: mailboxId, limit } = input;
  if (!actor.mailboxIds.includes(mailboxId))
    throw new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
  const [before = null] = decodeCursor(input.cursor, ["text"]) ?? [];
  const { rows: days } = await sql<{ day: string }>`
    select distinct received_on as day from mail_ledger
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and source_type = 'gmail'
      and received_on is not null and (${before}::text is null or received_on < ${before}::date)
    order by day desc limit ${limit + 1}`.execute(tx);
  const { page, ...next } = pageOf(days, limit, (row) => [row.day]);
  const tallies = await listTallies(tx, organizationId, mailboxId);
  const byDay = Map.groupBy(tallies, (tally) => tally.day);
  const shown = [...(before === null && byDay.has(null) ? [null] : []), ...page.map((row) => row.day)];
  const rows = shown.map((day) => ({ day, ...sumOf(byDay.get(day) ?? []) }));
  const state = await tx
    .selectFrom("mail_sync")
    .select("last_full_comparison_at")
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .executeTakeFirst();
  const isCsv = input.format === "csv";
  return {
    providerAccountId: mailboxId,
    lastFullComparisonAt: state?.last_full_comparison_at?.toISOString() ?? null,
    total: sumOf(tallies),
    days: isCsv ? [] : rows,
    ...(isCsv ? { csv: [...(before === null ? [csvHeader] : []), ...rows.map(csvLine)].join("") } : {}),
    ...next,
  };
}

async function listTallies(tx: TenantTransaction, organizationId: string, mailboxId: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select ledger.received_on as day, ledger.outcome, ledger.reason, message.gmail_id is not null as "isInGmail", count(*) as messages
    from mail_ledger ledger
    left join gmail_message message on message.organization_id = ${organizationId} and message.mailbox_id = ${mailboxId}
      and message.gmail_id = ledger.source_id
    where ledger.organization_id = ${organizationId} and ledger.mailbox_id = ${mailboxId} and ledger.source_type = 'gmail'
    group by 1, 2, 3, 4
    union all
    select null, 'waiting', '', true, count(*) from gmail_message message
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and not exists (
      select 1 from mail_ledger where organization_id = ${organizationId} and mailbox_id = ${mailboxId}
        and source_type = 'gmail' and source_id = message.gmail_id)
    having count(*) > 0
    order by 1, 2, 3`.execute(tx);
  return rows;
}

function sumOf(tallies: readonly Tally[]): Omit<Day, "day"> {
  const count = (isMeant: (tally: Tally) => boolean) =>
    tallies.reduce((sum, tally) => sum + (isMeant(tally) ? tally.messages : 0), 0);
  const inGmail = (outcome: Tally["outcome"]) => count((tally) => tally.isInGmail && tally.outcome === outcome);
  const reasons = (outcome: Tally["outcome"]) => {
    const sums: Record<string, number> = {};
    for (const tally of tallies)
      if (tally.isInGmail && tally.outcome === outcome) sums[tally.reason] = (sums[tally.reason] ?? 0) + tally.messages;
    return sums;
  };
  return {
    inGmail: count((tally) => tally.isInGmail),
    stored: inGmail("stored"),
    excluded: inGmail("excluded"),
    failed: inGmail("failed"),
    excludedBy: reasons("excluded"),
    failedBy: reasons("failed"),
    waiting: inGmail("waiting"),
    removed: count((tally) => !tally.isInGmail && tally.outcome === "stored"),
  };
}

const csvHeader = "day,in_gmail,stored,excluded,failed,waiting,removed,excluded_by,failed_by\r\n";

/** Days, counts and our own reasons only: nothing in it needs quoting. */
function csvLine({ day, inGmail, stored, excluded, failed, waiting, removed, excludedBy, failedBy }: Day): string {
  const list = (reasons: Readonly<Record<string, number>>) =>
    Object.entries(reasons)
      .map(([reason, messages]) => `${reason}=${messages}`)
      .join(" ");
  const cells = [
    day ?? "unknown",
    inGmail,
    stored,
    excluded,
    failed,
    waiting,
    removed,
    list(excludedBy),
    list(failedBy),
  ];
  return `${cells.join(",")}\r\n`;
}
