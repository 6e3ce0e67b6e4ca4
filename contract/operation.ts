import type { z } from "zod";
import type { ErrorTag } from "../server/errors.ts";

/** owner > admin > advisor > viewer; compliance stands beside them: it reads everything of its organization and writes only its own records. */
export const roles = ["owner", "admin", "advisor", "viewer", "compliance"] as const;
export type Role = (typeof roles)[number];

/** Who may do what belongs to no one organization: whoever signed in; also who did not; whoever runs the server. */
export const rolesOfNoOrganization = ["anyone", "public", "operator"] as const;
export type RoleOfNoOrganization = (typeof rolesOfNoOrganization)[number];

/** What the audit log keeps of an invocation: the ids it touched, or for an export its scope and a hash of the whole answer. */
export type Touched = { readonly ids: readonly (string | null | undefined)[] } | { readonly scope: object };

/**
 * One thing the system can be asked to do, for every door. `one`: invoke opens a transaction and hands it over; `own`: the
 * handler waits on more than the database and opens short scopes itself. `touched` sees the output only after success.
 */
export type Operation<
  Name extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  Tx extends "one" | "own" = "one" | "own",
  R extends Role | RoleOfNoOrganization = Role | RoleOfNoOrganization,
> = {
  readonly name: Name;
  readonly summary: string;
  readonly role: R;
  readonly kind: "read" | "write";
  readonly tx: Tx;
  readonly input: I;
  readonly output: O;
  /** Beyond those every operation may answer: validation, authentication, role, overload and internal. */
  readonly errors: readonly ErrorTag[];
  readonly touched: (input: z.output<I>, output: z.output<O> | undefined) => Touched;
  /** Of no one organization, but changes one: its id, so that its audit log has it too. */
  readonly changes?: (output: z.output<O>) => string;
  /** The words of a question in the input; the audit log keeps them encrypted, by reference. */
  readonly question?: (input: z.output<I>) => string;
  /** `full` only for an export that must be verbatim; otherwise fields of mail text are masked on their way out. */
  readonly disclosure?: "masked" | "full";
  /** Long work: progress is reported while it runs. */
  readonly streams?: boolean;
  /** The request's body may be a stream of bytes instead of JSON; the input is then in the query. */
  readonly takesBody?: boolean;
  /** May an MCP client call it; may a model that composes an answer. */
  readonly mcp: boolean;
  readonly composer: boolean;
};

/** Checks a definition and keeps its exact types, so that handlers and callers infer input and output from it. */
export const defineOperation = <
  Name extends string,
  I extends z.ZodType,
  O extends z.ZodType,
  Tx extends "one" | "own",
  R extends Role | RoleOfNoOrganization,
>(
  operation: Operation<Name, I, O, Tx, R>,
): Operation<Name, I, O, Tx, R> => operation;
