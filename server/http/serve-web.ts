import { existsSync } from "node:fs";
import { serveStatic } from "@hono/node-server/serve-static";
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { HttpApp } from "./http-app.ts";

/** The built web application (`npm run build:web`). */
const webRoot = new URL("../../web/dist/", import.meta.url).pathname;

/**
 * Serves the web application: its files, and for every other path a browser opens the page itself, which finds its way by the path.
 * Everything comes from this server; scripts run from its files alone. Register it last.
 */
export const serveWeb = (http: HttpApp): void => {
  const page: MiddlewareHandler = existsSync(`${webRoot}index.html`) ? pageOf : notBuilt;
  http.use("/assets/*", webHeaders, keepForEver, serveStatic({ root: webRoot, precompressed: true }));
  http.get("/beep.svg", webHeaders, serveStatic({ root: webRoot }));
  http.get("*", webHeaders, async (c, next) => (isForPrograms(c.req.path) ? next() : page(c, next)));
};

/** A program that asks for what there is not wants an error it can read, not a page. */
const isForPrograms = (path: string): boolean => /^\/(v1|api|assets|mcp)(\/|$)/.test(path);

const pageOf = serveStatic({ root: webRoot, path: "index.html" });
const notBuilt: MiddlewareHandler = async (c) =>
  c.text("The web application is not built. Run: npm run build:web\n", 503);

// Mantine sets style attributes; scripts, connections and everything else are this server's own.
const webHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
});

/** Their names hold a hash of their content. */
const keepForEver: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.ok) c.header("cache-control", "public, max-age=31536000, immutable");
};
