import type { Input, Output } from "../../../contract/catalogue.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { type Deciding, takeBack } from "./record-correction.ts";

/** Corrections.Undo. NotFoundError for a decision of which nothing can be read. */
export async function undoCorrection(
  deciding: Deciding,
  { correctionId }: Input<"Corrections.Undo">,
): Promise<Output<"Corrections.Undo">> {
  const { db, actor } = deciding;
  const readable = await withOrganization(db, actor, (tx) =>
    tx
      .selectFrom("correction_document")
      .innerJoin("document", (join) =>
        join
          .onRef("document.organization_id", "=", "correction_document.organization_id")
          .onRef("document.id", "=", "correction_document.document_id"),
      )
      .select("document.id")
      .where("correction_document.organization_id", "=", actor.organizationId)
      .where("document.organization_id", "=", actor.organizationId)
      .where("correction_document.correction_id", "=", correctionId)
      .executeTakeFirst(),
  );
  if (!readable) throw new BeepError("NotFoundError", "There is no such decision.", { resource: "correction" });
  await takeBack(deciding, correctionId);
  return { correctionId };
}
