import { withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { googleUnavailable } from "../../google/translate-oauth-error.ts";
import { addEvent, type Connection, changeGrant, findMailbox } from "./connection.repository.ts";
import { type ConnectionDeps, stateOf } from "./connection.ts";
import { sealToken, unsealToken } from "./sealed-token.ts";

/** What a mailbox's grant is good for at the moment. */
export type Held =
  | { readonly kind: "held"; readonly accessToken: string; readonly scopes: readonly string[] }
  | { readonly kind: "none"; readonly state: "needs_relink" | "revoked" | "not_linked" };

/** Of which mailbox. */
type Holder = { readonly organizationId: string; readonly mailboxId: string };

/**
 * A usable access token of a mailbox's grant: the one at hand, or a new one when that lives less than a minute more or is the one
 * `refused`. Google is asked what a new token allows, and the answer is kept. A grant that Google refuses becomes needs_relink, and its
 * tokens are destroyed. Several that ask at once wait for one refresh.
 */
export const holdGrant = async (
  deps: ConnectionDeps,
  holder: Holder,
  signal: AbortSignal,
  refused?: string,
): Promise<Held> => {
  const held = await atHand(deps, holder, refused);
  if (held.kind !== "stale") return held;
  const key = `${holder.organizationId} ${holder.mailboxId}`;
  const running = refreshes.get(key);
  // Whoever stops waiting does not stop it for the others: a refresh has a bound of its own.
  const refresh = running ?? refreshGrant(deps, holder, refused, AbortSignal.timeout(refreshMs));
  if (running === undefined) {
    refreshes.set(key, refresh);
    const ended = () => void refreshes.delete(key);
    refresh.then(ended, ended);
  }
  return orAborted(refresh, signal);
};

/** Asks Google anew what the grant allows, and keeps the answer. */
export const checkGrant = async (deps: ConnectionDeps, holder: Holder, signal: AbortSignal): Promise<Held> => {
  const held = await holdGrant(deps, holder, signal);
  if (held.kind === "none") return held;
  const connection = await findConnection(deps, holder);
  const facts = await deps.google.oauth.inspect(held.accessToken, signal);
  if (facts === undefined) return holdGrant(deps, holder, signal, held.accessToken);
  if (connection !== undefined) await learn(deps, holder, connection, facts.scopes);
  return { ...held, scopes: facts.scopes };
};

const refreshes = new Map<string, Promise<Held>>();
const refreshMs = 45_000;
/** A request that carries the token is over by then. */
const leastLifeMs = 60_000;

const findConnection = ({ db }: ConnectionDeps, { organizationId, mailboxId }: Holder) =>
  withOrganization(
    db,
    { organizationId, mailboxIds: [], userId: null },
    async (tx) => (await findMailbox(tx, organizationId, mailboxId))?.connection,
  );

/** What is kept, when it is good still; else the connection whose token is stale. */
const atHand = async (
  deps: ConnectionDeps,
  holder: Holder,
  refused: string | undefined,
): Promise<Held | { readonly kind: "stale"; readonly connection: Connection; readonly refreshToken: string }> => {
  const { mailboxId } = holder;
  const connection = await findConnection(deps, holder);
  if (connection === undefined) return { kind: "none", state: "not_linked" };
  const { state, accessToken: sealed, accessExpiresAt, refreshToken } = connection;
  if (state === "needs_relink" || state === "revoked") return { kind: "none", state };
  if (refreshToken === null) throw new BeepError("InternalError", "A living connection has no refresh token.");
  if (sealed !== null && (accessExpiresAt?.getTime() ?? 0) > Date.now() + leastLifeMs) {
    const accessToken = unsealToken(deps.keys, "access", mailboxId, sealed);
    if (accessToken !== refused) return { kind: "held", accessToken, scopes: connection.grantedScopes };
  }
  return { kind: "stale", connection, refreshToken: unsealToken(deps.keys, "refresh", mailboxId, refreshToken) };
};

const refreshGrant = async (
  deps: ConnectionDeps,
  holder: Holder,
  refused: string | undefined,
  signal: AbortSignal,
): Promise<Held> => {
  // Another refresh may have ended since whoever asks looked.
  const held = await atHand(deps, holder, refused);
  if (held.kind !== "stale") return held;
  const { oauth } = deps.google;
  const access = await oauth.refresh(held.refreshToken, signal);
  const facts = access && (await oauth.inspect(access.accessToken, signal));
  if (access === undefined || facts === undefined) {
    if (await lose(deps, holder, held.connection)) return { kind: "none", state: "needs_relink" };
  } else {
    const { accessToken, expiresAt } = access;
    const sealed = sealToken(deps.keys, "access", holder.mailboxId, accessToken);
    const kept = { access_token_cipher: sealed, access_expires_at: expiresAt };
    if (await learn(deps, holder, held.connection, facts.scopes, kept)) {
      return { kind: "held", accessToken, scopes: facts.scopes };
    }
  }
  // A person linked or unlinked it meanwhile: what they did is what counts.
  const now = await atHand(deps, holder, refused);
  if (now.kind === "stale") throw googleUnavailable();
  return now;
};

/** Keeps what Google said the grant allows, and the token with which it was asked. */
const learn = (
  { db }: ConnectionDeps,
  { organizationId, mailboxId }: Holder,
  connection: Connection,
  scopes: readonly string[],
  kept: { readonly access_token_cipher?: Buffer; readonly access_expires_at?: Date } = {},
): Promise<boolean> =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const at = new Date();
    const isChanged = await changeGrant(tx, organizationId, mailboxId, connection, {
      ...kept,
      state: stateOf(scopes),
      granted_scopes: [...scopes],
      checked_at: at,
    });
    if (isChanged && scopesKey(scopes) !== scopesKey(connection.grantedScopes)) {
      await addEvent(tx, organizationId, { mailboxId, kind: "scopes_changed", actorId: null, scopes, at });
    }
    return isChanged;
  });

/** Google refuses it: nothing that opens it is kept. */
const lose = (
  { db }: ConnectionDeps,
  { organizationId, mailboxId }: Holder,
  connection: Connection,
): Promise<boolean> =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const at = new Date();
    const isChanged = await changeGrant(tx, organizationId, mailboxId, connection, {
      state: "needs_relink",
      granted_scopes: [],
      checked_at: at,
      refresh_token_cipher: null,
      access_token_cipher: null,
      access_expires_at: null,
    });
    const event = { mailboxId, kind: "refused_by_google", actorId: null, scopes: [], at } as const;
    if (isChanged) await addEvent(tx, organizationId, event);
    return isChanged;
  });

const scopesKey = (scopes: readonly string[]) => [...scopes].sort().join(" ");

const orAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  const stopping = new AbortController();
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: stopping.signal }),
  );
  return Promise.race([work, aborted]).finally(() => stopping.abort());
};
