import type { TenantTransaction } from "../../db/with-organization.ts";
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
