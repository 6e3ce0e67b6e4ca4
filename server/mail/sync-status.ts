import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { listSyncs } from "./sync/list-syncs.ts";

type Status = Output<"Mail.SyncStatus">["mailboxes"][number];
type Tally = {
  readonly mailbox_id: string;
  readonly outcome: "stored" | "excluded" | "failed";
  readonly reason: string;
  readonly messages: number;
  readonly last_at: Date;
};

/** The ledgers of the mailboxes the actor reads, by address, with how their syncs stand; of one of them when named. */
export const getSyncStatus = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Mail.SyncStatus">,
): Promise<Output<"Mail.SyncStatus">> => {
  const wanted = actor.mailboxIds.filter(
    (id) => input.providerAccountId === undefined || id === input.providerAccountId,
  );
  if (input.providerAccountId !== undefined && wanted.length === 0) {
    throw new BeepError("NotFoundError", "There is no such mailbox.", { resource: "mailbox" });
  }
  const { rows: mailboxes } = await sql<{ id: string; address: string }>`
    select id, address from mailbox
    where organization_id = ${actor.organizationId} and id = any(${wanted}::uuid[]) order by address`.execute(tx);
  const { rows: tallies } = await sql<Tally>`
    select mailbox_id, outcome, reason, count(*) as messages, max(last_at) as last_at from mail_ledger
    where organization_id = ${actor.organizationId} and mailbox_id = any(${wanted}::uuid[])
    group by mailbox_id, outcome, reason order by outcome, reason`.execute(tx);
  const byMailbox = Map.groupBy(tallies, (tally) => tally.mailbox_id);
  const syncs = await listSyncs(tx, actor.organizationId, wanted);
  return {
    mailboxes: mailboxes.map(({ id, address }) => ({
      ...toStatus(id, address, byMailbox.get(id) ?? []),
      sync: syncs.get(id) ?? null,
    })),
  };
};

const toStatus = (providerAccountId: string, address: string, tallies: readonly Tally[]): Omit<Status, "sync"> => {
  const sum = (outcome?: Tally["outcome"]) =>
    tallies.reduce(
      (total, tally) => total + (outcome === undefined || tally.outcome === outcome ? tally.messages : 0),
      0,
    );
  const reasons = (outcome: Tally["outcome"]) =>
    Object.fromEntries(
      tallies.filter((tally) => tally.outcome === outcome).map(({ reason, messages }) => [reason, messages]),
    );
  const lastAtMs = Math.max(...tallies.map((tally) => tally.last_at.getTime()));
  return {
    providerAccountId,
    address,
    received: sum(),
    stored: sum("stored"),
    excluded: sum("excluded"),
    failed: sum("failed"),
    excludedBy: reasons("excluded"),
    failedBy: reasons("failed"),
    lastAt: tallies.length === 0 ? null : new Date(lastAtMs).toISOString(),
  };
};
