import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { RuleReason } from "./mail-ledger.ts";
import type { ParsedMessage } from "./message.ts";
import { findLabels, findRules } from "./sync/rules.repository.ts";
import { leftOutByEnvelope, leftOutByLabel } from "./sync/rules.ts";

/** Says of a message in a file, with its labels, whether the mailbox's rules leave it out, and why. */
export type LeftOutOfFiles = (message: ParsedMessage, labels: readonly string[]) => RuleReason | undefined;

/**
 * The rules of a mailbox hold for files as they do for Gmail: what is left out of one is left out of the other. In files labels go by
 * their names, whatever their case.
 */
export const openLeftOut = async (db: Database, actor: Actor, mailboxId: string): Promise<LeftOutOfFiles> => {
  const { organizationId } = actor;
  const { rules, names } = await withOrganization(db, actor, async (tx) => ({
    rules: (await findRules(tx, organizationId, mailboxId)).rules,
    names: new Map((await findLabels(tx, organizationId, mailboxId)).map(({ id, name }) => [id, name])),
  }));
  const out = new Set(rules.labels.map((label) => (names.get(label) ?? label).toLowerCase()));
  return (message, labels) =>
    leftOutByLabel(new Set(labels.filter((label) => out.has(label.toLowerCase()))), labels) ??
    leftOutByEnvelope(rules, { ...message, localDate: message.date?.localDate ?? null });
};
