import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { countReadThatRulesLeaveOut, findLabels, findRules, putRules } from "./rules.repository.ts";
import { defaultRules, labelIdsOf, type MailRules } from "./rules.ts";

/**
 * Mail.Rules: shows what is left out of a mailbox, and with `rules` sets it or, on a dry run, only counts. Rules that would leave out
 * mail that was read already are a ConflictError (already_read): taking that away again is a decision about retention.
 */
export async function judgeRules(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Mail.Rules">,
): Promise<Output<"Mail.Rules">> {
  const { organizationId } = actor;
  const { providerAccountId: mailboxId, isDryRun } = input;
  if (!actor.mailboxIds.includes(mailboxId))
    throw new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
  const current = await findRules(tx, organizationId, mailboxId);
  const labels = await findLabels(tx, organizationId, mailboxId);
  const rules = input.rules === undefined ? current.rules : rulesOf(input.rules);
  const alreadyRead =
    input.rules === undefined
      ? {}
      : await countReadThatRulesLeaveOut(tx, organizationId, mailboxId, rules, labelIdsOf(rules, labels));
  const isSet = input.rules !== undefined && !isDryRun;
  if (isSet && Object.keys(alreadyRead).length > 0) throw alreadyReadError(alreadyRead);
  return {
    providerAccountId: mailboxId,
    rules: { ...rules, labels: [...rules.labels], addresses: [...rules.addresses], domains: [...rules.domains] },
    isDryRun,
    version: isSet ? await putRules(tx, actor, mailboxId, rules) : current.version,
    alreadyRead,
    counted: describeCounted(await countAll(tx, organizationId, mailboxId)),
    leftOutNow: await countLeftOut(tx, organizationId, mailboxId),
    knownLabels: labels.map(({ id, name }) => ({ id, name })),
    unknownLabels: rules.labels.filter((label) => labels.length > 0 && !isKnown(label, labels)),
  };
}

/** All that was given; the rest as by default. */
const rulesOf = (given: NonNullable<Input<"Mail.Rules">["rules"]>): MailRules => ({
  labels: [...new Set(given.labels ?? defaultRules.labels)],
  addresses: [...new Set(given.addresses)],
  domains: [...new Set(given.domains)],
  before: given.before ?? null,
  after: given.after ?? null,
});

/** Gmail lists CHAT or DRAFT for some mailboxes only; they need not be looked for. */
const isKnown = (label: string, labels: readonly { readonly id: string; readonly name: string }[]): boolean =>
  defaultRules.labels.includes(label) ||
  labels.some(({ id, name }) => id === label || name.toLowerCase() === label.toLowerCase());

function alreadyReadError(alreadyRead: Readonly<Record<string, number>>): BeepError {
  const messages = Object.values(alreadyRead).reduce((sum, count) => sum + count, 0);
  return new BeepError(
    "ConflictError",
    `These rules would leave out ${messages} ${messages === 1 ? "message that was" : "messages that were"} read already. Nothing was changed: to take away what was read is a decision about retention, which compliance makes. A dry run counts them by reason.`,
    { reason: "already_read" },
  );
}

async function countLeftOut(
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ reason: string; messages: number }>`
    select reason, count(*) as messages from mail_ledger
    where organization_id = ${organizationId} and mailbox_id = ${mailboxId} and source_type = 'gmail' and outcome = 'excluded'
    group by reason order by reason`.execute(tx);
  return Object.fromEntries(rows.map(({ reason, messages }) => [reason, messages]));
}

type Counted = Omit<Output<"Mail.Rules">["counted"], "summary">;

/** Every message that Gmail has is one of the three. */
async function countAll(tx: TenantTransaction, organizationId: string, mailboxId: string): Promise<Counted> {
  const { rows } = await sql<{ outcome: string | null; messages: number }>`
    select ledger.outcome, count(*) as messages from gmail_message message
    left join mail_ledger ledger on ledger.organization_id = ${organizationId} and ledger.mailbox_id = ${mailboxId}
      and ledger.source_type = 'gmail' and ledger.source_id = message.gmail_id
    where message.organization_id = ${organizationId} and message.mailbox_id = ${mailboxId}
    group by ledger.outcome`.execute(tx);
  const of = (...outcomes: readonly (string | null)[]) =>
    rows.reduce((sum, { outcome, messages }) => sum + (outcomes.includes(outcome) ? messages : 0), 0);
  return { read: of("stored"), leftOut: of("excluded"), notReadYet: of("failed", null) };
}

function describeCounted(counted: Counted): Output<"Mail.Rules">["counted"] {
  const { read, leftOut, notReadYet } = counted;
  const rest = [
    ...(leftOut > 0 ? [`${leftOut} left out now are judged again by the next sync after a change`] : []),
    ...(notReadYet > 0 ? [`${notReadYet} that Gmail has were not read yet and are judged when they are`] : []),
  ];
  return { ...counted, summary: `Counted among the ${read} messages read from Gmail${["", ...rest].join("; ")}.` };
}
