import type { z } from "zod";
import type { Catalogue, Input, OperationName } from "../../contract/catalogue.ts";
import type { Role } from "../../contract/operation.ts";
import type { Person } from "../accounts/person.ts";
import type { Database } from "../db/database.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import type { Door } from "../telemetry/events.ts";
import type { Application } from "./application.ts";
import type { Caller } from "./caller.ts";

/** How far a long operation is: shown to people, never stored. */
export type Progress = {
  readonly phase: "reading" | "resolving" | "verifying";
  readonly done: number;
  readonly unit: "messages" | "documents";
  /** Between 0 and 1; null while nobody knows how much there is. */
  readonly fraction: number | null;
};

type Surroundings = {
  readonly app: Application;
  readonly signal: AbortSignal;
};

/** What a `tx: one` handler gets: the transaction it was opened for. */
export type OneTools = Surroundings & { readonly tx: TenantTransaction; readonly keys: OrganizationKeys };

/** What a `tx: own` handler gets: it opens short scopes itself, and may report progress. */
export type OwnTools = Surroundings & {
  readonly db: Database;
  readonly door: Door;
  readonly report: (progress: Progress) => void;
  readonly body: ReadableStream<Uint8Array> | undefined;
};

/** One handler for every operation of the catalogue: a missing or misshapen one does not compile. */
export type Handlers = {
  readonly [N in OperationName]: (
    tools: Catalogue[N]["tx"] extends "one" ? OneTools : OwnTools,
    caller: Catalogue[N]["role"] extends Role ? Caller : Person,
    input: Input<N>,
  ) => Promise<Answer<z.input<Catalogue[N]["output"]>>>;
};

/** What a handler gives may be readonly all through; its schema copies it. */
type Answer<T> = T extends readonly (infer Item)[]
  ? readonly Answer<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Answer<T[K]> }
    : T;

/** Any of them, once its input was validated by its own schema. */
export type AnyHandler = (tools: never, caller: never, input: never) => Promise<unknown>;
