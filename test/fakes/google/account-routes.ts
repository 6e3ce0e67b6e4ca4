import type { Hono } from "hono";
import { html } from "hono/html";
import type { GoogleParts } from "./google.ts";

/** As myaccount.google.com/permissions. */
export const accountPath = "/account/permissions";
const takeBackPath = "/account/take-back";

/** The page of Google's where people see what they granted, and take it back without the client being asked. */
export const addAccountRoutes = (app: Hono, { grants, accounts }: GoogleParts): void => {
  app.get(accountPath, (c) =>
    c.html(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Third-party access (stand-in)</title>
<style>body{font:16px sans-serif;max-width:40rem;margin:3rem auto}form{margin:1.5rem 0}</style></head>
<body><h1>Third-party access</h1><p>This is a stand-in for Google on this machine. Its accounts are invented.</p>
${accounts().map(({ email, name }) => {
  const granted = grants.grantedBy(email);
  return html`<form method="post" action="${takeBackPath}"><h2>${name} (${email})</h2>
${
  granted.length === 0
    ? html`<p>Nothing is granted.</p>`
    : html`<ul>${granted.map((scope) => html`<li>${scope}</li>`)}</ul>
<button name="email" value="${email}">Take all of it back</button>`
}</form>`;
})}
</body></html>`),
  );

  app.post(takeBackPath, async (c) => {
    grants.revokeAll(String((await c.req.formData()).get("email")));
    return c.redirect(accountPath, 303);
  });
};
