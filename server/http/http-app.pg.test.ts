import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { catalogue } from "../../contract/catalogue.ts";
import { testSignIn } from "../../test/build/firm.ts";
import { makeMailbox, makeOrganization, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { createBetterAuth } from "../accounts/better-auth.ts";
import { createApiKey } from "../accounts/manage-api-keys.ts";
import { localOwner } from "../accounts/person.ts";
import { masterKeyFile } from "../documents/master-key-file.ts";
import { createApplication } from "../operations/application.ts";
import type { AnyHandler } from "../operations/handler.ts";
import { handlers } from "../operations/handlers.ts";
import { log } from "../telemetry/log.ts";
import { createHttpApp } from "./http-app.ts";
import { type Listening, serveTcp } from "./serve.ts";

let db: TestDatabase;
let server: Listening;
const directory = mkdtempSync(join(tmpdir(), "beep-http-"));
let organizationId: string;
let token: string;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  organizationId = await makeOrganization(db, "http-firm");
  await makeMailbox(db, organizationId, "ines@http-firm.example");
  const app = createApplication({
    db,
    wrapper: masterKeyFile(join(directory, "master.key")),
    signInConfig: () => testSignIn,
    handlers: { ...handlers, "Mail.Import": importThatCounts as AnyHandler },
  });
  const owner = { ...localOwner, organizationId, roles: ["owner"] as const, mailboxIds: [] };
  token = (await createApiKey(db, owner, { name: "test", role: "admin", expiresInDays: 1 })).key;
  server = await serveTcp(createHttpApp(app, "http", "test"), "127.0.0.1", 0);
});
afterAll(async () => {
  await server.stop(1000);
  await db.close();
  rmSync(directory, { recursive: true });
});

let stoppedImports = 0;

/** Answers an import's shape from the bytes it was sent, fails when the bytes say so, and one named endless waits to be stopped. */
const importThatCounts = async (
  {
    body,
    report,
    signal,
  }: {
    readonly body: ReadableStream<Uint8Array> | undefined;
    readonly report: (progress: object) => void;
    readonly signal: AbortSignal;
  },
  _caller: unknown,
  { fileName }: { readonly fileName?: string },
) => {
  if (fileName === "endless") {
    report({ phase: "reading", done: 0, unit: "messages", fraction: null });
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    stoppedImports++;
    signal.throwIfAborted();
  }
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    report({ phase: "reading", done: bytes, unit: "messages", fraction: null });
    if (Buffer.from(chunk).includes("break")) throw new Error("secret words");
  }
  const counts = {
    received: bytes,
    stored: bytes,
    excluded: 0,
    failed: 0,
    newDocuments: 0,
    newVersions: 0,
    unchanged: 0,
  };
  return {
    providerAccountId: "0198c0de-0000-7000-8000-000000000001",
    address: "a@b.example",
    isNewMailbox: false,
    ...counts,
    reasons: {},
    skippedFiles: [],
    damagedFiles: [],
  };
};

const send = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "beep-organization": "http-firm", ...headers },
  });
const post = (operation: string, input: unknown, headers: Record<string, string> = {}) =>
  send(
    `/v1/${operation}`,
    { method: "POST", body: JSON.stringify(input) },
    { "content-type": "application/json", ...headers },
  );
const errorOf = async (response: Response) => {
  const body = (await response.json()) as { error: { tag: string } };
  return { status: response.status, ...body.error };
};

test("answers an operation with its output", async () => {
  const response = await post("Mailboxes.List", {});
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ mailboxes: [{ address: "ines@http-firm.example" }] });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("refuses a missing, a wrong and a longer token alike", async () => {
  for (const authorization of ["", "Bearer wrong", `Bearer ${token}x`, `Basic ${token}`]) {
    const error = await errorOf(await post("Mailboxes.List", {}, { authorization }));
    expect(error).toMatchObject({ status: 401, tag: "AuthenticationRequiredError" });
  }
});

test("another organization, an unknown operation and an unknown path are each not found", async () => {
  expect(await errorOf(await post("Mailboxes.List", {}, { "beep-organization": "nobody" }))).toMatchObject({
    status: 404,
  });
  for (const name of ["Mailboxes.Destroy", "constructor", "__proto__"]) {
    expect(await errorOf(await post(name, {}))).toMatchObject({
      status: 404,
      tag: "NotFoundError",
      resource: "operation",
    });
  }
  for (const path of ["/v1/passwd", "/api/passwd", "/assets/passwd"])
    expect(await errorOf(await send(path))).toMatchObject({ status: 404, tag: "NotFoundError" });
});

