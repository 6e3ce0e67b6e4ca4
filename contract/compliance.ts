import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { confidence, count, flagCategory, id, instant, mailText, nextCursor, pageInput, spanFields } from "./shapes.ts";

const review = z.object({
  decision: z.enum(["cleared", "follow_up", "escalated"]),
  note: mailText,
  /** The person who reviewed it; null for the local owner. */
  reviewedBy: id.nullable(),
  reviewedAt: instant,
});

export const complianceFlags = defineOperation({
  name: "Compliance.Flags",
  summary: "Phrases in the mail that a supervisor should see, newest mail first, each with its latest review.",
  role: "compliance",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    category: flagCategory.optional(),
    documentId: id.optional(),
    /** In mail that speaks of this household or of one of its clients. */
    householdId: id.optional(),
    /** In what this address wrote. */
    author: z.string().trim().min(1).max(320).optional(),
    isReviewed: z.boolean().optional(),
    ...pageInput,
  }),
  output: z.object({
    flags: z.array(
      z.object({
        flagId: id,
        category: flagCategory,
        ...spanFields,
        text: mailText,
        author: mailText.nullable(),
        confidence,
        review: review.nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError"],
  touched: (_input, output) => ({ ids: [...new Set(output?.flags.map((flag) => flag.documentId) ?? [])] }),
  mcp: false,
  composer: false,
});

export const complianceReviewFlag = defineOperation({
  name: "Compliance.ReviewFlag",
  summary: "Records what a compliance officer decided about a flag, and why. Earlier reviews stay.",
  role: "compliance",
  kind: "write",
  tx: "one",
  input: z.strictObject({
    flagId: id,
    decision: review.shape.decision,
    note: z.string().trim().min(1, "say why, in a sentence").max(4000),
  }),
  output: z.object({ flagId: id, review }),
  errors: ["NotFoundError"],
  touched: (input) => ({ ids: [input.flagId] }),
  mcp: false,
  composer: false,
});

export const auditList = defineOperation({
  name: "Audit.List",
  summary: "Who did, was refused or read what, newest first.",
  role: "compliance",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    operation: z.string().max(100).optional(),
    outcome: z.enum(["ok", "denied", "failed", "pending"]).optional(),
    ...pageInput,
  }),
  output: z.object({
    events: z.array(
      z.object({
        id,
        at: instant,
        actorId: z.string(),
        actorRole: z.string(),
        operation: z.string(),
        door: z.string(),
        phase: z.enum(["started", "finished"]),
        outcome: z.enum(["ok", "denied", "failed", "pending"]),
        errorTag: z.string().nullable(),
        touched: z.unknown(),
        question: z.string().nullable(),
        traceId: z.string(),
        durationMs: count.nullable(),
      }),
    ),
    nextCursor,
  }),
  errors: [],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});

export const auditVerify = defineOperation({
  name: "Audit.Verify",
  summary: "Seals what is finished, recomputes the whole chain, and names the first place where it is broken.",
  role: "compliance",
  kind: "write",
  tx: "one",
  input: z.strictObject({}),
  output: z.object({
    isIntact: z.boolean(),
    sealed: count,
    unsealed: count,
    head: z.string().nullable(),
    firstBroken: z.object({ sequence: z.int().positive(), reason: z.string() }).nullable(),
  }),
  errors: [],
  touched: () => ({ ids: [] }),
  mcp: false,
  composer: false,
});
