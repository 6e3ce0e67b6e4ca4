import { z } from "zod";
import { defineOperation } from "./operation.ts";
import { count, id, instant, nextCursor, pageInput } from "./shapes.ts";

/** Work that outlives a request. */
export const jobNames = ["mail.import", "mail.sync", "extraction.run", "briefing.prepare"] as const;
export type JobName = (typeof jobNames)[number];

const jobState = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);

/** What an operation answers that leaves its work to a job: Jobs.Get tells how it goes and what came of it. */
export const jobStarted = z.object({ jobId: id });

const job = z.object({
  jobId: id,
  job: z.enum(jobNames),
  state: jobState,
  /** Whose mail it is about, where that is known from the start. */
  providerAccountId: id.nullable(),
  /** Who asked; `schedule` when nobody did. */
  requestedBy: z.string(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  isCancelRequested: z.boolean(),
  /** Times it was begun; after a fault it is begun again. */
  attempts: count,
  progress: z
    .object({ phase: z.string(), done: count, unit: z.string(), fraction: z.number().min(0).max(1).nullable() })
    .nullable(),
  /** Of the last attempt that failed, also while it waits for the next. */
  errorTag: z.string().nullable(),
});

/** With what came of it: the answer of the operation that began it, or its error as that operation would have answered it. */
const jobWithOutcome = job.extend({
  result: z.record(z.string(), z.unknown()).nullable(),
  failure: z.looseObject({ tag: z.string(), message: z.string() }).nullable(),
});

export const jobsGet = defineOperation({
  name: "Jobs.Get",
  summary: "How a job goes, and once it ended its result or its error.",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({ jobId: id }),
  output: jobWithOutcome,
  errors: ["NotFoundError"],
  touched: ({ jobId }) => ({ ids: [jobId] }),
  mcp: false,
  composer: false,
});

export const jobsList = defineOperation({
  name: "Jobs.List",
  summary: "The jobs of the last month, the latest first.",
  role: "advisor",
  kind: "read",
  tx: "one",
  input: z.strictObject({
    state: jobState.optional(),
    job: z.enum(jobNames).optional(),
    providerAccountId: id.optional(),
    ...pageInput,
  }),
  output: z.object({ jobs: z.array(job), nextCursor }),
  errors: [],
  touched: (_input, output) => ({ ids: output?.jobs.map(({ jobId }) => jobId) ?? [] }),
  mcp: false,
  composer: false,
});

export const jobsCancel = defineOperation({
  name: "Jobs.Cancel",
  summary: "Ends a job that waits; one that runs stops within seconds. What it stored by then stays.",
  role: "advisor",
  kind: "write",
  tx: "one",
  input: z.strictObject({ jobId: id }),
  output: job,
  errors: ["NotFoundError", "ConflictError"],
  touched: ({ jobId }) => ({ ids: [jobId] }),
  mcp: false,
  composer: false,
});