test("every other path is the web application's page, which runs no script but its own", async () => {
  const page = await send("/briefings/some-id", {}, { authorization: "" });
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toContain("text/html");
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  expect(await (await send("/../../package.json")).text()).toContain("<title>Beep</title>");
});

test("names every problem of an input by path", async () => {
  const error = await errorOf(await post("Mailboxes.List", { limit: 0 }));
  expect(error).toMatchObject({ status: 400, tag: "ValidationError", issues: [{ path: "limit" }] });
  const raw = (body: string, type: string) =>
    send("/v1/Mailboxes.List", { method: "POST", body }, { "content-type": type });
  expect(await errorOf(await raw("{", "application/json"))).toMatchObject({ status: 400, tag: "ValidationError" });
  expect(await errorOf(await raw("{}", "text/plain"))).toMatchObject({ status: 400, tag: "ValidationError" });
});

test("a body beyond the bound is PayloadTooLargeError with the bound", async () => {
  const error = await errorOf(await post("Graph.Search", { query: "x".repeat(1_100_000) }));
  expect(error).toMatchObject({ status: 413, tag: "PayloadTooLargeError", limitBytes: 1_000_000 });
});

test("a stream is read as it comes and answered with lines of progress and a result", async () => {
  const response = await send(
    "/v1/Mail.Import",
    { method: "POST", body: "x".repeat(2_000_000) },
    { "content-type": "application/mbox" },
  );
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]).toHaveProperty("progress");
  expect(lines.at(-1)).toMatchObject({ result: { received: 2_000_000 } });
});

test("a stream that fails on the way ends with the error as its last line, without its words", async () => {
  const response = await send(
    "/v1/Mail.Import",
    { method: "POST", body: "break" },
    { "content-type": "application/mbox" },
  );
  const text = await response.text();
  expect(JSON.parse(text.trim().split("\n").at(-1) ?? "")).toMatchObject({ error: { tag: "InternalError" } });
  expect(text).not.toContain("secret");
});

test("a stream that fails before it begins has the error's own status", async () => {
  const response = await send(
    "/v1/Mail.Import",
    { method: "POST", body: "x" },
    { authorization: "", "content-type": "application/mbox" },
  );
  expect(response.status).toBe(401);
});

test("a client that goes away stops what it asked for", async () => {
  const leaving = new AbortController();
  const response = await send("/v1/Mail.Import?fileName=endless", {
    method: "POST",
    body: "x",
    signal: leaving.signal,
  });
  await response.body?.getReader().read();
  leaving.abort();
  await vi.waitFor(() => expect(stoppedImports).toBe(1), { timeout: 5000 });
});

test("openapi.json describes every operation of the catalogue and the errors it may answer", async () => {
  const document = (await (await send("/v1/openapi.json")).json()) as {
    openapi: string;
    paths: Record<string, { post: { responses: Record<string, unknown> } }>;
  };
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toEqual(Object.keys(catalogue).map((name) => `/v1/${name}`));
  for (const { post: described } of Object.values(document.paths)) {
    expect(Object.keys(described.responses)).toEqual(
      expect.arrayContaining(["200", "400", "401", "403", "404", "500", "503"]),
    );
  }
});

test("openapi.json names both ways to say who calls, the cookie as sign-in gives it", async () => {
  const { components, security } = (await (await send("/v1/openapi.json")).json()) as {
    security: object[];
    components: { securitySchemes: Record<string, { type: string; name?: string }> };
  };
  expect(security).toEqual([{ bearer: [] }, { session: [] }]);
  const { authCookies } = await createBetterAuth(db, "a secret of thirty-two letters or so", testSignIn, () => {})
    .$context;
  expect(components.securitySchemes).toMatchObject({
    bearer: { type: "http" },
    session: { type: "apiKey", in: "cookie", name: authCookies.sessionToken.name },
  });
});

test("is alive without a token, and ready while the database answers", async () => {
  const at = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`).then((response) => response.json());
  expect(await at("/healthz")).toEqual({ status: "ok" });
  expect(await at("/readyz")).toEqual({ status: "ok" });
});
