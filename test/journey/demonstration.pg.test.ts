import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { openBrowser } from "../build/browser.ts";
import { exitCodeOf, runBeep, spawnBeep } from "../build/run-beep.ts";
import { type DatabaseHome, databaseHome } from "../build/test-database.ts";
import { answerConsent } from "../fakes/google/answer-consent.ts";

// What somebody types who has just cloned the repository, and what they then do in the browser.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

type Connection = Output<"Connections.List">["connections"][number];
const devon = "devon@larkfield.example";
const states = ["active", "missing_scopes", "active", "needs_relink", "revoked", "missing_scopes"];

let home: DatabaseHome;
let place: readonly string[];
let briefing = "";
beforeAll(async () => {
  home = await databaseHome();
  place = home.env.DATABASE_URL === undefined ? ["--data", home.config.dataDirectory] : [];
});
afterAll(() => home.remove());

/** Ids and instants are of one run. */
const wordsOf = (text: string) =>
  text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id").replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "instant");
const statesIn = (notes: string) => [...notes.matchAll(/^ {2}.* (active|missing_scopes|needs_relink|revoked)$/gm)];

test("prints its briefing, serves, and lets accounts be relinked, taken back and unlinked until Ctrl-C", async () => {
  const child = spawnBeep(["demo", ...place], { ...home.env, BEEP_PORT: "0" });
  const ended = exitCodeOf(child);
  let [notes, printed] = ["", ""];
  child.stdout.on("data", (chunk) => (printed += String(chunk)));
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      notes += String(chunk);
      if (notes.includes("Ctrl-C stops")) resolve();
    });
    void ended.then(() => reject(new Error(notes)));
  });
  briefing = printed;
  expect(briefing).toMatch(/^# Thompson household[\s\S]*\n## Sources\n/);
  expect(statesIn(notes).map(([, state]) => state)).toEqual(states);
  expect(notes).toContain("20 of 20 messages");

  const [, url = "", email = "", password = ""] =
    /Open (\S+) and sign in: (\S+), password of this run: (\S+)/.exec(notes) ?? [];
  const browser = openBrowser(url, url);
  expect((await browser.signIn(email, password)).status).toBe(200);
  const call = async <T>(name: string, input: object) => {
    const { status, body } = await browser.call<T>(name, input, "larkfield");
    expect([name, status, status === 200 ? undefined : body]).toEqual([name, 200, undefined]);
    return body;
  };
  const his = async () =>
    (await call<{ connections: Connection[] }>("Connections.List", {})).connections.find(
      ({ address }) => address === devon,
    );
  const households = async () =>
    (await call<Output<"Households.List">>("Households.List", {})).households.map(({ name }) => name);
  const { providerAccountId = "", state } = (await his()) ?? {};
  expect([state, await households()]).toEqual(["missing_scopes", expect.not.arrayContaining(["Okafor household"])]);

  const { authorizationUrl } = await call<Output<"Connections.Relink">>("Connections.Relink", { providerAccountId });
  const back = await answerConsent(authorizationUrl, { email: devon });
  const answer = await browser.send(`${back.pathname}${back.search}`);
  expect(answer.headers.get("location")).toContain("outcome=relinked");
  const { jobId } = await call<{ jobId: string }>("Mail.Sync", { providerAccountId });
  await vi.waitFor(
    async () => expect((await call<Output<"Jobs.Get">>("Jobs.Get", { jobId })).state).toBe("succeeded"),
    60_000,
  );
  expect(await households()).toContain("Okafor household");

  const permissions = /take access back at (\S+),/.exec(notes)?.[1] ?? "";
  expect(await (await fetch(permissions)).text()).toContain(devon);
  const form = { method: "POST", body: new URLSearchParams({ email: devon }) };
  await fetch(new URL(/action="([^"]+)"/.exec(await (await fetch(permissions)).text())?.[1] ?? "", permissions), form);
  expect((await his())?.state).toBe("needs_relink");
  await call("Connections.Unlink", { providerAccountId });
  expect((await his())?.state).toBe("revoked");
  expect(await households()).toContain("Okafor household");

  child.kill("SIGINT");
  expect(await ended).toBe(0);
  await expect(fetch(permissions)).rejects.toThrow();
});

test("run again, leaves no server behind and prints the same briefing", async () => {
  const again = await runBeep(["demo", "--once", ...place], { env: home.env });
  expect([again.exitCode, statesIn(again.stderr).map(([, state]) => state)]).toEqual([0, states]);
  expect(wordsOf(again.stdout)).toBe(wordsOf(briefing));
});

test("leaves a database alone that holds another firm", async () => {
  const made = await runBeep(["call", "Organization.Create", '{"slug": "somebody-elses"}', ...place], {
    env: home.env,
  });
  expect(made.exitCode).toBe(0);
  const refused = await runBeep(["demo", "--once", ...place], { env: home.env });
  expect([refused.exitCode, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain("holds another firm");
});
