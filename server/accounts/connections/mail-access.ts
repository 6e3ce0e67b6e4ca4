import { type Actor, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { askedScopes, missingOf, requiredScopes } from "../../google/scopes.ts";
import { findMailbox, listLinked } from "./connection.repository.ts";
import { type ConnectionDeps, noSuchMailbox } from "./connection.ts";
import { type Held, holdGrant } from "./held-grant.ts";

/** Leave to read the mail of one account. */
export type MailAccess = {
  readonly providerAccountId: string;
  readonly address: string;
  readonly tokens: {
    readonly get: (signal: AbortSignal) => Promise<string>;
    /** Another one than this, which Gmail refused. */
    readonly renew: (refused: string, signal: AbortSignal) => Promise<string>;
  };
};

/**
 * Leave to read the mail of the account that is named, for somebody who reads its mailbox. Which account is never guessed: without a
 * name, ProviderAccountSelectionRequiredError lists those that can be read. GoogleScopeExpansionRequiredError says what is missing when
 * it is not linked, not any more, or without reading mail; NotFoundError for a mailbox that is not theirs, ConflictError for one that is
 * switched off.
 */
export const requireMailAccess = async (
  deps: ConnectionDeps,
  actor: Actor,
  providerAccountId: string | undefined,
  signal: AbortSignal,
): Promise<MailAccess> => {
  const { organizationId } = actor;
  if (providerAccountId === undefined) throw await selectionRequired(deps, actor);
  const mailbox = await withOrganization(deps.db, actor, (tx) => findMailbox(tx, organizationId, providerAccountId));
  if (mailbox === undefined || !actor.mailboxIds.includes(mailbox.id)) throw noSuchMailbox();
  if (!mailbox.isActive) throw switchedOff();
  const holder = { organizationId, mailboxId: mailbox.id };
  const tokenOf = (held: Held): string => {
    const scopes = held.kind === "held" ? held.scopes : [];
    if (held.kind === "none" || missingOf(scopes).length > 0) throw scopeExpansionRequired(mailbox.id, scopes);
    return held.accessToken;
  };
  tokenOf(await holdGrant(deps, holder, signal));
  return {
    providerAccountId: mailbox.id,
    address: mailbox.address,
    tokens: {
      get: async (stop) => tokenOf(await holdGrant(deps, holder, stop)),
      renew: async (refused, stop) => tokenOf(await holdGrant(deps, holder, stop, refused)),
    },
  };
};

const callbackURL = "/settings?settingsTab=connections";

const scopeExpansionRequired = (providerAccountId: string, currentScopes: readonly string[]) =>
  new BeepError(
    "GoogleScopeExpansionRequiredError",
    "Google does not let Beep read this account's mail. Link it again and allow reading mail.",
    {
      providerId: "google",
      providerAccountId,
      currentScopes: [...currentScopes],
      requiredScopes: [...requiredScopes],
      missingScopes: missingOf(currentScopes),
      relink: { callbackURL, errorCallbackURL: `${callbackURL}&relink=failed`, scopes: [...askedScopes] },
    },
  );

const selectionRequired = async ({ db }: ConnectionDeps, actor: Actor): Promise<BeepError> => {
  const linked = await withOrganization(db, actor, (tx) => listLinked(tx, actor.organizationId, {}));
  const candidates = linked.filter(({ id, isActive }) => isActive && actor.mailboxIds.includes(id));
  if (candidates.length === 0) {
    return new BeepError("NotFoundError", "No Google account is linked. Connections.Link begins linking one.", {
      resource: "mailbox",
    });
  }
  return new BeepError("ProviderAccountSelectionRequiredError", "Say with providerAccountId which account is meant.", {
    providerId: "google",
    requiredParam: "providerAccountId",
    candidates: candidates.map(({ id, label }) => ({ providerAccountId: id, label })),
  });
};

const switchedOff = () =>
  new BeepError("ConflictError", "This mailbox is switched off. Mailboxes.Activate switches it on.", {
    reason: "mailbox_inactive",
  });
