import { createHash, randomBytes } from "node:crypto";
import type { Input, Output } from "../../../contract/catalogue.ts";
import { type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { askedScopes } from "../../google/scopes.ts";
import { requirePerson } from "../grants.ts";
import { getOrganization } from "../organizations.ts";
import { hashSecretToken, makeSecretToken } from "../secret-token.ts";
import { findMailbox } from "./connection.repository.ts";
import { type ConnectionDeps, checkManaged, type Member } from "./connection.ts";

/** Sends a person to Google for an account that is not linked yet, or for any they choose there. */
export const beginLink = async (
  deps: ConnectionDeps,
  member: Member,
  { account }: Input<"Connections.Link">,
): Promise<Output<"Connections.Link">> => {
  requirePerson(member);
  const expectedAddress = account?.toLowerCase() ?? null;
  return beginConsent(deps, member, { mailboxId: null, expectedAddress, loginHint: expectedAddress ?? undefined });
};

/** Sends a person to Google for the account of this mailbox. */
export const beginRelink = async (
  deps: ConnectionDeps,
  member: Member,
  { providerAccountId: mailboxId }: Input<"Connections.Relink">,
): Promise<Output<"Connections.Relink">> => {
  requirePerson(member);
  const mailbox = await withOrganization(deps.db, member, (tx) => findMailbox(tx, member.organizationId, mailboxId));
  checkManaged(member, mailboxId, mailbox);
  return beginConsent(deps, member, {
    mailboxId,
    expectedAddress: null,
    loginHint: mailbox.googleSub ?? mailbox.address,
  });
};

/** Long enough to sign in at Google with a second factor. */
const consentMs = 600_000;

const beginConsent = async (
  { db, keys, google }: ConnectionDeps,
  member: Member,
  intent: {
    readonly mailboxId: string | null;
    readonly expectedAddress: string | null;
    readonly loginHint: string | undefined;
  },
) => {
  const { organizationId } = member;
  const { slug } = await getOrganization(db, organizationId);
  const { token: state, tokenHash } = makeSecretToken(`${slug}.`);
  const verifier = randomBytes(48).toString("base64url");
  const now = new Date();
  const expiresAt = new Date(now.getTime() + consentMs);
  await withOrganization(db, member, async (tx) => {
    await forgetConsents(tx, organizationId, now);
    await tx
      .insertInto("google_consent")
      .values({
        organization_id: organizationId,
        state_hash: tokenHash,
        caller_id: member.callerId,
        mailbox_id: intent.mailboxId,
        expected_address: intent.expectedAddress,
        verifier_cipher: keys.sealText(verifierPurpose(tokenHash), verifier),
        expires_at: expiresAt,
      })
      .execute();
  });
  const authorizationUrl = await google.oauth.consentUrl({
    redirectUri: google.redirectUri,
    state,
    challenge: createHash("sha256").update(verifier).digest("base64url"),
    scopes: askedScopes,
    loginHint: intent.loginHint,
  });
  return { authorizationUrl, expiresAt: expiresAt.toISOString() };
};

/** The organization that a state says it is of; whether it is ours at all shows when it is taken. */
export const organizationOfState = (state: string): string | undefined =>
  /^([a-z0-9][a-z0-9-]{0,62})\.[\w-]{43}$/.exec(state)?.[1];

/** What was begun with this state by this person: once, and not after its time. */
export const takeConsent = async (
  { db, keys }: Pick<ConnectionDeps, "db" | "keys">,
  member: Member,
  state: string,
): Promise<
  { readonly mailboxId: string | null; readonly expectedAddress: string | null; readonly verifier: string } | undefined
> => {
  const stateHash = hashSecretToken(state);
  const row = await withOrganization(db, member, (tx) =>
    tx
      .deleteFrom("google_consent")
      .where("organization_id", "=", member.organizationId)
      .where("state_hash", "=", stateHash)
      .where("caller_id", "=", member.callerId)
      .where("expires_at", ">", new Date())
      .returning(["mailbox_id", "expected_address", "verifier_cipher"])
      .executeTakeFirst(),
  );
  if (row === undefined) return undefined;
  const verifier = keys.unsealText(verifierPurpose(stateHash), row.verifier_cipher);
  return { mailboxId: row.mailbox_id, expectedAddress: row.expected_address, verifier };
};

/** Deletes those that nobody came back from in time. */
export const forgetConsents = async (tx: TenantTransaction, organizationId: string, now: Date): Promise<void> => {
  await tx
    .deleteFrom("google_consent")
    .where("organization_id", "=", organizationId)
    .where("expires_at", "<", now)
    .execute();
};

const verifierPurpose = (stateHash: string) => `google_consent ${stateHash}`;
