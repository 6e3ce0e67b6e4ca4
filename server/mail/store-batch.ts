import type { Database } from "../db/database.ts";
import { repeatOnRace } from "../db/repeat-on-race.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { PreparedMessage } from "../documents/prepare-message.ts";
import { type Recorded, recordMessages } from "../documents/record-messages.ts";
import { BeepError } from "../errors.ts";
import { type ExcludedReason, type FailedReason, type LedgerEntry, writeLedger } from "./mail-ledger.ts";

/** A message on its way: to be stored, or ended before that. `unchanged`: its ledger row stays as it is. */
export type Seen = { readonly sourceId: string; readonly receivedOn?: string | null } & (
  | { readonly kind: "prepared"; readonly prepared: PreparedMessage }
  | { readonly kind: "unchanged" }
  | { readonly kind: "excluded"; readonly reason: ExcludedReason }
  | { readonly kind: "failed"; readonly reason: FailedReason }
);

/** The mailbox and kind of source a batch belongs to. The actor must read every mailbox of the organization. */
export type Target = {
  readonly actor: Actor;
  readonly mailboxId: string;
  readonly sourceType: "file" | "gmail";
};

/** What one message came to: its ledger entry, and what it did to its document. */
export type Written = { readonly entry: LedgerEntry | undefined; readonly recorded: Recorded["outcome"] | undefined };

/**
 * Stores one batch and its ledger in one transaction, with what `also` writes for the same messages. When something in one message
 * is not taken, they are stored one by one and it alone ends as failed. Throws when the database or its keys do not answer.
 */
export async function storeBatch<S extends Seen>(
  deps: { readonly db: Database; readonly keys: OrganizationKeys },
  target: Target,
  batch: readonly S[],
  also: (tx: TenantTransaction, batch: readonly (S | (S & Seen))[]) => Promise<void> = async () => {},
): Promise<readonly Written[]> {
  const storeTogether = (some: readonly (S | (S & Seen))[]) =>
    repeatOnRace(() =>
      withOrganization(deps.db, target.actor, async (tx) => {
        const written = await writeTogether(tx, deps.keys, target, some);
        await also(tx, some);
        return written;
      }),
    );
  try {
    return await storeTogether(batch);
  } catch (error) {
    if (!isAboutTheMessages(error)) throw error;
  }
  const written: Written[] = [];
  let refusedInARow = 0;
  for (const one of batch) {
    try {
      written.push(...(await storeTogether([one])));
      refusedInARow = 0;
    } catch (error) {
      if (!isAboutTheMessages(error) || ++refusedInARow > refusedInARowMax) throw asBeepError(error);
      written.push(...(await storeTogether([{ ...one, kind: "failed", reason: "not_storable" }])));
    }
  }
  return written;
}

/** More than this, and it is not the mail: something of ours is broken, and everything would end as failed. */
const refusedInARowMax = 10;

/** A database that is full, gone or too busy says so by a tag of its own; anything else may be what a message holds. */
const isAboutTheMessages = (error: unknown) => !(error instanceof BeepError) || error.tag === "InternalError";

/** Errors of libraries may quote mail. */
const asBeepError = (error: unknown) =>
  error instanceof BeepError ? error : new BeepError("InternalError", "A batch of messages could not be stored.");

async function writeTogether(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  { actor, mailboxId, sourceType }: Target,
  seen: readonly Seen[],
): Promise<readonly Written[]> {
  const recorded = await recordMessages(
    tx,
    keys,
    seen.flatMap((one) => (one.kind === "prepared" ? [one.prepared] : [])),
  );
  let at = 0;
  const written = seen.map((one): Written => {
    const { sourceId, receivedOn = null } = one;
    switch (one.kind) {
      case "unchanged":
        return { entry: undefined, recorded: "known" };
      case "failed":
        return { entry: { sourceId, receivedOn, outcome: "failed", reason: one.reason }, recorded: undefined };
      case "excluded":
        return { entry: { sourceId, receivedOn, outcome: "excluded", reason: one.reason }, recorded: undefined };
      case "prepared":
        return entryOf({ sourceId, receivedOn }, recorded[at++]);
    }
    return one satisfies never;
  });
  const entries = written.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
  await writeLedger(tx, actor.organizationId, { mailboxId, sourceType }, entries);
  return written;
}

function entryOf(
  message: { readonly sourceId: string; readonly receivedOn: string | null },
  recorded: Recorded | undefined,
): Written {
  if (recorded === undefined) throw new BeepError("InternalError", "A message of a batch was not recorded.");
  if (recorded.outcome === "destroyed")
    return { entry: { ...message, outcome: "excluded", reason: "destroyed" }, recorded: "destroyed" };
  return { entry: { ...message, outcome: "stored", documentId: recorded.documentId }, recorded: recorded.outcome };
}
