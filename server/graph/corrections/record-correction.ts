import { randomUUID } from "node:crypto";
import { listMailboxIds } from "../../accounts/list-mailbox-ids.ts";
import type { Database } from "../../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { loadFirmContext } from "../firm-context.ts";
import { refreshAddresses } from "../index-documents.ts";
import type { Correction } from "../resolution.ts";
import { resolveDirty } from "../resolve-organization.ts";
import { insertCorrection, markConcerned, undoCorrection } from "./corrections.repository.ts";

/** Who decides, with what a decision needs: it is written, then all that it bears on is resolved anew. */
export type Deciding = {
  readonly db: Database;
  readonly signal: AbortSignal;
  readonly actor: Actor & { readonly callerId: string };
};

type ToRecord = {
  readonly correction: Correction;
  /** The id it is decided on. */
  readonly subjectId: string;
  readonly reason: string;
  /** An earlier decision on the same thing, which this one takes the place of. */
  readonly replaces: string | null;
};

/**
 * Records what `decide` makes of the readable graph and brings the graph up to it; the answer is the correction's id. Stopped after
 * the decision is written, the next resolving ends the same: what it bears on stays marked.
 */
export async function recordCorrection(
  deciding: Deciding,
  decide: (tx: TenantTransaction) => Promise<ToRecord>,
): Promise<string> {
  const { db, actor } = deciding;
  const { replaces, ...decided } = await withOrganization(db, actor, decide);
  const id = randomUUID();
  await changeCorrections(deciding, async (tx) => {
    const replaced = replaces === null ? [] : await undo(tx, actor, replaces);
    await insertCorrection(tx, actor.organizationId, {
      ...decided,
      id,
      decidedBy: actor.callerId,
      decidedAt: new Date(),
    });
    return [decided.correction, ...replaced];
  });
  return id;
}

/** Takes a decision back; one that was taken back before stays so. */
export async function takeBack(deciding: Deciding, correctionId: string): Promise<void> {
  await changeCorrections(deciding, (tx) => undo(tx, deciding.actor, correctionId));
}

async function undo(tx: TenantTransaction, actor: Deciding["actor"], correctionId: string): Promise<Correction[]> {
  const { organizationId, callerId } = actor;
  if (!(await undoCorrection(tx, organizationId, correctionId, callerId))) return [];
  const row = await tx
    .selectFrom("correction")
    .select("correction")
    .where("organization_id", "=", organizationId)
    .where("id", "=", correctionId)
    .executeTakeFirstOrThrow();
  return [row.correction as Correction];
}

async function changeCorrections(
  { db, actor, signal }: Deciding,
  change: (tx: TenantTransaction) => Promise<Correction[]>,
): Promise<void> {
  // A decision holds for everyone: it is resolved with every mailbox in sight, also those that whoever decides cannot read.
  const { organizationId } = actor;
  const reader = { organizationId, userId: actor.userId, mailboxIds: await listMailboxIds(db, organizationId) };
  await withOrganization(db, reader, async (tx) => {
    const corrections = await change(tx);
    await markConcerned(tx, organizationId, corrections);
    const addresses = corrections.flatMap(confirmedAddress);
    if (addresses.length > 0)
      await refreshAddresses(tx, organizationId, await loadFirmContext(tx, organizationId), addresses);
  });
  await resolveDirty(db, reader, { signal });
}

function confirmedAddress(correction: Correction): string[] {
  if (correction.kind !== "confirm" || !("fact" in correction.target) || correction.target.fact !== "email") return [];
  return correction.target.value === null ? [] : [correction.target.value];
}
