import type { Context, Hono } from "hono";
import type { GoogleParts } from "./google.ts";
import { googleError } from "./google-error.ts";
import { bearerIn } from "./oauth-routes.ts";

const readonlyScope = "https://www.googleapis.com/auth/gmail.readonly";

/** The emulator stops answering a token at 5,000 requests an hour, which Gmail does not: it sees another one before that. */
const requestsPerToken = 4000;

/** What the emulator's Gmail lacks: tokens that expire, scopes, getProfile and history that is too old. The rest it answers. */
export const addGmailRoutes = (app: Hono, { emulator, grants, mailboxes, tokenMap }: GoogleParts): void => {
  let requests = 0;
  const innerToken = (email: string): string => {
    const token = `inner:${email}:${Math.floor(requests++ / requestsPerToken)}`;
    if (!tokenMap.has(token)) tokenMap.set(token, { login: email, id: 1, scopes: [readonlyScope] });
    return token;
  };

  app.all("/gmail/v1/users/:user/*", async (c) => {
    const held = grants.findAccess(bearerIn(c) ?? "");
    if (held === undefined) return c.json(...googleError("unauthorized_401"));
    // Reading is all this scope allows.
    if (!held.scopes.includes(readonlyScope) || c.req.method !== "GET") {
      return c.json(...googleError("insufficient_scope_403"));
    }
    const isOwn = ["me", held.email].includes(c.req.param("user"));
    const path = new URL(c.req.url).pathname;
    if (isOwn && path.endsWith("/profile")) return c.json(mailboxes.profileOf(held.email));
    if (isOwn && path.endsWith("/history") && mailboxes.isHistoryGone(held.email, startOf(c))) {
      return c.json(...googleError("not_found_404"));
    }
    const headers = new Headers(c.req.raw.headers);
    headers.set("authorization", `Bearer ${innerToken(held.email)}`);
    return emulator(new Request(c.req.url, { headers }));
  });
};

const startOf = (c: Context): string => c.req.query("startHistoryId") ?? "";
