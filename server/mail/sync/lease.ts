import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";

/** The right of one worker to sync one mailbox, until it lets go or does not renew it in time. */
export type Lease = {
  readonly mailboxId: string;
  /** Aborted when the caller's signal is, or another worker took over. */
  readonly signal: AbortSignal;
  /** Runs `fn` in a scope in which the lease is held and renewed; UnavailableError (sync_taken_over) when it is not. */
  readonly write: <T>(fn: (tx: TenantTransaction) => Promise<T>) => Promise<T>;
  /** The same check inside a scope that is open already. */
  readonly hold: (tx: TenantTransaction) => Promise<void>;
  readonly release: () => Promise<void>;
};

/** Long enough for a slow database, short enough that a killed worker's mailbox is read again soon. */
const leaseMs = 120_000;
const renewEveryMs = 20_000;

/**
 * Takes the mailbox for this worker: ConflictError (sync_running) while another one has it. Times are the database's own, so that
 * workers whose clocks differ agree. It renews itself until released.
 */
export async function takeLease(
  db: Database,
  actor: Actor,
  mailboxId: string,
  signal: AbortSignal,
  durationMs: number = leaseMs,
): Promise<Lease> {
  const { organizationId } = actor;
  const holder = randomUUID();
  await withOrganization(db, actor, async (tx) => {
    await ensureRow(tx, organizationId, mailboxId);
    const { now, lease_holder, lease_expires_at } = await lockRow(tx, organizationId, mailboxId);
    if (lease_holder !== null && lease_expires_at !== null && lease_expires_at > now)
      throw new BeepError("ConflictError", "This mailbox is being synced at the moment.", { reason: "sync_running" });
    await setLease(tx, organizationId, mailboxId, holder, new Date(now.getTime() + durationMs));
  });

  const lost = new AbortController();
  const hold = async (tx: TenantTransaction) => {
    const { now, lease_holder } = await lockRow(tx, organizationId, mailboxId);
    if (lease_holder !== holder) {
      const taken = takenOver();
      lost.abort(taken);
      throw taken;
    }
    await setLease(tx, organizationId, mailboxId, holder, new Date(now.getTime() + durationMs));
  };
  const write = <T>(fn: (tx: TenantTransaction) => Promise<T>) =>
    withOrganization(db, actor, async (tx) => {
      await hold(tx);
      return fn(tx);
    });
  // A renewal that fails is tried again by the next; what is written checks the lease itself.
  const renewal = setInterval(() => void write(async () => {}).catch(() => {}), Math.min(renewEveryMs, durationMs / 3));
  renewal.unref();
  return {
    mailboxId,
    signal: AbortSignal.any([signal, lost.signal]),
    write,
    hold,
    async release() {
      clearInterval(renewal);
      await withOrganization(db, actor, (tx) =>
        tx
          .updateTable("mail_sync")
          .set({ lease_holder: null, lease_expires_at: null, phase: "idle" })
          .where("organization_id", "=", organizationId)
          .where("mailbox_id", "=", mailboxId)
          .where("lease_holder", "=", holder)
          .execute(),
      );
    },
  };
}

const takenOver = () =>
  new BeepError("UnavailableError", "Another worker took over this mailbox; what was stored stays.", {
    reason: "sync_taken_over",
  });

async function ensureRow(tx: TenantTransaction, organizationId: string, mailboxId: string): Promise<void> {
  await tx
    .insertInto("mail_sync")
    .values({
      organization_id: organizationId,
      mailbox_id: mailboxId,
      phase: "idle",
      list_number: 0,
      is_list_complete: false,
      rules_version: 0,
    })
    .onConflict((conflict) => conflict.columns(["organization_id", "mailbox_id"]).doNothing())
    .execute();
}

/** Held until the scope ends: whoever wants to take over waits for what is being written. */
async function lockRow(tx: TenantTransaction, organizationId: string, mailboxId: string) {
  const row = await tx
    .selectFrom("mail_sync")
    .select(["lease_holder", "lease_expires_at", sql<Date>`clock_timestamp()`.as("now")])
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
  return row;
}

const setLease = (
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
  holder: string,
  expiresAt: Date,
): Promise<unknown> =>
  tx
    .updateTable("mail_sync")
    .set({ lease_holder: holder, lease_expires_at: expiresAt })
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .execute();
