import type { ServerResponse } from "node:http";

/**
 * Aborts when the client goes away before it has the whole answer. Held by the response itself: the signal of a web Request
 * is dropped with the Request when that is collected, which a long operation outlives.
 */
export const abortWhenGone = (response: Pick<ServerResponse, "once" | "writableFinished">): AbortSignal => {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
};
