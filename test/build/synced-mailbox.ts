import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../server/db/database.ts";
import { type TenantTransaction, withOrganization } from "../../server/db/with-organization.ts";
import { openOrganizationKeys } from "../../server/documents/keys.ts";
import { masterKeyFile } from "../../server/documents/master-key-file.ts";
import type { Gmail } from "../../server/google/gmail.ts";
import { readParsedMessage } from "../../server/mail/read-parsed-message.ts";
import { type SyncInput, syncMailbox } from "../../server/mail/sync/sync-mailbox.ts";
import { makeMailbox, makeOrganization } from "./test-database.ts";

let keyFile: string | undefined;

/** A mailbox of a new organization that syncs with whatever Gmail it is given, and what is stored of it. */
export async function openSyncedMailbox(db: Database, address?: string) {
  keyFile ??= join(mkdtempSync(join(tmpdir(), "beep-sync-")), "master.key");
  const organizationId = await makeOrganization(db);
  const actor = { organizationId, mailboxIds: [await makeMailbox(db, organizationId, address)], userId: null };
  const keys = await openOrganizationKeys(db, actor, masterKeyFile(keyFile));
  const mailboxId = actor.mailboxIds[0] ?? "";
  const sync = (gmail: Gmail, input: Partial<SyncInput> = {}, through = db) =>
    syncMailbox(
      { db: through, keys, read: readParsedMessage, gmail },
      { actor, mailboxId, reason: "asked", signal: new AbortController().signal, ...input },
    );
  const inScope = <T>(fn: (tx: TenantTransaction) => Promise<T>) => withOrganization(db, actor, fn);
  return {
    actor,
    keys,
    mailboxId,
    sync,
    inScope,
    /** How each message ended: its reason, or that it is stored. */
    ledger: () =>
      inScope(async (tx) => {
        const rows = await tx.selectFrom("mail_ledger").select(["outcome", "reason"]).execute();
        return rows.map(({ outcome, reason }) => reason || outcome).sort();
      }),
    /** Each document's Message-ID and state. */
    documents: () =>
      inScope(async (tx) => {
        const rows = await tx.selectFrom("document").select(["message_id", "state"]).orderBy("message_id").execute();
        return rows.map((row) => `${row.message_id} ${row.state}`);
      }),
    state: () => inScope((tx) => tx.selectFrom("mail_sync").selectAll().executeTakeFirstOrThrow()),
  };
}

/** A letter of its own Message-ID. `headers` are whole lines. */
export const letter = (n: number, body = `Words ${n}`, headers = "") =>
  `From: Odile Fernhill <odile@fernhill.example>\r\nTo: rufus@bellwether.example\r\nMessage-ID: <n${n}@fernhill.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nSubject: Letter ${n}\r\n${headers}\r\n${body}\r\n`;
