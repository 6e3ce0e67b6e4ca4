import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { defineOperation } from "../../contract/operation.ts";
import { mailText } from "../../contract/shapes.ts";
import { testSignIn } from "../../test/build/firm.ts";
import { makeOrganization, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { KeyWrapper } from "../documents/keys.ts";
import { seal, unseal } from "../documents/seal.ts";
import { BeepError } from "../errors.ts";
import { captureLog, log } from "../telemetry/log.ts";
import { type Application, createApplication } from "./application.ts";
import type { AnyHandler, OneTools } from "./handler.ts";
import { type CallContext, invoke } from "./invoke.ts";

let db: TestDatabase;
let organizationId: string;
const slug = `firm-${randomBytes(4).toString("hex")}`;
const master = randomBytes(32);
const wrapper: KeyWrapper = {
  wrap: async (key, boundTo) => ({ wrappedKey: seal(master, boundTo, key), wrappedBy: "test" }),
  unwrap: async ({ wrappedKey }, boundTo) => unseal(master, boundTo, wrappedKey),
};

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  organizationId = await makeOrganization(db, slug);
});
afterAll(() => db.close());
beforeEach(() => {
  handler = async () => ({ words: "done" });
});

let handler: AnyHandler;
const define = (kind: "read" | "write", tx: "one" | "own", role: "advisor" | "admin" = "advisor") =>
  defineOperation({
    name: "Test.Operation",
    summary: "",
    role,
    kind,
    tx,
    input: z.strictObject({ id: z.uuid().optional(), ask: z.string().optional() }),
    output: z.object({ words: mailText }),
    errors: [],
    touched: (input: { id?: string | undefined }) => ({ ids: [input.id] }),
    question: (input: { ask?: string | undefined }) => input.ask ?? "",
    mcp: false,
    composer: false,
  });

const application = (patch: Partial<Application> = {}): Application => ({
  ...createApplication({
    db,
    wrapper,
    signInConfig: () => testSignIn,
    handlers: { "Test.Operation": ((...given: Parameters<AnyHandler>) => handler(...given)) as AnyHandler },
  }),
  ...patch,
});
const context = (patch: Partial<CallContext> = {}): CallContext => ({
  app: application(),
  door: "http",
  credential: { kind: "local_owner" },
  organization: slug,
  signal: new AbortController().signal,
  ...patch,
});

const entered = <T>(fn: Parameters<typeof withOrganization<T>>[2]) =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, fn);
const auditRows = () =>
  entered((tx) =>
    tx
      .selectFrom("audit_event")
      .select(["operation", "phase", "outcome", "error_tag", "touched", "door", "question_ref"])
      .where("organization_id", "=", organizationId)
      .orderBy("at")
      .orderBy("phase", "desc")
      .execute(),
  );
const newRows = async (fn: () => Promise<unknown>) => {
  const before = (await auditRows()).length;
  await fn();
  return (await auditRows()).slice(before);
};
const tagOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "ok",
    (error: BeepError) => error.tag,
  );
const someId = "0198c0de-0000-7000-8000-000000000001";

test("a read is in the audit log, with the ids it touched, before it is answered", async () => {
  const rows = await newRows(() => invoke(context(), define("read", "one"), { id: someId }));
  expect(rows).toMatchObject([{ phase: "finished", outcome: "ok", touched: { ids: [someId] }, door: "http" }]);
});

test("a read whose audit row cannot be written is not answered", async () => {
  const app = application({ auditBatch: { append: () => Promise.reject(new Error("no")) } });
  expect(await tagOf(invoke(context({ app }), define("read", "one"), {}))).toBe("UnavailableError");
});

test("a write and its audit row are committed together or not at all", async () => {
  const write = async ({ tx }: OneTools) => {
    await tx
      .insertInto("redirect")
      .values({ organization_id: organizationId, from_id: someId, to_id: someId, created_at: new Date() })
      .execute();
    // From here on the name means a view that nothing can be inserted into: what a lost grant would do.
    await sql`create temporary view audit_event as select 1 as one`.execute(tx);
    return { words: "written" };
  };
  handler = write as AnyHandler;
  expect(await tagOf(invoke(context(), define("write", "one"), {}))).toBe("UnavailableError");
  const kept = await entered((tx) => tx.selectFrom("redirect").select("from_id").execute());
  expect(kept).toEqual([]);
});

