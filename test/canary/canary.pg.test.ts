import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exitCodeOf, runBeep, spawnBeep } from "../build/run-beep.ts";
import { type DatabaseHome, databaseHome } from "../build/test-database.ts";

// A mailbox in which every word that could be somebody's is one found nowhere else: wherever one turns up, it came from the mail.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const secret = "219-09-9999";
const canaries = ["Zebulonia", "Quixworth", "zq-canary", "Xylocarpon", "flibbertigibbet", "Brambleshire", secret];
const canary = new RegExp(canaries.join("|"), "i");

const letter = (n: number, rest = "") =>
  `From zq-canary Mon Jan  5 14:00:00 2026\nFrom: Zebulonia Quixworth <zq-canary@quixworth.example>\nTo: Paula Adviser <paula@firm.example>\nMessage-ID: <zq-canary-${n}@quixworth.example>\nDate: Mon, ${4 + n} Jan 2026 09:00:00 -0500\nSubject: Xylocarpon ${n}\n\nDear Paula,\n\nMy husband Ambrose Quixworth and I want to sell our home in Brambleshire. My SSN is ${secret}. My IRA ending 4417 at Fidelity is a flibbertigibbet.\n\nZebulonia Quixworth\n${rest}\n`;

let home: DatabaseHome;
let server: ChildProcessWithoutNullStreams;
let logged = "";
let url = "";
let token = "";

beforeAll(async () => {
  home = await databaseHome();
  server = spawnBeep(["start"], { ...home.env, BEEP_PORT: "0", BEEP_LOG_LEVEL: "trace" });
  await new Promise<void>((resolve, reject) => {
    server.stderr.on("data", (chunk) => {
      logged += String(chunk);
      if (logged.includes("/setup#")) resolve();
    });
    server.once("exit", () => reject(new Error(logged)));
  });
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(logged)?.[0] ?? "";
  await runBeep(["call", "Organization.Create", '{"slug":"canary"}'], { env: home.env });
  const key = ["call", "ApiKeys.Create", '{"name":"canary","role":"admin"}', "--org", "canary"];
  token = JSON.parse((await runBeep(key, { env: home.env })).stdout).key;
});
afterAll(async () => {
  if (server.exitCode === null) {
    server.kill("SIGKILL");
    await exitCodeOf(server);
  }
  await home.remove();
});

async function post(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    body,
    headers: {
      authorization: `Bearer ${token}`,
      "beep-organization": "canary",
      "content-type": "application/json",
      ...headers,
    },
  });
  return { status: response.status, text: await response.text() };
}

const mbox = { "content-type": "application/mbox" };

/** Sends mail to be imported, and answers how its job ended. */
async function importMail(mail: string): Promise<{ readonly state: string; readonly result: unknown }> {
  const { text } = await post("/v1/Mail.Import?account=paula@firm.example", mail, mbox);
  for (;;) {
    const job = JSON.parse((await post("/v1/Jobs.Get", text)).text);
    if (job.finishedAt !== null) return job;
    await wait(200);
  }
}

test("mail goes in and is worked with, over HTTP and the command line", async () => {
  expect(await importMail(letter(1) + letter(2))).toMatchObject({ state: "succeeded", result: { stored: 2 } });
  // What a mail could break: no headers, a broken encoding, a body that lies about what it is.
  const broken = `${letter(3)}From zq-canary Mon Jan  5 14:00:00 2026\nZebulonia Quixworth ${secret}\n\n${letter(4, "--xx\nContent-Type: Xylocarpon/Quixworth; =\n")}`;
  expect(await importMail(broken)).toMatchObject({ state: "succeeded" });
  const path = join(home.config.dataDirectory, "more.mbox");
  writeFileSync(path, letter(5) + letter(6));
  const run = await runBeep(["import", path, "--org", "canary", "--account", "paula@firm.example"], { env: home.env });
  expect([run.exitCode, run.stderr.match(canary)]).toEqual([0, null]);
  const ask = "Prepare me for the Quixworth meeting on 2026-02-10";
  const briefing = await post("/v1/MeetingPrep.Generate", JSON.stringify({ ask }));
  expect([briefing.status, briefing.text.includes("Quixworth"), briefing.text.includes(secret)]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await post("/v1/Graph.Search", '{"query":"Zebulonia flibbertigibbet"}')).status).toBe(200);
  for (const name of ["Households.List", "Documents.List", "Threads.List", "Compliance.Flags"])
    expect((await post(`/v1/${name}`, "{}")).text).not.toContain(secret);
});

