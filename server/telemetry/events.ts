import { catalogue, type OperationName } from "../../contract/catalogue.ts";
import { jobNames } from "../../contract/jobs.ts";
import { signInRoutes } from "../../contract/sign-in-routes.ts";
import { type ErrorTag, errorTags } from "../errors.ts";
import { codeLocationField, countField, durationMsField, type Field, idField, oneOf } from "./fields.ts";

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] => Object.keys(table) as K[];

const operation = oneOf<OperationName>(keysOf(catalogue));
const errorTag = oneOf<ErrorTag>(keysOf(errorTags));

/** The ways in. `socket` is a command that found a server running on its data directory; `job` is what comes by itself. */
export const doors = ["cli", "socket", "http", "job"] as const;
export type Door = (typeof doors)[number];

/** Every event the product logs, with its level and fields. Fields are optional when logged; what is not declared is refused. */
export const events = {
  "operation.finished": {
    level: "info",
    fields: {
      operation,
      door: oneOf(doors),
      outcome: oneOf(["ok", "denied", "failed"]),
      errorTag,
      organizationId: idField,
      traceId: idField,
      durationMs: durationMsField,
    },
  },
  "operation.unexpected": {
    level: "error",
    fields: { operation, traceId: idField, location: codeLocationField },
  },
  "sign_in.finished": {
    level: "info",
    fields: {
      route: oneOf(signInRoutes),
      outcome: oneOf(["ok", "denied", "failed"]),
      traceId: idField,
      durationMs: durationMsField,
    },
  },
  "audit.unavailable": { level: "error", fields: { traceId: idField, operation, location: codeLocationField } },
  "grants.taking_back_failed": { level: "error", fields: { organizationId: idField, location: codeLocationField } },
  "audit.sealing_failed": { level: "error", fields: { organizationId: idField, location: codeLocationField } },
  "job.finished": {
    level: "info",
    fields: {
      job: oneOf(jobNames),
      jobId: idField,
      organizationId: idField,
      /** `queued`: it will be run again; `lost`: another worker has it. */
      outcome: oneOf(["succeeded", "failed", "cancelled", "queued", "lost"]),
      errorTag,
      attempts: countField,
      durationMs: durationMsField,
    },
  },
  "job.unexpected": { level: "error", fields: { jobId: idField, location: codeLocationField } },
  "job.queue_failed": { level: "error", fields: { location: codeLocationField } },
  "job.schedule_failed": { level: "error", fields: { organizationId: idField, location: codeLocationField } },
  "server.started": { level: "info", fields: { port: countField, database: oneOf(["postgres", "embedded"]) } },
  "server.stopped": { level: "info", fields: { durationMs: durationMsField } },
} as const satisfies Readonly<
  Record<
    string,
    { readonly level: "info" | "warn" | "error"; readonly fields: Readonly<Record<string, Field<unknown>>> }
  >
>;

export type EventName = keyof typeof events;
type FieldsOf<N extends EventName> = (typeof events)[N]["fields"];
export type EventFields<N extends EventName> = {
  readonly [K in keyof FieldsOf<N>]?: (FieldsOf<N>[K] extends Field<infer T> ? T : never) | undefined;
};
