import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Database } from "../../db/database.ts";
import { withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { BeepError } from "../../errors.ts";
import type { Google } from "../../google/google.ts";
import { requirePerson } from "../grants.ts";
import { addEvent, changeGrant, findMailbox } from "./connection.repository.ts";
import { checkManaged, type Member, requireConnection } from "./connection.ts";
import { revokeAtGoogle } from "./revoke-at-google.ts";
import { sealToken, unsealToken } from "./sealed-token.ts";

/**
 * Ends the access to an account: from the moment this commits nothing here opens it. Google is told at once; where it does not answer,
 * the grant waits to be taken back and nothing else keeps its token.
 */
export const unlink = async (
  deps: { readonly db: Database; readonly keys: OrganizationKeys; readonly google: Google | undefined },
  member: Member,
  { providerAccountId: mailboxId }: Input<"Connections.Unlink">,
  signal: AbortSignal,
): Promise<Output<"Connections.Unlink">> => {
  requirePerson(member);
  const { organizationId, callerId } = member;
  const isPending = await withOrganization(deps.db, member, async (tx) => {
    const mailbox = await findMailbox(tx, organizationId, mailboxId);
    checkManaged(member, mailboxId, mailbox);
    const connection = requireConnection(mailbox);
    if (connection.state === "revoked") return connection.revokeToken !== null;
    const { refreshToken } = connection;
    const at = new Date();
    const isChanged = await changeGrant(tx, organizationId, mailboxId, connection, {
      state: "revoked",
      refresh_token_cipher: null,
      access_token_cipher: null,
      access_expires_at: null,
      revoke_token_cipher:
        refreshToken &&
        sealToken(deps.keys, "revoke", mailboxId, unsealToken(deps.keys, "refresh", mailboxId, refreshToken)),
    });
    if (!isChanged) throw changedMeanwhile();
    await addEvent(tx, organizationId, { mailboxId, kind: "unlinked", actorId: callerId, scopes: [], at });
    return refreshToken !== null;
  });
  const isRevokedAtGoogle = !isPending || (await revokeAtGoogle(deps, organizationId, mailboxId, signal));
  return { providerAccountId: mailboxId, state: "revoked", isRevokedAtGoogle };
};

const changedMeanwhile = () =>
  new BeepError("ConflictError", "The account was linked anew at the same moment. Repeat it.", {
    reason: "changed_meanwhile",
  });