test("whatever fails, the answer does not repeat what it was given", async () => {
  const failing: readonly (readonly [path: string, body: string, headers?: Readonly<Record<string, string>>])[] = [
    ["/v1/MeetingPrep.Generate", `{"ask":"Prepare me for Flibbertigibbet ${secret}"}`],
    ["/v1/MeetingPrep.Generate", '{"ask":"x","asOf":"Zebulonia"}'],
    ["/v1/MeetingPrep.Generate", '{"ask":"x","Zebulonia Quixworth":1}'],
    ["/v1/Graph.Search", '{"query":"x","types":["Quixworth"]}'],
    ["/v1/Graph.Search", '{"query":"x","cursor":"Quixworth"}'],
    ["/v1/Graph.Get", '{"entityId":"Quixworth"}'],
    ["/v1/Evidence.List", '{"Xylocarpon":"x"}'],
    ["/v1/Documents.List", '{"cursor":"eyJRdWl4d29ydGgiOjF9"}'],
    ["/v1/Documents.List", `{"state":"${secret}"}`],
    ["/v1/Threads.Get", '{"providerAccountId":"0198c0de-0000-7000-8000-000000000001","threadId":"zq-canary"}'],
    ["/v1/Organization.Create", '{"slug":"Zebulonia Quixworth"}'],
    ["/v1/Mail.Import", '{"paths":["/home/Quixworth/mail.mbox"]}'],
    ["/v1/Mail.Import?account=Zebulonia", letter(7), mbox],
    ["/v1/Mail.Import", `Zebulonia Quixworth ${secret}`, mbox],
    ["/v1/Graph.Search", `{"query": Quixworth ${secret}`],
    ["/v1/Graph.Search", `Quixworth ${secret}`, { "content-type": "text/plain" }],
    ["/v1/Zebulonia.Quixworth", "{}"],
    ["/Zebulonia/Quixworth", "{}"],
    ["/v1/Graph.Search", "{}", { "beep-organization": "quixworth" }],
    ["/v1/Graph.Search", '{"query":"x"}', { authorization: "Bearer Zebulonia-Quixworth" }],
  ];
  for (const [path, body, headers] of failing) {
    const { status, text } = await post(path, body, headers);
    const failure = text.trim().split("\n").at(-1) ?? "";
    expect(status >= 400 || failure.includes('"error"'), `${path} ${body} ${status}`).toBe(true);
    expect(failure.match(canary), `${path} ${body.slice(0, 60)}`).toBeNull();
  }
  for (const args of [
    ["prep", `Prepare me for Flibbertigibbet ${secret}`],
    ["evidence", "--entity", "Quixworth"],
    ["call", "Graph.Search", '{"query":"x","types":["Quixworth"]}'],
    ["call", "Graph.Search", '{"query": Quixworth'],
  ]) {
    const run = await runBeep([...args, "--org", "canary"], { env: home.env });
    expect([run.exitCode === 0, run.stdout, run.stderr.match(canary)], args.join(" ")).toEqual([false, "", null]);
  }
});

test("no log line holds a word of the mail or of what was asked", () => {
  const lines = logged.trim().split("\n");
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter((line) => canary.test(line))).toEqual([]);
});

test("neither the audit log, nor the security log, nor any job holds a word of it; what identifies a person lies encrypted", async () => {
  const client = new pg.Client({ connectionString: home.config.url });
  await client.connect();
  const names = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const found = new Map<string, readonly string[]>();
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} as t`);
    const text = rows.map(({ row }) => row).join("\n");
    const hex = (word: string) => Buffer.from(word).toString("hex");
    const words = canaries.filter((word) => new RegExp(`${word}|${hex(word)}`, "i").test(text));
    if (words.length > 0) found.set(name, words);
    if (/audit_event|security_event|audit_question|job_run|job_common|upload_piece/.test(name))
      expect(rows.length, name).toBeGreaterThan(0);
  }
  await client.end();
  const closed = ["audit_event", "audit_question", "audit_seal", "security_event", "organization_key"];
  for (const table of [...closed, "outbox", "job_run", "mail_upload", "mail_upload_piece"])
    expect([table, found.get(`public.${table}`)]).toEqual([table, undefined]);
  expect([...found.keys()].filter((name) => name.startsWith("pgboss."))).toEqual([]);
  // Content and raw mail are sealed; the number is in no row at all, not even in what was read from the mail.
  for (const table of ["document_version", "briefing"])
    expect(found.get(`public.${table}`) ?? []).not.toContain("flibbertigibbet");
  expect([...found].filter(([, words]) => words.includes(secret))).toEqual([]);
  // The search is not blind: the masked text is there to be found.
  expect(found.get("public.search_entry")).toContain("flibbertigibbet");
});

test("the log says what happened all the same", async () => {
  server.kill("SIGTERM");
  expect(await exitCodeOf(server)).toBe(0);
  for (const name of ["Mail.Import", "MeetingPrep.Generate", "ValidationError", "NotFoundError"])
    expect(logged).toContain(name);
  expect(logged.match(canary)).toBeNull();
});
