import { sql } from "kysely";
import type { TenantTransaction } from "../../db/with-organization.ts";
import type { Place } from "./work-list.repository.ts";

/** A message that a reconciliation listed, and how it stands here. */
export type ListedMessage = {
  readonly id: string;
  /** The labels in whose lists it was. */
  readonly listed: readonly string[];
  /** As its source stands; null when it was never stored. */
  readonly stored: { readonly isThere: boolean; readonly labels: readonly string[] } | null;
  /** Why it is left out; null when it is not. */
  readonly leftOutFor: string | null;
};

/** Puts a page of the list of all ids into the work list: what is new is to be read. No label of theirs was listed yet. */
export async function recordListed(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  listNumber: number,
  ids: readonly string[],
): Promise<void> {
  await sql`
    insert into gmail_message (organization_id, mailbox_id, gmail_id, list_number, is_pending, attempts, listed_labels)
    select ${organizationId}::uuid, ${mailboxId}::uuid, id, ${listNumber}::integer, true, 0, '{}'::text[]
    from (select distinct unnest(${ids}::text[]) as id) as given order by id
    on conflict (organization_id, mailbox_id, gmail_id) do update set list_number = excluded.list_number,
      listed_labels = excluded.listed_labels`.execute(tx);
}

/** Notes a page of one label's list at the messages of the full list; one that is not in it came later, and is in history. */
export async function recordLabelled(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  listNumber: number,
  labelId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    update gmail_message set listed_labels = array_append(listed_labels, ${labelId}::text)
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and list_number = ${listNumber}
      and gmail_id = any(${ids}::text[]) and not ${labelId}::text = any(listed_labels)`.execute(tx);
}

/** What a full list did not name is looked at again, each by itself: a list may miss what moved while it was read. */
export async function recordUnlisted(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  listNumber: number,
): Promise<void> {
  await sql`
    update gmail_message set is_pending = true, attempts = 0, not_before = null
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and list_number < ${listNumber}`.execute(
    tx,
  );
}

/** The messages of a list that nobody is to look at yet, by id, after one of them. */
export async function findListed(
  tx: TenantTransaction,
  { organizationId, mailboxId }: Place,
  listNumber: number,
  options: { readonly after: string; readonly limit: number },
): Promise<ListedMessage[]> {
  const { rows } = await sql<Row>`
    select message.gmail_id as id, message.listed_labels as listed, source.state, source.labels, ledger.outcome, ledger.reason
    from gmail_message message
    left join document_source source on source.organization_id = ${organizationId} and source.mailbox_id = ${mailboxId}
      and source.source_type = 'gmail' and source.source_id = message.gmail_id
    left join mail_ledger ledger on ledger.organization_id = ${organizationId} and ledger.mailbox_id = ${mailboxId}
      and ledger.source_type = 'gmail' and ledger.source_id = message.gmail_id
    where message.organization_id = ${organizationId} and message.mailbox_id = ${mailboxId}
      and message.list_number = ${listNumber} and not message.is_pending and message.gmail_id > ${options.after}
    order by message.gmail_id limit ${options.limit}`.execute(tx);
  return rows.map(({ id, listed, state, labels, outcome, reason }) => ({
    id,
    listed: listed ?? [],
    stored: labels === null ? null : { isThere: state === "present", labels },
    leftOutFor: outcome === "excluded" ? reason : null,
  }));
}

type Row = {
  readonly id: string;
  readonly listed: readonly string[] | null;
  readonly state: string | null;
  readonly labels: readonly string[] | null;
  readonly outcome: string | null;
  readonly reason: string | null;
};
