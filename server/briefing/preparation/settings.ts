import type { Input, Output } from "../../../contract/catalogue.ts";
import { requirePerson } from "../../accounts/grants.ts";
import type { Person } from "../../accounts/person.ts";
import { databaseNow } from "../../db/database-now.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";

/** Preparation.Get. A key attends no meeting: for it there is nothing to switch. */
export const getPreparation = async (tx: TenantTransaction, actor: Actor): Promise<Output<"Preparation.Get">> => {
  const off = await findSwitchedOff(tx, actor.organizationId);
  return {
    organizationId: actor.organizationId,
    isOnForAll: !off.has(actor.organizationId),
    isOnForMe: actor.userId !== null && !off.has(actor.userId),
  };
};

export const setMyPreparation = async (
  tx: TenantTransaction,
  caller: Person & Actor,
  { isOn }: Input<"Preparation.SetMine">,
): Promise<Output<"Preparation.SetMine">> => {
  requirePerson(caller);
  if (caller.userId !== null) await switchPreparation(tx, caller, caller.userId, isOn);
  return getPreparation(tx, caller);
};

export const setPreparationForAll = async (
  tx: TenantTransaction,
  caller: Person & Actor,
  { isOn }: Input<"Preparation.SetForAll">,
): Promise<Output<"Preparation.SetForAll">> => {
  await switchPreparation(tx, caller, caller.organizationId, isOn);
  return getPreparation(tx, caller);
};

/** For whom it is off: users, and the organization's own id when it is off for all. */
export const findSwitchedOff = async (tx: TenantTransaction, organizationId: string): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom("preparation_off")
    .select("scope_id")
    .where("organization_id", "=", organizationId)
    .execute();
  return new Set(rows.map((row) => row.scope_id));
};

const switchPreparation = async (
  tx: TenantTransaction,
  actor: Actor,
  scopeId: string,
  isOn: boolean,
): Promise<void> => {
  const { organizationId } = actor;
  if (isOn) {
    await tx
      .deleteFrom("preparation_off")
      .where("organization_id", "=", organizationId)
      .where("scope_id", "=", scopeId)
      .execute();
    return;
  }
  await tx
    .insertInto("preparation_off")
    .values({
      organization_id: organizationId,
      scope_id: scopeId,
      switched_by: actor.userId,
      switched_at: await databaseNow(tx),
    })
    .onConflict((conflict) => conflict.columns(["organization_id", "scope_id"]).doNothing())
    .execute();
};
