import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { FaultKind, Faults } from "./faults.ts";
import { googleError } from "./google-error.ts";

/** Makes requests fail as `faults` says. `closing` ends those that hang. */
export const injectFaults =
  (faults: Faults, closing: AbortSignal): MiddlewareHandler<{ Bindings: HttpBindings }> =>
  async (c, next) => {
    const fault = faults.next(new URL(c.req.url).pathname);
    if (fault === undefined) return next();
    if (fault === "lost") await next();
    const { outgoing } = c.env;
    switch (fault) {
      case "hang":
        await new Promise((resolve) => {
          outgoing.once("close", resolve);
          closing.addEventListener("abort", resolve);
        });
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      case "cut":
        // Headers and the first bytes of an answer arrive, the rest does not.
        outgoing.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
        outgoing.write('{"messages":[');
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      case "lost":
        outgoing.destroy();
        c.res = RESPONSE_ALREADY_SENT;
        return;
      case "html_200":
      case "html_502":
        return c.html("<!doctype html><title>Error</title><p>That's an error.", fault === "html_200" ? 200 : 502);
      default:
        return c.json(...googleError(fault), retryAfter(fault));
    }
  };

const retryAfter = (fault: FaultKind): Record<string, string> =>
  fault === "rate_limited_429" ? { "retry-after": "1" } : {};
