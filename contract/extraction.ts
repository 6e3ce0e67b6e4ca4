import { z } from "zod";
import { jobStarted } from "./jobs.ts";
import { defineOperation } from "./operation.ts";
import { count, id } from "./shapes.ts";

/** What came of reading a mailbox anew. documents = read + current + failed. */
export const extractionDone = z.object({
  providerAccountId: id,
  ontologyId: z.string(),
  engine: z.string(),
  engineVersion: z.string(),
  documents: count,
  read: count,
  /** Read by this engine already, in this version. */
  current: count,
  /** The engine broke on them: their earlier reading stands. */
  failed: count,
});

export const extractionRun = defineOperation({
  name: "Extraction.Run",
  summary:
    "Reads the stored mail of a mailbox anew with the present engine, and brings the graph up to it. Answers a job.",
  role: "advisor",
  kind: "write",
  tx: "one",
  input: z.strictObject({
    /** Needed where the caller reads several mailboxes. */
    providerAccountId: id.optional(),
    ontologyId: z.string().min(1).max(200),
  }),
  output: jobStarted,
  errors: ["ProviderAccountSelectionRequiredError", "NotFoundError", "UnknownOntologyError"],
  touched: ({ providerAccountId }, output) => ({ ids: [providerAccountId, output?.jobId] }),
  mcp: false,
  composer: false,
});