test("a write that waits on more than the database is recorded before its first effect and after", async () => {
  let seenAtStart: unknown;
  handler = async () => {
    seenAtStart = (await auditRows()).at(-1);
    return { words: "done" };
  };
  const rows = await newRows(() => invoke(context(), define("write", "own"), {}));
  expect(seenAtStart).toMatchObject({ phase: "started", outcome: "pending" });
  expect(rows.map((row) => [row.phase, row.outcome])).toEqual([
    ["started", "pending"],
    ["finished", "ok"],
  ]);
});

test("an unknown person is refused, and the operator's log has it", async () => {
  const refused = invoke(context({ credential: { kind: "api_key", key: "wrong" } }), define("read", "one"), {});
  expect(await tagOf(refused)).toBe("AuthenticationRequiredError");
});

test("every failure is recorded with its tag after the rollback", async () => {
  handler = async () => {
    throw new BeepError("NotFoundError", "There is no such thing.", { resource: "thing" });
  };
  const rows = await newRows(async () => {
    expect(await tagOf(invoke(context(), define("write", "one"), { id: someId }))).toBe("NotFoundError");
    expect(await tagOf(invoke(context(), define("read", "one"), { wrong: 1 }))).toBe("ValidationError");
  });
  expect(rows).toMatchObject([
    { outcome: "failed", error_tag: "NotFoundError", touched: { ids: [someId] } },
    { outcome: "failed", error_tag: "ValidationError", touched: { ids: [] } },
  ]);
});

test("an organization nobody has is NotFoundError", async () => {
  expect(await tagOf(invoke(context({ organization: "nobody" }), define("read", "one"), {}))).toBe("NotFoundError");
});

test("a question is kept encrypted, and the audit row refers to it", async () => {
  const question = "What of Aurelia Vantongeren?";
  const [row] = await newRows(() => invoke(context(), define("read", "one"), { ask: question }));
  const stored = await entered((tx) =>
    tx
      .selectFrom("audit_question")
      .select("text_cipher")
      .where("id", "=", row?.question_ref ?? "")
      .executeTakeFirst(),
  );
  expect(stored?.text_cipher.includes("Vantongeren")).toBe(false);
  const keys = await application().keysOf({ organizationId, mailboxIds: [], userId: null });
  expect(keys.unsealText("audit_question", stored?.text_cipher ?? Buffer.alloc(0))).toBe(question);
});

test("an unexpected error shows and logs a trace id and not a word of itself", async () => {
  const secret = "Aurelia Vantongeren 219-09-9999";
  handler = async () => {
    throw new TypeError(`cannot read ${secret}`);
  };
  let shown = "";
  const lines = await captureLog(async () => {
    shown = await invoke(context(), define("read", "one"), {}).then(String, (error: BeepError) =>
      JSON.stringify([error.tag, error.message, error.fields]),
    );
  });
  expect(shown).toContain("InternalError");
  const traceId = /[0-9a-f]{32}/.exec(shown)?.[0] ?? "none";
  expect(lines.join("")).toContain(traceId);
  for (const word of secret.split(" ")) expect(shown + lines.join("")).not.toContain(word);
});

test("an answer that does not fit its schema is a defect, not an answer", async () => {
  handler = async () => ({ unexpected: true });
  expect(await tagOf(invoke(context(), define("read", "one"), {}))).toBe("InternalError");
});

test("numbers nobody needs to see are masked on the way out", async () => {
  handler = async () => ({ words: "My SSN is 219-09-9999." });
  expect(await invoke(context(), define("read", "one"), {})).toEqual({ words: "My SSN is •••••••••••." });
});

test("an operation invoked inside a database scope throws", async () => {
  expect(await tagOf(entered(() => invoke(context(), define("read", "own"), {})))).toBe("InternalError");
});
