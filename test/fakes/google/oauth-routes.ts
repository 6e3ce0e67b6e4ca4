import type { Context, Hono } from "hono";
import { consentPage, consentPath, scopesIn, signInScopes } from "./consent-page.ts";
import type { GoogleParts } from "./google.ts";

/**
 * What the emulator's OAuth lacks: choosing what to grant, refusing, earlier grants (`include_granted_scopes`), a refresh token
 * only where Google gives one, tokens that expire, tokeninfo, and revoking a grant as a whole. The emulator checks the client, the
 * redirect address, PKCE and the code, and makes the tokens.
 */
export const addOAuthRoutes = (app: Hono, { emulator, grants, accounts, tokenLifetimeMs }: GoogleParts): void => {
  app.get("/o/oauth2/v2/auth", async (c) => {
    const checked = await emulator(c.req.raw.clone());
    if (checked.status !== 200) return checked;
    return c.html(consentPage(new URL(c.req.url).searchParams, accounts()));
  });

  /** What was decided about a code, until it is exchanged. */
  const decided = new Map<string, { email: string; clientId: string; isOffline: boolean }>();

  app.post(consentPath, async (c) => {
    const form = await c.req.formData();
    const request = new URLSearchParams(String(form.get("request")));
    const email = String(form.get("email"));
    const clientId = request.get("client_id") ?? "";
    if (form.get("decision") !== "allow") return redirectBack(request, { error: "access_denied" });
    const boxes = new Set(form.getAll("scope").map(String));
    const earlier = grants.grantedTo(email, clientId);
    const chosen = scopesIn(request).filter((scope) => signInScopes.has(scope) || boxes.has(scope));
    const included = request.get("include_granted_scopes") === "true" ? earlier : [];
    const scope = [...new Set([...chosen, ...included])].join(" ");
    grants.grant(email, clientId, chosen);
    const answer = await emulator(
      new Request(new URL("/o/oauth2/v2/auth/callback", c.req.url), {
        method: "POST",
        body: new URLSearchParams({ ...Object.fromEntries(request), email, scope }),
      }),
    );
    const code = new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
    // Google gives a refresh token with the first consent, and later only to who asks for consent again.
    const isOffline =
      request.get("access_type") === "offline" &&
      (earlier.length === 0 || (request.get("prompt") ?? "").split(" ").includes("consent"));
    decided.set(code, { email, clientId, isOffline });
    return redirectBack(request, { code, scope });
  });

  const token = async (c: Context) => {
    const form = new URLSearchParams(await c.req.text());
    const refreshToken = form.get("refresh_token") ?? "";
    if (form.get("grant_type") === "refresh_token" && !grants.isRefreshable(refreshToken)) {
      return c.json({ error: "invalid_grant", error_description: "Token has been expired or revoked." }, 400);
    }
    const answer = await emulator(
      new Request(new URL("/oauth2/token", c.req.url), { method: "POST", headers: c.req.raw.headers, body: form }),
    );
    if (answer.status !== 200) return answer;
    const { refresh_token: given, ...tokens } = (await answer.json()) as TokenAnswer;
    const decision = decided.get(form.get("code") ?? "") ?? holders.get(refreshToken);
    if (decision === undefined) throw new Error("The emulator gave a token for a code that nobody consented to.");
    decided.delete(form.get("code") ?? "");
    const { email, clientId } = decision;
    const expiresAtMs = Date.now() + tokenLifetimeMs();
    grants.addAccessToken(tokens.access_token, { email, clientId, scopes: tokens.scope.split(" "), expiresAtMs });
    const isFirst = given !== undefined && decision.isOffline;
    if (isFirst) {
      grants.addRefreshToken(given, email, clientId);
      holders.set(given, decision);
    }
    const answered = { ...tokens, expires_in: Math.floor(tokenLifetimeMs() / 1000) };
    return c.json(isFirst ? { ...answered, refresh_token: given } : answered);
  };
  const holders = new Map<string, { email: string; clientId: string; isOffline: boolean }>();
  app.post("/token", token);
  app.post("/oauth2/token", token);

  app.all("/tokeninfo", async (c) => {
    const given = bearerIn(c) ?? c.req.query("access_token") ?? "";
    const held = grants.findAccess(given);
    if (held === undefined) return c.json({ error: "invalid_token", error_description: "Invalid Value" }, 400);
    const account = accounts().find(({ email }) => email === held.email);
    return c.json({
      azp: held.clientId,
      aud: held.clientId,
      sub: account?.uid,
      scope: held.scopes.join(" "),
      exp: String(Math.floor(held.expiresAtMs / 1000)),
      expires_in: String(Math.floor((held.expiresAtMs - Date.now()) / 1000)),
      email: held.email,
      email_verified: String(account?.isVerified ?? false),
      access_type: "offline",
    });
  });

  app.post("/revoke", async (c) => {
    const token = c.req.query("token") ?? new URLSearchParams(await c.req.text()).get("token") ?? "";
    return grants.revokeByToken(token)
      ? c.json({})
      : c.json({ error: "invalid_token", error_description: "Token expired or revoked" }, 400);
  });
};

type TokenAnswer = {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly scope: string;
};

/** The token of an Authorization header. */
export const bearerIn = (c: Context): string | undefined =>
  /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];

const redirectBack = (request: URLSearchParams, answer: Readonly<Record<string, string>>): Response => {
  const url = new URL(request.get("redirect_uri") ?? "");
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = request.get("state");
  if (state !== null) url.searchParams.set("state", state);
  return new Response(null, { status: 302, headers: { location: url.href } });
};
