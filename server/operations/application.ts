import type { SignInConfig } from "../accounts/better-auth.ts";
import type { SignIn } from "../accounts/sign-in.ts";
import { type AuditBatch, createAuditBatch } from "../compliance/audit/audit-batch.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import { type KeyWrapper, type OrganizationKeys, openOrganizationKeys } from "../documents/keys.ts";
import type { Google } from "../google/google.ts";
import { createHintFeed, type HintFeed } from "../hints/hint-feed.ts";
import type { AnyHandler } from "./handler.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";

/** What one process shares among all its invocations. */
export type Application = {
  readonly db: Database;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly auditBatch: AuditBatch;
  readonly inFlight: InFlight;
  /** The organization's keys, opened once; call it outside any scope. */
  readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  readonly hintFeed: HintFeed;
  /** How people sign in, opened once; call it outside any scope. */
  readonly signIn: () => Promise<SignIn>;
  /** Google for linked accounts; undefined where no client of it is configured. */
  readonly google: () => Google | undefined;
};

export const createApplication = (options: {
  readonly db: Database;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly wrapper: KeyWrapper;
  /** Asked when somebody first signs in: a port may be known only once the server listens. */
  readonly signInConfig: () => SignInConfig;
  readonly google?: () => Google | undefined;
}): Application => {
  const { db, wrapper } = options;
  const keysOf = remembered((actor: Actor) => openOrganizationKeys(db, actor, wrapper));
  const signIn = remembered(() => openOnFirstUse(db, wrapper, options.signInConfig()));
  return {
    db,
    handlers: options.handlers,
    auditBatch: createAuditBatch(db),
    inFlight: createInFlight(),
    hintFeed: createHintFeed(db),
    keysOf: (actor) => keysOf(actor.organizationId, actor),
    signIn: () => signIn("", undefined),
    google: options.google ?? (() => undefined),
  };
};

/** `open` at the first asking for a key; a failure is not remembered: the key file may be put back while the server runs. */
const remembered = <T, G>(open: (given: G) => Promise<T>) => {
  const opened = new Map<string, Promise<T>>();
  return (key: string, given: G): Promise<T> => {
    const known = opened.get(key);
    if (known !== undefined) return known;
    const opening = open(given);
    opened.set(key, opening);
    opening.catch(() => opened.delete(key));
    return opening;
  };
};

/** Most commands never need it, and loading it takes half a second. */
const openOnFirstUse = async (db: Database, wrapper: KeyWrapper, config: SignInConfig): Promise<SignIn> => {
  const { openSignIn } = await import("../accounts/sign-in.ts");
  return openSignIn(db, wrapper, config);
};
