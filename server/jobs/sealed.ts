import type { OrganizationKeys } from "../documents/keys.ts";
import type { BeepError, ErrorTag } from "../errors.ts";

/** How a run ended, as its asker may see it: the result, or the error as a door would show it. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly failure: { readonly tag: ErrorTag; readonly message: string } & Readonly<Record<string, unknown>> };

// What a job is to do and what came of it may name people and files: neither is ever in the clear.
export const sealInput = (keys: OrganizationKeys, input: unknown): Buffer =>
  keys.sealText("job_input", JSON.stringify(input));

export const unsealInput = (keys: OrganizationKeys, sealed: Buffer): unknown =>
  JSON.parse(keys.unsealText("job_input", sealed));

export const sealOutcome = (keys: OrganizationKeys, outcome: Outcome): Buffer =>
  keys.sealText("job_outcome", JSON.stringify(outcome));

export const unsealOutcome = (keys: OrganizationKeys, sealed: Buffer): Outcome =>
  JSON.parse(keys.unsealText("job_outcome", sealed)) as Outcome;

export const failureOf = ({ tag, message, fields }: BeepError): Outcome => ({ failure: { tag, message, ...fields } });
