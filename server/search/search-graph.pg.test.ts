import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallInput, Output } from "../../contract/catalogue.ts";
import { applicationOf, type Firm, firmOf, larkfieldPath } from "../../test/build/firm.ts";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { BeepError } from "../errors.ts";
import { log } from "../telemetry/log.ts";
import { searchGraph } from "./search-graph.ts";

type Result = Output<"Graph.Search">["results"][number];

const folder = mkdtempSync(join(tmpdir(), "beep-search-"));
let db: TestDatabase;
let firm: Firm;
let everyone: Actor;
/** Reads a mailbox without a word of the Natarajans. */
let half: Actor;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  firm = firmOf(applicationOf(db, join(folder, "master.key")), "search");
  const { id: organizationId } = await firm.call("Organization.Create", { slug: "search" });
  const letters = readFileSync(larkfieldPath, "utf8").split(/^(?=From demo@)/m);
  const mailboxIds: string[] = [];
  for (const [account, isTheirs] of [
    ["elena@larkfield.example", false],
    ["devon@larkfield.example", true],
  ] as const) {
    const path = join(folder, `${account}.mbox`);
    writeFileSync(path, letters.filter((letter) => letter.includes("Natarajan") === isTheirs).join(""));
    mailboxIds.push((await firm.importFiles([path], account)).providerAccountId);
  }
  everyone = { organizationId, mailboxIds, userId: null };
  half = { ...everyone, mailboxIds: mailboxIds.slice(0, 1) };
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const searchAs = (actor: Actor, input: CallInput<"Graph.Search">) =>
  withOrganization(db, actor, (tx) => searchGraph(tx, actor, { ...input, limit: input.limit ?? 50 }));
const namesOf = (results: readonly Result[]) => results.map((result) => (result.kind === "entity" ? result.name : ""));
const idOf = (result: Result) => (result.kind === "entity" ? result.entityId : result.documentId);

test("finds people by their name, in part, in any case and with a slip of the pen", async () => {
  for (const query of ["Margaret Thompson", "margaret thompson", "Margret Tompson", "Margaret Thomspon"]) {
    const { results } = await searchAs(everyone, { query, types: ["Client"] });
    expect([query, namesOf(results)[0]]).toEqual([query, "Margaret Thompson"]);
  }
  const { results } = await searchAs(everyone, { query: "Thompson", types: ["Household"] });
  expect(results).toHaveLength(2);
  expect(new Set(results.map((result) => result.kind === "entity" && result.type))).toEqual(new Set(["Household"]));
  expect((await searchAs(everyone, { query: "Wolfeschlegelstein" })).results).toEqual([]);
});

test("finds documents by their words, with a snippet that is at its place in the content", async () => {
  const { results } = await searchAs(everyone, { query: "assisted living", kinds: ["document"] });
  expect(results.length).toBeGreaterThan(1);
  for (const result of results) {
    if (result.kind !== "document") expect.fail("an entity was not asked for");
    const { content } = await firm.call("Documents.Get", { documentId: result.documentId });
    expect(content.toLowerCase()).toContain("assisted living");
    expect(content.slice(result.startChar, result.endChar)).toBe(result.snippet);
  }
  expect(results.some((result) => result.kind === "document" && /assisted living/i.test(result.snippet))).toBe(true);
});

test("a dash leaves out the word it stands before, and parts words it stands between", async () => {
  const count = async (query: string) => (await searchAs(everyone, { query, kinds: ["document"] })).results.length;
  expect(await count("wedding -stocks")).toBeLessThan(await count("wedding"));
  expect(await count("wedding - stocks")).toBe(await count("wedding stocks"));
});

test("is given whatever a person may type, and answers", async () => {
  for (const query of [
    "'",
    '"unfinished',
    "a:*&|!()",
    "100%_\\",
    "-not this",
    "- ".repeat(250),
    "-".repeat(500),
    "<script>",
    "🎉",
    "\ud800",
    "or",
    "x".repeat(500),
  ])
    expect((await firm.call("Graph.Search", { query })).results).toBeInstanceOf(Array);
  await expect(firm.call("Graph.Search", { query: "\0x" })).rejects.toMatchObject({ tag: "ValidationError" });
});

