import { randomBytes } from "node:crypto";
import { BeepError, errorTags } from "../errors.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";

/** The error as JSON (contracts, 1) with its HTTP status. What is no BeepError is logged, and an InternalError without a word of it. */
export const errorResponse = (error: unknown, isBodyUnread = false): Response => {
  const failure = error instanceof BeepError ? error : internal(error);
  const retryAfter = failure.fields.retryAfterSeconds;
  return Response.json(errorBody(failure), {
    status: errorTags[failure.tag].http,
    headers: {
      // The rest of a body that is not read would stand before the next request on this connection.
      ...(isBodyUnread || failure.tag === "PayloadTooLargeError" ? { connection: "close" } : {}),
      ...(typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {}),
      ...(failure.tag === "AuthenticationRequiredError" ? { "www-authenticate": "Bearer" } : {}),
    },
  });
};

/** `{ error: { tag, message, …fields } }`. */
export const errorBody = (error: unknown): { readonly error: object } => {
  const failure = error instanceof BeepError ? error : internal(error);
  return { error: { tag: failure.tag, message: failure.message, ...failure.fields } };
};

const internal = (error: unknown): BeepError => {
  const traceId = randomBytes(16).toString("hex");
  log.event("operation.unexpected", { traceId, location: codeLocation(error) });
  return new BeepError("InternalError", "Something went wrong in Beep itself. The log has it under this trace id.", {
    traceId,
  });
};
