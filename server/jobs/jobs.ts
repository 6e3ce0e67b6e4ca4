import { importMailJob } from "./import-mail.ts";
import type { AnyJob } from "./job.ts";

/** Every kind of job there is. */
export const jobs: readonly AnyJob[] = [importMailJob];
