import { AsyncLocalStorage } from "node:async_hooks";
import { type Kysely, sql, type Transaction } from "kysely";
import { BeepError } from "../errors.ts";
import type { Database } from "./database.ts";
import { translatePostgresError } from "./postgres-errors.ts";
import type { IdentityTables, QueueTables, TenantTables } from "./tables.ts";

/** Who asks, in which organization, and every mailbox whose rows they may read (all of them for compliance). */
export type Actor = {
  readonly organizationId: string;
  readonly mailboxIds: readonly string[];
  readonly userId: string | null;
};

/** A transaction bound to one organization: row-level security hides every row of another, and mail of other mailboxes. */
export type TenantTransaction = Transaction<TenantTables>;

/** A transaction that reaches users, organizations and members, and no tenant table. */
export type IdentityTransaction = Transaction<IdentityTables>;

/** A transaction that reaches what waits to be passed to the queue. */
type QueueTransaction = Transaction<QueueTables>;

/**
 * Runs `fn` in one transaction as beep_app, bound to the actor's organization and mailboxes; commits when it resolves. Do not wait
 * for anything but the database inside, and use only the handle given: opening a scope inside a scope is an InternalError
 * (the embedded database has one connection, which would wait for itself). Database failures arrive as tags.
 */
export async function withOrganization<T>(
  db: Database,
  actor: Actor,
  fn: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  const kysely = db.kysely as unknown as Kysely<TenantTables>;
  return inScope(() =>
    kysely.transaction().execute(async (tx) => {
      await sql`select beep_enter(${actor.organizationId}::uuid, ${[...actor.mailboxIds]}::uuid[])`.execute(tx);
      return fn(tx);
    }),
  );
}

/** Runs `fn` in one transaction as beep_identity, which reaches the identity tables alone. Same rules as withOrganization. */
export async function withIdentity<T>(db: Database, fn: (tx: IdentityTransaction) => Promise<T>): Promise<T> {
  return inScope(() => db.identity.transaction().execute(fn));
}

/** Runs `fn` in one transaction as beep_queue, which reaches the outbox of every organization and no other tenant table. Same rules. */
export async function withQueue<T>(db: Database, fn: (tx: QueueTransaction) => Promise<T>): Promise<T> {
  const kysely = db.kysely as unknown as Kysely<QueueTables>;
  return inScope(() =>
    kysely.transaction().execute(async (tx) => {
      await sql`set local role beep_queue`.execute(tx);
      return fn(tx);
    }),
  );
}

/** True while the caller is inside one of the scopes above. */
export function isInsideScope(): boolean {
  return scopes.getStore()?.isOpen === true;
}

// Closed explicitly: a timer or promise started inside outlives the scope, and carries the store with it.
const scopes = new AsyncLocalStorage<{ isOpen: boolean }>();

async function inScope<T>(run: () => Promise<T>): Promise<T> {
  if (isInsideScope()) throw new BeepError("InternalError", "A database scope was opened inside another.");
  const scope = { isOpen: true };
  try {
    return await scopes.run(scope, run);
  } catch (error) {
    throw translatePostgresError(error);
  } finally {
    scope.isOpen = false;
  }
}
