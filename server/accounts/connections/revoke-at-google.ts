import type { Database } from "../../db/database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import type { Google } from "../../google/google.ts";
import { addEvent, changeGrant, findMailbox } from "./connection.repository.ts";
import { unsealToken } from "./sealed-token.ts";

/**
 * Has Google take back the grant of an unlinked account, and destroys its last token then. False when Google does not answer, or when
 * nobody is configured to ask it: it waits. An account that was linked again meanwhile is left alone, for its grant is the same one.
 */
export const revokeAtGoogle = async (
  deps: { readonly db: Database; readonly keys: OrganizationKeys; readonly google: Google | undefined },
  organizationId: string,
  mailboxId: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const { db, keys, google } = deps;
  const actor = { organizationId, mailboxIds: [], userId: null };
  const connection = await withOrganization(
    db,
    actor,
    async (tx) => (await findMailbox(tx, organizationId, mailboxId))?.connection,
  );
  if (connection === undefined || connection.revokeToken === null) return true;
  if (google === undefined) return false;
  const token = unsealToken(keys, "revoke", mailboxId, connection.revokeToken);
  try {
    await google.oauth.revoke(token, signal);
  } catch {
    signal.throwIfAborted();
    return false;
  }
  await withOrganization(db, actor, async (tx) => {
    const isChanged = await changeGrant(tx, organizationId, mailboxId, connection, { revoke_token_cipher: null });
    const event = { mailboxId, kind: "taken_back_at_google", actorId: null, scopes: [], at: new Date() } as const;
    if (isChanged) await addEvent(tx, organizationId, event);
  });
  return true;
};

/** The unlinked accounts of an organization whose grants Google has yet to take back. */
export const listPendingRevocations = (db: Database, organizationId: string): Promise<readonly string[]> =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const rows = await tx
      .selectFrom("connection")
      .select("mailbox_id")
      .where("organization_id", "=", organizationId)
      .where("revoke_token_cipher", "is not", null)
      .execute();
    return rows.map((row) => row.mailbox_id);
  });
