import type { Output } from "../../contract/catalogue.ts";
import { ApiError, call, type Progress } from "./api.ts";

/** Between two looks at a job: short enough to feel live, long enough to cost nothing. */
const lookEveryMs = 700;

/** Waits for a job and answers what came of it; its refusal is thrown as the operation that began it would have. */
export const jobResult = async (
  jobId: string,
  { organization, onProgress }: { readonly organization: string; readonly onProgress?: (progress: Progress) => void },
): Promise<NonNullable<Output<"Jobs.Get">["result"]>> => {
  for (;;) {
    const job = await call("Jobs.Get", { jobId }, { organization });
    if (job.progress !== null) onProgress?.(job.progress);
    if (job.state === "succeeded") return job.result ?? {};
    if (job.failure !== null && job.state === "failed") {
      const { tag, message, ...fields } = job.failure;
      throw new ApiError(tag as ApiError["tag"], message, fields);
    }
    if (job.state === "cancelled") throw new ApiError("ConflictError", "The job was cancelled. What it stored stays.");
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
};
