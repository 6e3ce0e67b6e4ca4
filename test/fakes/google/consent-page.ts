import { html } from "hono/html";

/** What people always grant with their account; Google shows no box for these. */
export const signInScopes: ReadonlySet<string> = new Set([
  "openid",
  "email",
  "profile",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/userinfo.profile",
]);

/** Where the page sends what was decided. */
export const consentPath = "/o/oauth2/v2/auth/consent";

/** Google's pages in one: which account, a box for each thing asked for, allow or cancel. `request` is what the client asked. */
export const consentPage = (request: URLSearchParams, accounts: readonly { email: string; name: string }[]) => {
  const hint = request.get("login_hint");
  const chosen = accounts.find(({ email }) => email === hint) ?? accounts[0];
  const asked = scopesIn(request).filter((scope) => !signInScopes.has(scope));
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in with Google (stand-in)</title>
<style>body{font:16px sans-serif;max-width:32rem;margin:3rem auto}fieldset{margin:1rem 0}label{display:block;padding:.3rem}</style></head>
<body><h1>Choose an account</h1><p>This is a stand-in for Google on this machine. Its accounts are invented.</p>
<form method="post" action="${consentPath}"><input type="hidden" name="request" value="${request.toString()}">
<fieldset><legend>Account</legend>${accounts.map(
    ({ email, name }) =>
      html`<label><input type="radio" name="email" value="${email}" ${email === chosen?.email ? "checked" : ""}> ${name} (${email})</label>`,
  )}</fieldset>
${asked.length === 0 ? "" : html`<fieldset><legend>What may it do?</legend>${asked.map((scope) => html`<label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`)}</fieldset>`}
<button name="decision" value="allow">Continue</button> <button name="decision" value="deny">Cancel</button>
</form></body></html>`;
};

export const scopesIn = (request: URLSearchParams): readonly string[] =>
  (request.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
