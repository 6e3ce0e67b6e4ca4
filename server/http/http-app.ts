import type { HttpBindings } from "@hono/node-server";
import { Hono, type HonoRequest, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { catalogue, isOperationName } from "../../contract/catalogue.ts";
import { BeepError } from "../errors.ts";
import { callbackPath } from "../google/google.ts";
import type { Application } from "../operations/application.ts";
import type { Credential } from "../operations/caller.ts";
import { invoke } from "../operations/invoke.ts";
import { abortWhenGone } from "./abort-when-gone.ts";
import { errorResponse } from "./error-response.ts";
import { answerGoogleCallback } from "./google-callback.ts";
import { openApiOf } from "./openapi.ts";
import { readInput } from "./read-input.ts";
import { serveWeb } from "./serve-web.ts";
import { answerSignIn } from "./sign-in-routes.ts";
import { streamAnswer } from "./stream-answer.ts";
import { streamEvents } from "./stream-events.ts";

/** A JSON input is a question or a few ids; mail comes as a stream, which has no such bound. */
const jsonBytesMax = 1_000_000;

export type HttpApp = Hono<{ Bindings: HttpBindings }>;

/** The server's two ways in: TCP with a session's cookie or an API key, and the Unix socket, which file permissions keep to its owner. */
export type HttpDoor = "http" | "socket";

/**
 * Every operation at POST /v1/{name}, openapi.json, /healthz (this process answers) and /readyz (so does its database); over TCP the web
 * application too.
 * Knows nothing of the domain: reads a request, invokes, renders the answer or the error.
 */
export const createHttpApp = (app: Application, door: HttpDoor, databaseIdentity: string): HttpApp => {
  const http: HttpApp = new Hono();
  http.use(secureHeaders(), noStore);
  http.onError((error) => errorResponse(error));
  http.notFound(() => errorResponse(unknownPath()));

  http.get("/healthz", (c) =>
    c.json(door === "socket" ? { status: "ok", database: databaseIdentity } : { status: "ok" }),
  );
  http.get("/readyz", async (c) => {
    await app.db.kysely
      .selectNoFrom((select) => select.lit(1).as("one"))
      .execute()
      .catch(() => Promise.reject(notReady()));
    return c.json({ status: "ok" });
  });
  http.get("/v1/openapi.json", (c) => c.json(openApiOf(catalogue)));

  if (door === "http") http.on(["GET", "POST"], "/api/auth/*", jsonLimit, (c) => answerSignIn(app, c));

  if (door === "http") http.get(callbackPath, (c) => answerGoogleCallback(app, c));

  http.get("/v1/events", async (c) => {
    const context = {
      app,
      door,
      credential: door === "socket" ? ({ kind: "local_owner" } as const) : await listenerOf(app, c.req),
      // An EventSource can set no header.
      organization: c.req.header("beep-organization") ?? c.req.query("organization"),
      signal: abortWhenGone(c.env.outgoing),
    };
    return streamEvents(context, c.req.header("last-event-id") ?? c.req.query("cursor"));
  });

  http.post("/v1/:operation", limitJson, async (c) => {
    const name = c.req.param("operation");
    if (!isOperationName(name)) throw unknownPath();
    const operation = catalogue[name];
    const { input, body } = await readInput(c.req.raw, operation);
    const context = {
      app,
      door,
      credential: door === "socket" ? ({ kind: "local_owner" } as const) : credentialOf(c.req),
      organization: c.req.header("beep-organization"),
      signal: abortWhenGone(c.env.outgoing),
      ...(body === undefined ? {} : { body }),
    };
    if (operation.streams) return streamAnswer((report) => invoke({ ...context, report }, operation, input));
    return c.json(await invoke(context, operation, input));
  });

  if (door === "http") serveWeb(http);
  return http;
};

/** A key says who calls; a browser's cookie only where there is none. */
const credentialOf = (request: HonoRequest): Credential => {
  const authorization = request.header("authorization");
  const cookie = request.header("cookie");
  if (authorization !== undefined) {
    const key = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    return key === undefined ? { kind: "none" } : { kind: "api_key", key };
  }
  return cookie === undefined ? { kind: "none" } : { kind: "session", cookie, origin: request.header("origin") };
};

/** A page's own GET names no origin, but the browser, and no page, says that it is the same site's. */
const listenerOf = async (app: Application, request: HonoRequest): Promise<Credential> => {
  const credential = credentialOf(request);
  const isOwnPage = request.header("sec-fetch-site") === "same-origin";
  if (credential.kind !== "session" || credential.origin !== undefined || !isOwnPage) return credential;
  return { ...credential, origin: (await app.signIn()).config.publicUrl };
};

const isJson = (contentType: string | undefined): boolean => contentType?.split(";")[0]?.trim() === "application/json";

const jsonLimit = bodyLimit({
  maxSize: jsonBytesMax,
  onError: () =>
    errorResponse(new BeepError("PayloadTooLargeError", "The input is too large.", { limitBytes: jsonBytesMax })),
});

// A stream of mail is unbounded only where the operation takes one; every other body counts as JSON.
const limitJson: MiddlewareHandler = async (c, next) => {
  const name = c.req.param("operation") ?? "";
  const isStream = isOperationName(name) && catalogue[name].takesBody === true && !isJson(c.req.header("content-type"));
  return isStream ? next() : jsonLimit(c, next);
};

/** Answers are about clients: no cache on the way keeps them. */
const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("cache-control", "no-store");
};

const unknownPath = () =>
  new BeepError("NotFoundError", "There is no such operation. GET /v1/openapi.json lists them.", {
    resource: "operation",
  });

const notReady = () =>
  new BeepError("UnavailableError", "The database does not answer.", { reason: "database_unreachable" });