test("shows masked words only, and does not find what they hide", async () => {
  const [result] = (await searchAs(everyone, { query: "beneficiary form date of birth", kinds: ["document"] })).results;
  if (result?.kind !== "document") expect.fail("nothing was found");
  const { results } = await searchAs(everyone, { query: "412-66-7301" });
  expect(results.filter(({ kind }) => kind === "document")).toEqual([]);
  expect(JSON.stringify(await searchAs(everyone, { query: "SSN", limit: 200 }))).not.toContain("412-66");
});

test("page after page gives the whole list, nothing twice, entities before documents", async () => {
  const whole = (await searchAs(everyone, { query: "Thompson", limit: 200 })).results;
  expect(new Set(whole.map(({ kind }) => kind)).size).toBe(2);
  expect(whole.length).toBeGreaterThan(8);
  for (const limit of [1, 3, whole.length]) {
    const paged: Result[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchAs(everyone, { query: "Thompson", limit, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.results.length).toBeGreaterThan(0);
      paged.push(...page.results);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged.map(idOf)).toEqual(whole.map(idOf));
  }
});

test("a cursor nobody gave out is a ValidationError", async () => {
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const cursor of [
    "x",
    forged(["entity", "many"]),
    forged(["entity", -1]),
    forged([null, null]),
    forged(["document", 1e300]),
  ]) {
    const tag = await firm.call("Graph.Search", { query: "Thompson", cursor }).then(
      () => "answered",
      (error: BeepError) => error.tag,
    );
    expect([cursor, tag]).toEqual([cursor, "ValidationError"]);
  }
});

test("what lies in mail that may not be read is neither found nor counted", async () => {
  expect((await searchAs(everyone, { query: "Natarajan" })).results.length).toBeGreaterThan(3);
  expect(await searchAs(half, { query: "Natarajan" })).toEqual({ results: [] });
  expect(await searchAs(half, { query: "Northwestern" })).toEqual({ results: [] });
  // A page is as full as if the rest were not there.
  const limit = 3;
  expect((await searchAs(half, { query: "Schwab", limit })).results.length).toBe(
    Math.min(limit, (await searchAs(half, { query: "Schwab" })).results.length),
  );
  expect(await searchAs({ ...everyone, mailboxIds: [] }, { query: "Thompson" })).toEqual({ results: [] });
});

test("another organization's rows are not found, though it names our mailboxes", async () => {
  const stranger = { ...(await makeActor(db)), mailboxIds: everyone.mailboxIds };
  expect(await searchAs(stranger, { query: "Thompson" })).toEqual({ results: [] });
});

test("thousands of rows are searched through the indexes, under row-level security", async () => {
  const actor = await makeActor(db);
  const client = new pg.Client({ connectionString: db.config.url });
  await client.connect();
  const plans: string[] = [];
  client.on("notice", ({ message }) => plans.push(message ?? ""));
  for (const kind of ["entity", "document"]) {
    await client.query(
      `insert into search_entry (organization_id, kind, ref_id, part, type, masked_text, policy_version, sort_key, mailbox_ids)
       select $1, $2, gen_random_uuid(), '0', 'Client', md5(n::text) || ' ' || md5((n + 7)::text) || ' word' || n, 'test', lpad(n::text, 9, '0'), array[$3::uuid]
       from generate_series(1, 4000) as n`,
      [actor.organizationId, kind, actor.mailboxIds[0]],
    );
  }
  await client.query("vacuum analyze search_entry");
  await client.query("load 'auto_explain'");
  await client.query("set auto_explain.log_min_duration = 0");
  await client.query("set auto_explain.log_nested_statements = on");
  await client.query("set client_min_messages = log");
  await client.query("begin");
  await client.query("select beep_enter($1, $2)", [actor.organizationId, actor.mailboxIds]);
  const found = await client.query("select * from beep_search_documents('word1234', 10, 0)");
  const named = await client.query("select * from beep_search_entities('word1234', null, 10, 0)");
  await client.query("rollback");
  await client.end();
  expect([found.rowCount, named.rowCount === 0]).toEqual([1, false]);
  const seen = plans.join("\n");
  expect(seen).toContain("search_entry_words");
  expect(seen).toContain("search_entry_names");
  expect(seen).not.toMatch(/Seq Scan on search_entry/);
});
