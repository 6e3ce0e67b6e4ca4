import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exitCodeOf, runBeep, spawnBeep } from "../../test/build/run-beep.ts";

// Each test starts several processes with an embedded database, which a busy machine does slowly.
vi.setConfig({ testTimeout: 120_000 });

let directory: string;
let server: ChildProcessWithoutNullStreams | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "beep-cli-"));
});
afterEach(async () => {
  if (server !== undefined && server.exitCode === null && server.signalCode === null) {
    server.kill("SIGKILL");
    await exitCodeOf(server);
  }
  server = undefined;
  rmSync(directory, { recursive: true });
});

const data = () => ["--data", directory];

const start = async () => {
  const child = spawnBeep(["start", ...data()], { BEEP_PORT: "0", BEEP_LOG_LEVEL: "info" });
  server = child;
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      printed += String(chunk);
      if (printed.includes("/setup#")) resolve();
    });
    child.once("exit", () => reject(new Error(printed)));
  });
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(printed)?.[1]);
  return { child, port, log: () => printed };
};

test("an organization is known after it was made, and every command refuses one that was not", async () => {
  const made = await runBeep(["call", "Organization.Create", '{"slug":"firm"}', ...data()]);
  expect(JSON.parse(made.stdout)).toMatchObject({ slug: "firm", isNew: true });
  const verified = await runBeep(["verify", "--org", "firm", "--format", "json", ...data()]);
  expect(verified.exitCode).toBe(0);
  expect(JSON.parse(verified.stdout)).toMatchObject({ isWhole: true, audit: { isIntact: true } });
  const unknown = await runBeep(["verify", "--org", "nobody", ...data()]);
  expect([unknown.exitCode, unknown.stdout]).toEqual([1, ""]);
  expect(unknown.stderr).toContain("Organization.List");
});

test("with a server on the data directory, commands go through its socket, which only its owner may open", async () => {
  const { log } = await start();
  expect(statSync(join(directory, "beep.sock")).mode & 0o777).toBe(0o600);
  const made = await runBeep(["call", "Organization.Create", '{"slug":"firm"}', ...data()]);
  expect([made.exitCode, made.stderr]).toEqual([0, ""]);
  const listed = await runBeep(["call", "Mailboxes.List", "--org", "firm", ...data()]);
  expect(JSON.parse(listed.stdout)).toEqual({ mailboxes: [] });
  const refused = await runBeep(["call", "Mailboxes.List", '{"limit":0}', "--org", "firm", ...data()]);
  expect([refused.exitCode, refused.stdout]).toEqual([2, ""]);
  expect(log()).toContain('"door":"socket"');
});

test("a directory held by a process that does not answer is an error that says what to do", async () => {
  const { child } = await start();
  child.kill("SIGSTOP");
  const held = await runBeep(["call", "Organization.List", ...data()]);
  expect([held.exitCode, held.stdout]).toEqual([1, ""]);
  expect(held.stderr).toMatch(/process \d+.*--data/s);
});

test("SIGTERM lets a running request finish, closes the database and exits 0", async () => {
  const { child, port } = await start();
  const exited = exitCodeOf(child);
  const headers = { "content-type": "application/json", "content-length": "2" };
  const answer = new Promise<string>((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path: "/v1/SignIn.Options", method: "POST", headers }, (response) =>
      text(response).then(resolve, reject),
    );
    sent.on("error", reject);
    sent.write("{");
    setTimeout(() => child.kill("SIGTERM"), 200);
    setTimeout(() => sent.end("}"), 600);
  });
  expect(JSON.parse(await answer)).toMatchObject({ needsSetup: true });
  expect(await exited).toBe(0);
  // The directory is free again, and nothing of the database is broken.
  expect((await runBeep(["call", "Organization.List", ...data()])).exitCode).toBe(0);
});

test("a second signal stops at once", async () => {
  const { child, port } = await start();
  const exited = exitCodeOf(child);
  const headers = { "content-type": "application/json", "content-length": "2" };
  const sent = request({ port, host: "127.0.0.1", path: "/v1/SignIn.Options", method: "POST", headers });
  sent.on("error", () => {});
  sent.write("{");
  await wait(200);
  child.kill("SIGINT");
  await wait(300);
  child.kill("SIGINT");
  expect(await exited).toBe(1);
});
