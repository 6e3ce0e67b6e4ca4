import type { z } from "zod";
import type { JobName } from "../../contract/jobs.ts";
import type { Database } from "../db/database.ts";
import type { Actor } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { Application } from "../operations/application.ts";
import type { Progress } from "../operations/handler.ts";
import type { JobRequest } from "./enqueue.ts";

/** What a run has around it. */
export type JobContext = {
  readonly app: Application;
  readonly db: Database;
  /** The organization with every mailbox of it, and the person who asked, if one did. */
  readonly actor: Actor;
  readonly keys: OrganizationKeys;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the job is cancelled, the process stops, or another worker took the job over. */
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
};

/** When a job comes by itself: for every organization, what `requests` says is due. */
export type Schedule<I> = {
  /** Five fields, in UTC. */
  readonly cron: string;
  /** Asked for each organization at every occurrence; what is queued or running already is not queued again. */
  readonly requests: (app: Application, organizationId: string) => Promise<readonly JobRequest<I>[]>;
};

/** One kind of work that outlives a request. `run` may be killed anywhere and is then run again: it must end the same. */
export type Job<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly name: JobName;
  readonly input: I;
  /** Its result, for whoever asked; kept sealed. */
  readonly output: O;
  /** Runs at most so often before it counts as failed. */
  readonly attemptsMax: number;
  /** Runs of it at once in one process. */
  readonly concurrency: number;
  readonly schedule?: Schedule<z.input<I>>;
  readonly run: (context: JobContext, input: z.output<I>) => Promise<z.input<O>>;
};

/** Checks a definition and keeps its exact types, so that whoever enqueues it gives the right input. */
export const defineJob = <I extends z.ZodType, O extends z.ZodType>(job: Job<I, O>): Job<I, O> => job;

/** Any of them, once its input was validated by its own schema. */
export type AnyJob = Omit<Job, "run" | "schedule"> & {
  readonly run: (context: JobContext, input: never) => Promise<unknown>;
  readonly schedule?: Schedule<unknown>;
};
