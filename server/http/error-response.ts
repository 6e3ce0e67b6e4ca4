import { BeepError, errorTags } from "../errors.ts";

/** The error as JSON (contracts, 1) with its HTTP status. What is no BeepError is an InternalError without a word of it. */
export const errorResponse = (error: unknown, isBodyUnread = false): Response => {
  const failure = error instanceof BeepError ? error : internal();
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
  const failure = error instanceof BeepError ? error : internal();
  return { error: { tag: failure.tag, message: failure.message, ...failure.fields } };
};

const internal = () => new BeepError("InternalError", "Something went wrong in Beep itself.", { traceId: "" });
