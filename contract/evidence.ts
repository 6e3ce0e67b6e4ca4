import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { confidence, count, entityType, id, mailText, nextCursor, pageInput, spanFields } from "./shapes.ts";

const targets = ["entityId", "relationId", "attributeId", "meetingPrepBulletId", "documentId"] as const;

export const evidenceList = defineOperation({
  name: "Evidence.List",
  summary:
    "The exact words behind an entity, a relation, an attribute value, a briefing's bullet, or all of a document's.",
  role: "viewer",
  kind: "read",
  tx: "one",
  input: z
    .strictObject({
      entityId: id.optional(),
      relationId: id.optional(),
      attributeId: id.optional(),
      meetingPrepBulletId: id.optional(),
      documentId: id.optional(),
      ...pageInput,
    })
    .refine((input) => targets.filter((target) => input[target] !== undefined).length === 1, {
      message: `exactly one of ${targets.join(", ")}`,
    }),
  output: z.object({
    evidence: z.array(
      z.object({
        ...spanFields,
        text: mailText,
        before: mailText,
        after: mailText,
        masked: z.array(z.object({ startChar: count, endChar: count, kind: z.string() })),
        confidence: confidence.optional(),
        kind: z.enum(["mention", "relation", "attribute", "bullet"]),
        /** Whose mention it is. */
        entity: z.object({ entityId: id, type: entityType, name: mailText }).optional(),
        source: z.object({
          mentionId: id.optional(),
          relationEvidenceId: id.optional(),
          attributeEvidenceId: id.optional(),
          meetingPrepBulletId: id.optional(),
          extractionId: id.optional(),
          ontologyId: z.string().optional(),
        }),
      }),
    ),
    nextCursor,
  }),
  errors: ["NotFoundError", "EvidenceUnavailableError"],
  touched: (input, output) => ({
    ids: [
      ...targets.map((target) => input[target]),
      ...new Set(output?.evidence.map((evidence) => evidence.documentId) ?? []),
    ],
  }),
  mcp: true,
  composer: true,
});

export const evidenceVerify = defineOperation({
  name: "Evidence.Verify",
  summary:
    "Proves every span, every citation and the ledger of the mail the caller reads; names the first that does not hold.",
  role: "compliance",
  kind: "read",
  tx: "own",
  input: z.strictObject({}),
  output: z.object({
    versions: count,
    spans: count,
    citations: count,
    firstBroken: z.object({ where: z.string(), id: z.string(), reason: z.string() }).nullable(),
  }),
  errors: [],
  touched: () => ({ ids: [] }),
  streams: true,
  mcp: false,
  composer: false,
});
