import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../test/build/browser.ts";
import { applicationOf } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { createHttpApp } from "../http/http-app.ts";
import { type Listening, serveTcp } from "../http/serve.ts";
import type { Application } from "../operations/application.ts";
import { log } from "../telemetry/log.ts";
import { makeSetupToken } from "./setup.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-sign-in-"));
let db: TestDatabase;
let app: Application;
let server: Listening;
let url: string;
const password = "correct horse battery staple";
const ada = { name: "Ada Owner", email: "ada@firm.example", password };

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  app = applicationOf(db, join(folder, "master.key"));
  server = await serveTcp(createHttpApp(app, "http", "test"), "127.0.0.1", 0);
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.stop(1000);
  await db.close();
  rmSync(folder, { recursive: true });
});

test("the setup link makes the first person owner, once, and then they sign in", async () => {
  const token = (await makeSetupToken(db)) ?? "";
  const browser = openBrowser(url);
  expect(await browser.call("SignIn.Options", {})).toMatchObject({ status: 200, body: { needsSetup: true } });
  const done = await browser.call("Setup.Complete", { token, ...ada, organization: { slug: "firm" } });
  expect(done).toMatchObject({ status: 200, body: { slug: "firm" } });
  const again = await browser.call("Setup.Complete", {
    token,
    ...ada,
    email: "eve@firm.example",
    organization: { slug: "evil" },
  });
  expect(again).toMatchObject({ status: 404, body: { error: { resource: "setup_link" } } });
  expect(await makeSetupToken(db)).toBeUndefined();
  expect(await browser.call("Session.Get", {})).toMatchObject({ status: 401 });
  expect(await browser.signIn(ada.email, password)).toMatchObject({ status: 200 });
  expect(await browser.call("Session.Get", {})).toMatchObject({
    status: 200,
    body: { kind: "user", user: { email: ada.email }, organizations: [{ slug: "firm", roles: ["owner"] }] },
  });
});
