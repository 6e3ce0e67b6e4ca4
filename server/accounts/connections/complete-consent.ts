import type { Input, Output } from "../../../contract/catalogue.ts";
import { repeatOnRace } from "../../db/repeat-on-race.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import type { TokenFacts, Tokens } from "../../google/google-oauth.ts";
import { missingOf } from "../../google/scopes.ts";
import { requirePerson } from "../grants.ts";
import { takeConsent } from "./begin-consent.ts";
import { addEvent, findMailbox, putGrant } from "./connection.repository.ts";
import { type ConnectionDeps, type Member, stateOf } from "./connection.ts";
import { placeAccount } from "./place-account.ts";
import { sealToken } from "./sealed-token.ts";

type Completed = Output<"Connections.Complete">;

/**
 * Ends a consent with what Google sent back: the code becomes tokens, Google is asked whose they are and what they allow, and the
 * account that came is compared with the one that was meant. ConflictError for a state that is not this person's, was used, or is too
 * old, and for anything of Google's that leads nowhere: begin again.
 */
export const completeConsent = async (
  deps: ConnectionDeps,
  member: Member,
  input: Input<"Connections.Complete">,
  signal: AbortSignal,
): Promise<Completed> => {
  requirePerson(member);
  const consent = await takeConsent(deps, member, input.state);
  if (consent === undefined)
    throw again("consent_unknown", "This consent was used before, is too old, or was begun by somebody else.");
  if (input.error === "access_denied") {
    return { outcome: "denied", providerAccountId: null, state: null, missingScopes: [] };
  }
  if (input.code === undefined) throw again("consent_failed", "Google sent no consent back.");
  const { oauth, redirectUri } = deps.google;
  const tokens = await oauth.exchange({ code: input.code, verifier: consent.verifier, redirectUri }, signal);
  if (tokens === undefined) throw again("code_refused", "Google does not take this code any more.");
  const facts = await oauth.inspect(tokens.accessToken, signal);
  if (facts === undefined) throw again("code_refused", "Google took the grant back at once.");
  if (!facts.isAddressVerified) throw again("address_unverified", "Google has not verified that account's address.");
  return repeatOnRace(() => store(deps, member, consent, tokens, facts));
};

const store = async (
  { db, keys }: ConnectionDeps,
  member: Member,
  meant: { readonly mailboxId: string | null; readonly expectedAddress: string | null },
  { accessToken, refreshToken, expiresAt }: Tokens,
  facts: TokenFacts,
): Promise<Completed> =>
  withOrganization(db, member, async (tx) => {
    const { organizationId, userId, callerId } = member;
    const target = meant.mailboxId === null ? undefined : await findMailbox(tx, organizationId, meant.mailboxId);
    const isMeant =
      target === undefined
        ? meant.expectedAddress === null || meant.expectedAddress === facts.address
        : target.googleSub === null
          ? target.address === facts.address
          : target.googleSub === facts.sub;
    const mailboxId = await placeAccount(tx, member, facts, isMeant);
    const before = (await findMailbox(tx, organizationId, mailboxId))?.connection;
    if (refreshToken === undefined)
      throw again(
        "no_lasting_access",
        "Google gave no lasting access. Take Beep's access back at myaccount.google.com/permissions first.",
      );
    const at = new Date();
    const state = stateOf(facts.scopes);
    await putGrant(
      tx,
      organizationId,
      mailboxId,
      {
        state,
        grantedScopes: facts.scopes,
        linkedBy: userId,
        refreshToken: sealToken(keys, "refresh", mailboxId, refreshToken),
        accessToken: sealToken(keys, "access", mailboxId, accessToken),
        accessExpiresAt: expiresAt,
      },
      at,
    );
    const kind = before === undefined ? "linked" : "relinked";
    await addEvent(tx, organizationId, { mailboxId, kind, actorId: callerId, scopes: facts.scopes, at });
    return {
      outcome: isMeant ? kind : "other_account",
      providerAccountId: mailboxId,
      state,
      missingScopes: missingOf(facts.scopes),
    };
  });

const again = (reason: string, what: string) =>
  new BeepError("ConflictError", `${what} Link the account again.`, { reason });
