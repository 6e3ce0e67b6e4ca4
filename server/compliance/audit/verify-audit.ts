import type { Output } from "../../../contract/catalogue.ts";
import type { TenantTransaction } from "../../db/with-organization.ts";
import { eventColumns, firstPreviousHead, headOf, rootOfEvents, type StoredEvent, type StoredSeal } from "./seal.ts";
import { sealAudit } from "./seal-audit.ts";
import type { SealSigner } from "./seal-signature.ts";

type Verdict = Output<"Audit.Verify">;
type Broken = NonNullable<Verdict["firstBroken"]>;

/** Seals what is finished, then recomputes the chain from its first seal and names the first place that does not hold. */
export const verifyAudit = async (
  tx: TenantTransaction,
  organizationId: string,
  signer: SealSigner,
): Promise<Verdict> => {
  await sealAudit(tx, organizationId, signer);
  const seals = await tx
    .selectFrom("audit_seal")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("sequence_from")
    .execute();
  let firstBroken: Broken | null = null;
  let previous: StoredSeal | undefined;
  for (const seal of seals) {
    firstBroken ??= linkFault(seal, previous, signer) ?? eventsFault(seal, await eventsOf(tx, organizationId, seal));
    previous = seal;
  }
  const { total } = await tx
    .selectFrom("audit_event")
    .select((select) => select.fn.countAll<number>().as("total"))
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const sealed = seals.reduce((sum, seal) => sum + seal.event_ids.length, 0);
  return {
    isIntact: firstBroken === null,
    sealed,
    unsealed: Math.max(total - sealed, 0),
    head: previous?.head ?? null,
    firstBroken,
  };
};

const linkFault = (seal: StoredSeal, previous: StoredSeal | undefined, signer: SealSigner): Broken | null => {
  const at = (reason: string): Broken => ({ sequence: seal.sequence_from, reason });
  if (seal.sequence_from !== (previous?.sequence_to ?? 0) + 1) return at("a seal before this one is missing");
  if (seal.sequence_to - seal.sequence_from + 1 !== seal.event_ids.length)
    return at("the seal's range is not that of its events");
  if (seal.previous_head !== (previous?.head ?? firstPreviousHead))
    return at("the seal does not continue the one before");
  if (seal.head !== headOf(seal)) return at("the seal was changed");
  if (!signer.isSignedByUs(seal.head, seal.signature)) return at("the seal is not signed with this organization's key");
  return null;
};

const eventsFault = (seal: StoredSeal, events: readonly StoredEvent[]): Broken | null => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const missing = seal.event_ids.findIndex((id) => !byId.has(id));
  if (missing >= 0) return { sequence: seal.sequence_from + missing, reason: "the event is missing" };
  const ordered = seal.event_ids.flatMap((id) => byId.get(id) ?? []);
  return rootOfEvents(ordered) === seal.merkle_root
    ? null
    : { sequence: seal.sequence_from, reason: `an event up to sequence ${seal.sequence_to} was changed` };
};

const eventsOf = (tx: TenantTransaction, organizationId: string, seal: StoredSeal): Promise<readonly StoredEvent[]> =>
  tx
    .selectFrom("audit_event")
    .select(eventColumns)
    .where("organization_id", "=", organizationId)
    .where("id", "in", seal.event_ids)
    .execute();
