import { randomUUID } from "node:crypto";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";

/** What binds a note's cipher text to its place. */
export const flagNotePurpose = "flag_review_note";

/** Records a decision about the words of a flag. NotFoundError for a flag the actor cannot read. */
export const reviewFlag = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Compliance.ReviewFlag">,
  keys: OrganizationKeys,
): Promise<Output<"Compliance.ReviewFlag">> => {
  const { organizationId } = actor;
  const flag = await tx
    .selectFrom("compliance_flag")
    .select(["document_id", "document_version_id", "category", "start_char", "end_char", "mailbox_ids"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", input.flagId)
    .executeTakeFirst();
  if (!flag) throw new BeepError("NotFoundError", "There is no such flag.", { resource: "flag" });
  const { decision, note } = input;
  const reviewedAt = new Date();
  const review = {
    ...flag,
    organization_id: organizationId,
    id: randomUUID(),
    decision,
    note_cipher: keys.sealText(flagNotePurpose, note),
    reviewed_by: actor.userId,
    reviewed_at: reviewedAt,
  };
  await tx.insertInto("flag_review").values(review).execute();
  return {
    flagId: input.flagId,
    review: { decision, note, reviewedBy: actor.userId, reviewedAt: reviewedAt.toISOString() },
  };
};
