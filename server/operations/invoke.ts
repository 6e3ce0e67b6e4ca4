import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import { catalogue } from "../../contract/catalogue.ts";
import { type Operation, rolesOfNoOrganization } from "../../contract/operation.ts";
import { enterAs } from "../accounts/membership.ts";
import { nobody, type Person } from "../accounts/person.ts";
import { type AuditEvent, touchedOf } from "../compliance/audit/audit-event.ts";
import { writeSecurityEvent } from "../compliance/audit/security-log.ts";
import { writeAudit } from "../compliance/audit/write-audit.ts";
import { isInsideScope, type TenantTransaction, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import type { Door } from "../telemetry/events.ts";
import { log } from "../telemetry/log.ts";
import type { Application } from "./application.ts";
import { authenticate } from "./authenticate.ts";
import { authorize } from "./authorize.ts";
import type { Caller, Credential } from "./caller.ts";
import { disclose } from "./disclose.ts";
import type { AnyHandler, OneTools, OwnTools, Progress } from "./handler.ts";
import { requireAccount } from "./require-account.ts";
import { parseInput, parseOutput } from "./validate.ts";

/** One call as a door received it. */
export type CallContext = {
  readonly app: Application;
  readonly door: Door;
  readonly credential: Credential;
  /** Slug of the organization the call is for; operations of no organization go without. */
  readonly organization: string | undefined;
  readonly signal: AbortSignal;
  readonly report?: (progress: Progress) => void;
  readonly body?: ReadableStream<Uint8Array>;
};

/** `invoke` by name, with the operation's own types. */
export const call = async <N extends OperationName>(
  context: CallContext,
  name: N,
  input: CallInput<N>,
): Promise<Output<N>> => (await invoke(context, catalogue[name], input)) as Output<N>;

/**
 * The only way in: authenticate → authorize → validate → (transaction) → handle → disclose → validate output → audit → measure.
 * Answers what the operation's output schema admits, or throws a BeepError that a door may show as it is. Whatever happens is
 * in the audit log before this returns or throws; where that fails the answer is UnavailableError. Throws inside a scope.
 */
export const invoke = async (context: CallContext, operation: Operation, input: unknown): Promise<unknown> => {
  if (isInsideScope()) throw new BeepError("InternalError", "An operation was invoked inside a database scope.");
  return context.app.inFlight.track(runAndConclude(context, operation, input));
};

const runAndConclude = async (context: CallContext, operation: Operation, input: unknown): Promise<unknown> => {
  const run: Run = { context, operation, traceId: randomBytes(16).toString("hex"), startedAtMs: performance.now() };
  try {
    const person = await personOf(run);
    run.person = person;
    const output = rolesOfNoOrganization.some((role) => role === operation.role)
      ? await asAnyone(run, person, input)
      : await inOrganization(run, person, input);
    measure(run, "ok", null);
    return output;
  } catch (error) {
    throw await concludeFailure(run, error);
  }
};

/** Who calls. What is public is also answered to people who are not signed in, or no longer. */
const personOf = async ({ context, operation }: Run): Promise<Person> => {
  const person = await authenticate(context.app, context.credential).catch((error: unknown) => {
    const isUnknown = error instanceof BeepError && error.tag === "AuthenticationRequiredError";
    if (isUnknown && operation.role === "public") return nobody;
    throw error;
  });
  if (operation.role === "operator" && person.kind !== "local_owner") {
    throw new BeepError("ForbiddenError", "This is for whoever runs the server, by its command line.", {
      requiredRole: "operator",
    });
  }
  return person;
};

/** What is known so far; a failure is audited with as much of it as there is. */
type Run = {
  readonly context: CallContext;
  readonly operation: Operation;
  readonly traceId: string;
  readonly startedAtMs: number;
  person?: Person;
  caller?: Caller;
  input?: unknown;
  sealedQuestion?: Buffer | null;
};

const inOrganization = async (run: Run, person: Person, rawInput: unknown): Promise<unknown> => {
  const { context, operation } = run;
  const caller: Caller = { ...person, ...(await enterAs(context.app.db, person, context.organization)) };
  run.caller = caller;
  authorize(operation, caller.roles);
  await requireAccount(context.app.db, operation, caller, rawInput);
  const input = parseInput(operation, rawInput);
  run.input = input;
  const question = operation.question?.(input);
  run.sealedQuestion =
    question === undefined ? null : (await context.app.keysOf(caller)).sealText("audit_question", question);
  return operation.tx === "one" ? inOneTransaction(run, caller, input) : inOwnScopes(run, caller, input);
};

const inOneTransaction = async (run: Run, caller: Caller, input: unknown): Promise<unknown> => {
  const { app, signal } = run.context;
  const keys = await app.keysOf(caller);
  const output = await withOrganization(app.db, caller, async (tx) => {
    const tools: OneTools = { app, signal, tx, keys };
    const answer = finish(run, await handlerOf(run)(tools as never, caller as never, input as never));
    if (run.operation.kind === "write") await auditInside(tx, run, caller, answer);
    return answer;
  });
  if (run.operation.kind === "read") await auditRead(run, caller, output);
  return output;
};

const inOwnScopes = async (run: Run, caller: Caller, input: unknown): Promise<unknown> => {
  const isWrite = run.operation.kind === "write";
  if (isWrite) await auditAlone(run, eventOf(run, caller, { phase: "started", outcome: "pending" }));
  const output = finish(run, await handlerOf(run)(ownTools(run) as never, caller as never, input as never));
  if (isWrite) await auditAlone(run, eventOf(run, caller, { outcome: "ok", output }));
  else await auditRead(run, caller, output);
  return output;
};

/** Operations of no one organization: their record is the operator's log, and the log of an organization they change. */
const asAnyone = async (run: Run, person: Person, rawInput: unknown): Promise<unknown> => {
  const input = parseInput(run.operation, rawInput);
  run.input = input;
  const output = finish(run, await handlerOf(run)(ownTools(run) as never, person as never, input as never));
  await orUnavailable(run, () => writeSecurityEvent(run.context.app.db, securityEventOf(run, "ok", null)));
  const organizationId = run.operation.changes?.(output);
  if (organizationId !== undefined) {
    const member: Caller = { ...person, organizationId, roles: [], mailboxIds: [] };
    await auditAlone(run, eventOf(run, member, { outcome: "ok", output }));
  }
  return output;
};

const ownTools = ({ context }: Run): OwnTools => ({
  app: context.app,
  db: context.app.db,
  door: context.door,
  signal: context.signal,
  report: context.report ?? (() => {}),
  body: context.body,
});

const handlerOf = ({ context, operation }: Run): AnyHandler => {
  const handler = context.app.handlers[operation.name];
  if (handler === undefined) throw new BeepError("InternalError", "This operation has no handler.");
  return handler;
};

const finish = ({ operation }: Run, answer: unknown): unknown =>
  parseOutput(operation, operation.disclosure === "full" ? answer : disclose(operation.output, answer));

// A failing insert must undo the write it would record: it throws through the transaction.
const auditInside = (tx: TenantTransaction, run: Run, caller: Caller, output: unknown) =>
  orUnavailable(run, () => writeAudit(tx, [eventOf(run, caller, { outcome: "ok", output })]));

const auditRead = (run: Run, caller: Caller, output: unknown) =>
  orUnavailable(run, () => run.context.app.auditBatch.append(eventOf(run, caller, { outcome: "ok", output })));

const auditAlone = (run: Run, event: AuditEvent) =>
  orUnavailable(run, () =>
    withOrganization(run.context.app.db, { organizationId: event.organizationId, mailboxIds: [], userId: null }, (tx) =>
      writeAudit(tx, [event]),
    ),
  );

/** No audit, no answer. */
const orUnavailable = async (run: Run, write: () => Promise<void>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    log.event("audit.unavailable", {
      traceId: run.traceId,
      operation: run.operation.name as OperationName,
      location: codeLocation(error),
    });
    throw new BeepError("UnavailableError", "The audit log cannot be written, so nothing is answered. Try again.", {
      reason: "audit_unavailable",
    });
  }
};

