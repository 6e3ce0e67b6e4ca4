import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { entityType, id, instant, mailText, nextCursor, pageInput, spanFields } from "./shapes.ts";

/** Why, in the words of whoever decides. */
const reason = z.string().trim().max(500);
const given = reason.min(1, "say why: whoever reads it later has only this");

const factTargets = ["entityId", "relationId", "attributeId"] as const;
const factInput = z
  .strictObject({
    entityId: id.optional(),
    relationId: id.optional(),
    attributeId: id.optional(),
    reason: reason.default(""),
  })
  .refine((input) => factTargets.filter((target) => input[target] !== undefined).length === 1, {
    message: `exactly one of ${factTargets.join(", ")}`,
  });

type FactInput = { readonly [target in (typeof factTargets)[number]]?: string | undefined };
const touchedFact = (input: FactInput, output: { readonly correctionId: string | null } | undefined) => ({
  ids: [...factTargets.map((target) => input[target]), output?.correctionId],
});

const decided = z.object({ correctionId: id });

export const factsConfirm = defineOperation({
  name: "Facts.Confirm",
  summary:
    "Says that an entity, a relation or an attribute's value is right; a confirmed e-mail address counts as known.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: factInput,
  output: decided,
  errors: ["NotFoundError"],
  touched: touchedFact,
  mcp: false,
  composer: false,
});

export const factsReject = defineOperation({
  name: "Facts.Reject",
  summary:
    "Says that an entity, a relation or an attribute's value is wrong: it is left out of the graph, exports and briefings.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: factInput,
  output: decided,
  errors: ["NotFoundError"],
  touched: touchedFact,
  mcp: false,
  composer: false,
});

export const factsRestore = defineOperation({
  name: "Facts.Restore",
  summary: "Takes back what was confirmed or rejected of an entity, a relation or an attribute's value.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: factInput,
  /** Null when nobody had decided anything. */
  output: z.object({ correctionId: id.nullable() }),
  errors: ["NotFoundError"],
  touched: touchedFact,
  mcp: false,
  composer: false,
});

export const entitiesMerge = defineOperation({
  name: "Entities.Merge",
  summary:
    "Says that two entities are one, for everyone, with the reason. Two account numbers never are. Corrections.Undo parts them again.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({ entityId: id, otherEntityId: id, reason: given }),
  output: z.object({ correctionId: id, entityId: id }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (input, output) => ({
    ids: [input.entityId, input.otherEntityId, output?.entityId, output?.correctionId],
  }),
  mcp: false,
  composer: false,
});

export const entitiesSplit = defineOperation({
  name: "Entities.Split",
  summary:
    "Says that some mentions of an entity (or some members of a household) are another's; what has the same address or full name as they leaves with them.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z
    .strictObject({
      entityId: id,
      /** Words of mentions, as Evidence.List gives them. */
      mentions: z.array(z.strictObject(spanFields)).min(1).max(200).optional(),
      memberIds: z.array(id).min(1).max(50).optional(),
      reason: given,
    })
    .refine((input) => (input.mentions === undefined) !== (input.memberIds === undefined), {
      message: "exactly one of mentions, memberIds",
    }),
  output: z.object({ correctionId: id, entityId: id, otherEntityId: id }),
  errors: ["NotFoundError", "ConflictError"],
  touched: (input, output) => ({
    ids: [input.entityId, output?.entityId, output?.otherEntityId, output?.correctionId],
  }),
  mcp: false,
  composer: false,
});

export const actionItemsSetStatus = defineOperation({
  name: "ActionItems.SetStatus",
  summary:
    "Marks an action as open, done or cancelled. The mark is the person's own, with its date, and stands over what mail says.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({
    entityId: id,
    status: z.enum(["open", "done", "cancelled"]),
    reason: reason.default(""),
  }),
  output: decided,
  errors: ["NotFoundError", "ConflictError"],
  touched: (input, output) => ({ ids: [input.entityId, output?.correctionId] }),
  mcp: false,
  composer: false,
});

export const correctionsList = defineOperation({
  name: "Corrections.List",
  summary: "What people decided of the graph, latest first, with who, when and why; of one entity, or of all.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z.strictObject({ entityId: id.optional(), includeUndone: z.boolean().default(false), ...pageInput }),
  output: z.object({
    corrections: z.array(
      z.object({
        correctionId: id,
        kind: z.enum(["confirm", "reject", "merge", "split", "set_status", "assign", "later"]),
        reason: mailText,
        decidedBy: z.string(),
        decidedAt: instant,
        undoneBy: z.string().nullable(),
        undoneAt: instant.nullable(),
        /** What it is about, as far as it can be read: by the ids these things go by now. */
        entities: z.array(z.object({ entityId: id, type: entityType, name: mailText })),
        fact: z.object({ name: z.string(), value: mailText.nullable() }).nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (input, output) => ({
    ids: [input.entityId, ...(output?.corrections.map((correction) => correction.correctionId) ?? [])],
  }),
  mcp: false,
  composer: false,
});

export const correctionsUndo = defineOperation({
  name: "Corrections.Undo",
  summary: "Takes a decision back: the graph is as it would be had it never been made. The record of it stays.",
  role: "advisor",
  kind: "write",
  tx: "own",
  input: z.strictObject({ correctionId: id }),
  output: decided,
  errors: ["NotFoundError"],
  touched: (input) => ({ ids: [input.correctionId] }),
  mcp: false,
  composer: false,
});
