import { randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { isRecorded, isSignInRoute, type SignInRoute } from "../../contract/sign-in-routes.ts";
import { clientAddressHeader } from "../accounts/better-auth.ts";
import { writeSecurityEvent } from "../compliance/audit/security-log.ts";
import { BeepError } from "../errors.ts";
import type { Application } from "../operations/application.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import { clientAddress } from "./client-address.ts";

/**
 * better-auth's routes below /api/auth, the ones that are needed and no others. What tries or changes something is in the
 * operator's security log before it is answered.
 */
export const answerSignIn = async (app: Application, c: Context<{ Bindings: HttpBindings }>): Promise<Response> => {
  const route = c.req.path.slice("/api/auth/".length);
  if (!isSignInRoute(route)) throw noSuchRoute();
  const startedAtMs = performance.now();
  const signIn = await app.signIn();
  const { response, userId } = await app.inFlight.track(signIn.handle(await requestOf(c, signIn.config)));
  const outcome = outcomeOf(response);
  const traceId = randomBytes(16).toString("hex");
  if (isRecorded(route)) await record(app, { route, outcome, traceId, userId });
  const durationMs = Math.round(performance.now() - startedAtMs);
  log.event("sign_in.finished", { route, outcome, traceId, durationMs });
  return response;
};

/** The request as it came, from the public address, with the client's own address where only this process can have written it. */
const requestOf = async (
  c: Context<{ Bindings: HttpBindings }>,
  config: { readonly publicUrl: string; readonly proxyHops: number },
): Promise<Request> => {
  const headers = new Headers(c.req.raw.headers);
  headers.set(clientAddressHeader, clientAddress(c, config.proxyHops));
  const { pathname, search } = new URL(c.req.url);
  return new Request(`${config.publicUrl}${pathname}${search}`, {
    method: c.req.method,
    headers,
    ...(c.req.method === "POST" ? { body: await c.req.text() } : {}),
  });
};

type Outcome = "ok" | "denied" | "failed";

/** A redirect tells of a failure in its query. */
const outcomeOf = (response: Response): Outcome => {
  if (response.status >= 500) return "failed";
  if (response.status >= 400) return "denied";
  const { searchParams } = new URL(response.headers.get("location") ?? "", "http://here");
  return searchParams.has("error") ? "denied" : "ok";
};

const record = async (
  app: Application,
  event: {
    readonly route: SignInRoute;
    readonly outcome: Outcome;
    readonly traceId: string;
    readonly userId: string | null;
  },
): Promise<void> => {
  const { route, outcome, traceId, userId } = event;
  try {
    await writeSecurityEvent(app.db, {
      operation: `auth/${route}`,
      door: "http",
      outcome,
      errorTag: outcome === "denied" ? "AuthenticationRequiredError" : null,
      traceId,
      actorId: userId,
    });
  } catch (error) {
    log.event("audit.unavailable", { traceId, location: codeLocation(error) });
    throw new BeepError("UnavailableError", "The security log cannot be written, so nothing is answered. Try again.", {
      reason: "audit_unavailable",
    });
  }
};

const noSuchRoute = () => new BeepError("NotFoundError", "There is no such route.", { resource: "route" });
