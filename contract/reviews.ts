import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { count, entityType, id, mailText, nextCursor, pageInput, quote } from "./shapes.ts";

export const reviewsList = defineOperation({
  name: "Reviews.List",
  summary:
    "What Beep asks instead of guessing, likeliest first: whether two entities are one, or which of several some words are about, with the reasons and words of every side.",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    householdId: id.optional(),
    /** `later`: what was put off. */
    state: z.enum(["open", "later"]).default("open"),
    ...pageInput,
  }),
  output: z.object({
    reviews: z.array(
      z.object({
        reviewId: id,
        kind: z.enum(["pair", "whose"]),
        reasons: z.array(z.string()),
        likeness: count,
        sides: z.array(z.object({ entityId: id, type: entityType, name: mailText, evidence: z.array(quote) })),
        /** For `whose`: the words in question, and whose they are taken to be meanwhile. */
        words: quote.nullable(),
        chosenEntityId: id.nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (input, output) => ({
    ids: [input.householdId, ...(output?.reviews.flatMap((review) => review.sides.map((side) => side.entityId)) ?? [])],
  }),
  mcp: false,
  composer: false,
});

export const reviewsDecide = defineOperation({
  name: "Reviews.Decide",
  summary:
    "Answers a question of the review queue: the same (for words: as which entity), different, or later. The answer is a correction, which Corrections.Undo takes back.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    reviewId: id,
    decision: z.enum(["same", "different", "later"]),
    /** Whose the words are; with `same`, for a question of kind `whose`. */
    entityId: id.optional(),
    reason: z.string().trim().max(500).default(""),
  }),
  output: z.object({ correctionId: id }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (input, output) => ({ ids: [input.reviewId, input.entityId, output?.correctionId] }),
  mcp: false,
  composer: false,
});
