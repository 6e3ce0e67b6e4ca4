import { importMailJob } from "./import-mail.ts";
import type { AnyJob } from "./job.ts";
import { prepareBriefingJob } from "./prepare-briefing.ts";
import { runExtractionJob } from "./run-extraction.ts";
import { syncMailJob } from "./sync-mail.ts";

/** Every kind of job there is. */
export const jobs: readonly AnyJob[] = [importMailJob, syncMailJob, runExtractionJob, prepareBriefingJob];