const concludeFailure = async (run: Run, error: unknown): Promise<BeepError> => {
  const failure = presentable(run, error);
  const isDenied = failure.tag === "ForbiddenError" || failure.tag === "AuthenticationRequiredError";
  const outcome = isDenied ? "denied" : "failed";
  measure(run, outcome, failure);
  if (failure.fields.reason === "audit_unavailable") return failure;
  try {
    if (run.caller === undefined) {
      await orUnavailable(run, () => writeSecurityEvent(run.context.app.db, securityEventOf(run, outcome, failure)));
    } else {
      await auditAlone(run, eventOf(run, run.caller, { outcome, errorTag: failure.tag }));
    }
    return failure;
  } catch (unavailable) {
    return unavailable as BeepError;
  }
};

/** A tag as it is; anything else, and every broken invariant, as InternalError with the trace id and not a word of the original. */
const presentable = (run: Run, error: unknown): BeepError => {
  if (error instanceof BeepError && error.tag !== "InternalError") return error;
  if (run.context.signal.aborted) return stopped();
  log.event("operation.unexpected", {
    operation: run.operation.name as OperationName,
    traceId: run.traceId,
    location: codeLocation(error),
  });
  return new BeepError("InternalError", "Something went wrong in Beep itself. The log has it under this trace id.", {
    traceId: run.traceId,
  });
};

const stopped = () =>
  new BeepError("UnavailableError", "Stopped before the end. Repeat it: what was done is not done twice.", {
    reason: "stopped",
  });

const eventOf = (
  run: Run,
  caller: Caller,
  result: Pick<AuditEvent, "outcome"> & Partial<Pick<AuditEvent, "phase" | "errorTag">> & { readonly output?: unknown },
): AuditEvent => {
  const { context, operation } = run;
  const touched = run.input === undefined ? { ids: [] } : operation.touched(run.input, result.output);
  return {
    id: randomUUID(),
    organizationId: caller.organizationId,
    at: new Date(),
    actorId: caller.callerId,
    actorRole: caller.roles.join("+"),
    operation: operation.name,
    door: context.door,
    phase: result.phase ?? "finished",
    outcome: result.outcome,
    errorTag: result.errorTag ?? null,
    touched: touchedOf(touched, () => (result.output === undefined ? null : sha256(JSON.stringify(result.output)))),
    sealedQuestion: run.sealedQuestion ?? null,
    traceId: run.traceId,
    durationMs: result.phase === "started" ? null : elapsedMs(run),
  };
};

const securityEventOf = (run: Run, outcome: "ok" | "denied" | "failed", failure: BeepError | null) => ({
  operation: run.operation.name,
  door: run.context.door,
  outcome,
  errorTag: failure?.tag ?? null,
  traceId: run.traceId,
  actorId: run.person === undefined || run.person.kind === "nobody" ? null : run.person.callerId,
});

const measure = (run: Run, outcome: "ok" | "denied" | "failed", failure: BeepError | null): void =>
  log.event("operation.finished", {
    operation: run.operation.name as OperationName,
    door: run.context.door,
    outcome,
    errorTag: failure?.tag,
    organizationId: run.caller?.organizationId,
    traceId: run.traceId,
    durationMs: elapsedMs(run),
  });

const elapsedMs = (run: Run): number => Math.round(performance.now() - run.startedAtMs);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
