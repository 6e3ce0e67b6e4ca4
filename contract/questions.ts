import { z } from "zod";
import { bullet, disclaimer, withheld } from "./bullet.ts";
import { defineOperation } from "./operation.ts";
import { count, day, entityType, id, looseDate, mailText } from "./shapes.ts";

export const graphRagQuery = defineOperation({
  name: "GraphRAG.Query",
  summary:
    "Answers a question from the record in cited bullets, or says that nothing in it does, with what was searched.",
  role: "advisor",
  kind: "read",
  tx: "own",
  input: z.strictObject({ question: z.string().trim().min(1).max(1000), asOf: day.optional() }),
  output: z.object({
    asOf: day,
    /** Null when the question named no client. */
    subject: z.object({ entityId: id, type: entityType, name: mailText }).nullable(),
    isAnswered: z.boolean(),
    bullets: z.array(bullet),
    searched: z.object({
      mailboxes: z.array(z.object({ providerAccountId: id, label: z.string() })),
      messages: count,
      from: looseDate.nullable(),
      to: looseDate.nullable(),
    }),
    disclaimer,
    withheld,
  }),
  errors: ["SubjectAmbiguousError"],
  touched: (_input, output) => ({
    ids: [
      output?.subject?.entityId,
      ...new Set(output?.bullets.flatMap((b) => b.citations.map((c) => c.documentId)) ?? []),
    ],
  }),
  question: (input) => input.question,
  mcp: true,
  composer: false,
});
