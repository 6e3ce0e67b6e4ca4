import { findAmounts } from "../extract/amounts.ts";
import type { ResolvedEntity } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation, citeWords } from "./cite.ts";
import { findDateIn } from "./header-words.ts";
import type { HouseholdRecord } from "./household-record.ts";
import {
  accountTypeLabel,
  capitalise,
  confirmedMark,
  formatAmount,
  formatDate,
  listNames,
  possessive,
} from "./wording.ts";

/** One bullet an account: whose, what, where, and the balance as stated with its day. */
export function composeAccounts(record: HouseholdRecord): DraftBullet[] {
  return record.accounts.flatMap((account) => describeAccount(record, account));
}

export function describeAccount(record: HouseholdRecord, account: ResolvedEntity): DraftBullet[] {
  const { index } = record;
  const type = index.findAttribute(account.id, "accountType");
  const last4 = index.findAttribute(account.id, "last4");
  const amount = index.findAttribute(account.id, "amount");
  const held = index.relationsFrom(account.id, "heldAt")[0];
  const custodian = held ? undefined : index.findAttribute(account.id, "custodian");
  const owners = index
    .relationsTo(account.id, "ownsAccount")
    .filter((r) => record.isOurs(r.from) && r.from !== record.householdId);
  const citations: DraftCitation[] = [];
  for (const fact of [type, last4, custodian]) if (fact) citations.push(...citeAttribute(record, fact));
  const label = (type && labelOf(account, type.value)) ?? account.name.replace(/\s+\d{4}$/, "");
  citations.push(...citeEntity(record, account));
  if (!last4 && !amount && (owners.length === 0 || isSaidBetter(record, account, owners[0]?.from))) return [];
  let text =
    owners.length > 0
      ? `${possessive(listNames(owners.map((r) => index.nameOf(r.from))))} ${label}`
      : capitalise(label);
  for (const owner of owners) citations.push(...citeRelation(record, owner));
  if (last4) text += ` ending ${last4.value}`;
  const where = held ? index.nameOf(held.to) : custodian?.value;
  if (where) text += ` at ${where}`;
  if (held) citations.push(...citeRelation(record, held));
  if (amount) {
    const cited = citeAttribute(record, amount);
    const message = record.messages.get(cited[0]?.documentVersionId ?? "");
    const said = message && findDateIn(record.contentOf(message.documentVersionId));
    text += `: ${asStated(record, amount.value, cited[0])}`;
    citations.push(...cited);
    if (message && said) {
      text += `, as stated on ${formatDate(said.text)}${confirmedMark(amount)}`;
      citations.push(citeWords(record, message, said));
    }
  }
  const lastNamed = Math.max(
    0,
    ...account.mentions.map((m) => record.messages.get(m.documentVersionId)?.sentAtMs ?? 0),
  );
  const weight =
    40 + (last4 ? 10 : 0) + (amount ? 10 : 0) + Math.min(20, account.mentions.length * 2) + lastNamed / 1e12;
  return [{ section: "accounts", text: `${text}.`, citations, weight }];
}

/** "$1.9 million" and "$142k" where the mail words it so; in figures where it does not. */
function asStated(record: HouseholdRecord, value: string, cited: DraftCitation | undefined): string {
  const words = cited ? record.wordsAt(cited.documentVersionId, cited) : "";
  const stated = findAmounts(words).find((found) => found.unit === "dollars" && Number(found.value) === Number(value));
  const text = stated ? words.slice(stated.span.startChar, stated.span.endChar) : "";
  return text.startsWith("$") ? text : formatAmount(value);
}

/** A rollover IRA is a traditional one of its own name. */
const labelOf = (account: ResolvedEntity, type: string): string | null =>
  type === "traditional_ira" &&
  [account.name, ...account.names.map(({ name }) => name)].some((n) => /\brollover\b/i.test(n))
    ? "Rollover IRA"
    : accountTypeLabel(type);

/** "Ted's 401(k)" beside "Ted's 401(k) ending 6120" is the same account, or tells nothing that one can use. */
function isSaidBetter(record: HouseholdRecord, account: ResolvedEntity, ownerId: string | undefined): boolean {
  const { index } = record;
  const type = index.findAttribute(account.id, "accountType")?.value;
  if (index.relationsFrom(account.id, "heldAt").length > 0 || type === undefined) return false;
  return record.accounts.some(
    (other) =>
      other.id !== account.id &&
      index.findAttribute(other.id, "accountType")?.value === type &&
      index.relationsTo(other.id, "ownsAccount").some((r) => r.from === ownerId) &&
      (index.findAttribute(other.id, "last4") ?? index.findAttribute(other.id, "amount")) !== undefined,
  );
}
