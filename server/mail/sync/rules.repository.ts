import { sql } from "kysely";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import type { GmailLabel } from "../../google/gmail.ts";
import { jsonColumn } from "../../lib/json-column.ts";
import { defaultRules, type MailRules } from "./rules.ts";

export type VersionedRules = { readonly version: number; readonly rules: MailRules };

/** The rules of a mailbox; the default ones, version 0, when nobody has set any. */
export async function findRules(
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
): Promise<VersionedRules> {
  const row = await tx
    .selectFrom("mail_rules")
    .select(["version", "rules"])
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .executeTakeFirst();
  return row === undefined
    ? { version: 0, rules: defaultRules }
    : { version: row.version, rules: row.rules as MailRules };
}

/** The rules of a mailbox from now on; the next sync judges by them. The answer is their version. */
export async function putRules(
  tx: TenantTransaction,
  { organizationId, userId }: Actor,
  mailboxId: string,
  rules: MailRules,
): Promise<number> {
  const { version } = await findRules(tx, organizationId, mailboxId);
  const row = { version: version + 1, rules: jsonColumn(rules), changed_by: userId, changed_at: new Date() };
  await tx
    .insertInto("mail_rules")
    .values({ organization_id: organizationId, mailbox_id: mailboxId, ...row })
    .onConflict((conflict) => conflict.columns(["organization_id", "mailbox_id"]).doUpdateSet(row))
    .execute();
  return row.version;
}

/** The mailbox's labels as the last sync saw them. */
export async function findLabels(
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
): Promise<readonly GmailLabel[]> {
  const row = await tx
    .selectFrom("mail_sync")
    .select("labels")
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .executeTakeFirst();
  return (row?.labels ?? []) as readonly GmailLabel[];
}

/** How many present messages of Gmail's, read already, these rules would leave out, by reason; the reasons in the order a sync asks them. */
export async function countReadThatRulesLeaveOut(
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
  rules: MailRules,
  labelIds: ReadonlySet<string>,
): Promise<Readonly<Record<string, number>>> {
  const { addresses, domains, before, after } = rules;
  const patterns = domains.map((domain) => `%.${domain.replaceAll(/[\\%_]/g, "\\$&")}`);
  const { rows } = await sql<{ reason: string; messages: number }>`
    with message as (
      select source.labels, coalesce(document.local_date, ledger.received_on) as day, array(
          select person ->> 'address' from jsonb_array_elements(
            (extraction.envelope -> 'from') || (extraction.envelope -> 'to') || (extraction.envelope -> 'cc')) as person
          where person ->> 'address' is not null) as addresses
      from document_source source
      join document on document.organization_id = ${organizationId} and document.id = source.document_id
        and document.state <> 'destroyed'
      join extraction on extraction.organization_id = ${organizationId}
        and extraction.document_version_id = document.current_version_id
      left join mail_ledger ledger on ledger.organization_id = ${organizationId} and ledger.mailbox_id = ${mailboxId}
        and ledger.source_type = 'gmail' and ledger.source_id = source.source_id
      where source.organization_id = ${organizationId} and source.mailbox_id = ${mailboxId}
        and source.source_type = 'gmail' and source.state = 'present'
    ), judged as (
      select case
        when labels && ${[...labelIds]}::text[] then 'label'
        when addresses && ${[...addresses]}::text[] then 'address'
        when exists (select 1 from unnest(addresses) as address where split_part(address, '@', 2) = any(${[...domains]}::text[])
          or split_part(address, '@', 2) like any(${patterns}::text[])) then 'domain'
        when day < ${before}::date or day > ${after}::date then 'date'
      end as reason from message
    )
    select reason, count(*) as messages from judged where reason is not null group by reason order by reason`.execute(
    tx,
  );
  return Object.fromEntries(rows.map(({ reason, messages }) => [reason, messages]));
}
