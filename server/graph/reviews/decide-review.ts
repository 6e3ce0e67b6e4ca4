import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import { BeepError } from "../../errors.ts";
import { getDecidedEntity } from "../corrections/entity-key.ts";
import { mergeEntities } from "../corrections/merge-entities.ts";
import { type Deciding, recordCorrection } from "../corrections/record-correction.ts";
import { followRedirect } from "../follow-redirect.ts";
import type { Correction } from "../resolution.ts";
import { findReviews, type ReviewRow } from "./reviews.repository.ts";

/** Reviews.Decide: the answer becomes a correction. NotFoundError when nobody asks that (any more), or not of this actor. */
export async function decideReview(
  deciding: Deciding,
  input: Input<"Reviews.Decide">,
): Promise<Output<"Reviews.Decide">> {
  const { db, actor } = deciding;
  const review = await withOrganization(db, actor, async (tx) => {
    const standing = await findAnswer(tx, actor, input);
    return standing ?? (await getReview(tx, actor, input.reviewId));
  });
  if ("correctionId" in review) return review;
  const [left, right] = review.entityIds;
  if (review.kind === "pair" && input.decision === "same" && left && right) {
    const reason = input.reason || review.reasons.join("; ");
    const { correctionId } = await mergeEntities(deciding, { entityId: left, otherEntityId: right, reason });
    return { correctionId };
  }
  const correctionId = await recordCorrection(deciding, async (tx) => {
    const correction = await (review.kind === "pair"
      ? apart(tx, actor, review, input)
      : whose(tx, actor, review, input));
    const reason = input.reason || review.reasons.join("; ");
    return { correction, subjectId: input.reviewId, reason, replaces: await findPutOff(tx, actor, input.reviewId) };
  });
  return { correctionId };
}

async function getReview(tx: TenantTransaction, actor: Actor, id: string): Promise<ReviewRow> {
  for (const state of ["open", "later"] as const) {
    const [review] = await findReviews(tx, actor, { id, state, after: undefined, limit: 1 });
    if (review) return review;
  }
  throw new BeepError("NotFoundError", "Nobody asks that any more. `Reviews.List` shows what is asked.", {
    resource: "review",
  });
}

/** The same answer given again. */
async function findAnswer(tx: TenantTransaction, actor: Actor, input: Input<"Reviews.Decide">) {
  const kinds = { same: ["assign"], different: ["split", "assign"], later: ["later"] }[input.decision];
  const same = (await answersTo(tx, actor, input.reviewId)).find(({ kind }) => kinds.includes(kind));
  return same && { correctionId: same.id };
}

async function findPutOff(tx: TenantTransaction, actor: Actor, reviewId: string): Promise<string | null> {
  return (await answersTo(tx, actor, reviewId)).find(({ kind }) => kind === "later")?.id ?? null;
}

/** The answers that stand, of whose words the actor can read some. */
async function answersTo(
  tx: TenantTransaction,
  actor: Actor,
  reviewId: string,
): Promise<{ id: string; kind: Correction["kind"] }[]> {
  const { rows } = await sql<{ id: string; kind: Correction["kind"] }>`
    select correction.id, correction ->> 'kind' as kind from correction
    where correction.organization_id = ${actor.organizationId} and subject_id = ${reviewId} and undone_at is null
      and exists (
        select from correction_document tied
        join document on document.organization_id = ${actor.organizationId} and document.id = tied.document_id
        where tied.organization_id = ${actor.organizationId} and tied.correction_id = correction.id)
    order by decided_at, correction.id`.execute(tx);
  return rows;
}

async function apart(
  tx: TenantTransaction,
  actor: Actor,
  review: ReviewRow,
  { decision }: Input<"Reviews.Decide">,
): Promise<Correction> {
  const [left, right] = await Promise.all(review.entityIds.map((id) => getDecidedEntity(tx, actor, id)));
  if (!left || !right) throw new BeepError("InternalError", "A pair has two sides.");
  return { kind: decision === "later" ? "later" : "split", left: left.key, right: right.key };
}

async function whose(
  tx: TenantTransaction,
  actor: Actor,
  review: ReviewRow,
  input: Input<"Reviews.Decide">,
): Promise<Correction> {
  const { decision, entityId } = input;
  const [first, second] = await Promise.all(review.entityIds.map((id) => getDecidedEntity(tx, actor, id)));
  if (!first || !second || !review.words)
    throw new BeepError("InternalError", "Such a question has words and several sides.");
  if (decision === "later") return { kind: "later", left: first.key, right: second.key };
  const words = { type: first.type, words: [review.words] };
  if (decision === "different") return { kind: "assign", words, to: null };
  const chosen = entityId && (await followRedirect(tx, actor, entityId));
  if (!chosen || !review.entityIds.includes(chosen))
    throw new BeepError("ConflictError", "Say which of the sides the words are about, by its entityId.", {
      reason: "side_needed",
    });
  return { kind: "assign", words, to: (await getDecidedEntity(tx, actor, chosen)).key };
}
