import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue, type OperationName, type Output } from "../../contract/catalogue.ts";
import type { Operation, Role } from "../../contract/operation.ts";
import { withOrganization } from "../../server/db/with-organization.ts";
import { BeepError } from "../../server/errors.ts";
import { createHttpApp } from "../../server/http/http-app.ts";
import { type Listening, serveTcp } from "../../server/http/serve.ts";
import { authorize } from "../../server/operations/authorize.ts";
import type { Caller } from "../../server/operations/caller.ts";
import type { AnyHandler } from "../../server/operations/handler.ts";
import { handlers } from "../../server/operations/handlers.ts";
import { invoke } from "../../server/operations/invoke.ts";
import { log } from "../../server/telemetry/log.ts";
import { applicationOf, type Firm, firmOf, importFirm, larkfieldPath } from "../build/firm.ts";
import { type TestDatabase, testDatabase } from "../build/test-database.ts";
import { type Asked, accessTable, columns, type Expected, expectedOf, inputsOf } from "./access-table.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-access-"));
const secondAddress = "paula@larkfield.example";
const names = Object.keys(catalogue) as OperationName[];

let db: TestDatabase;
let server: Listening;
let firm: Firm;
let organizationId: string;
let secondMailboxId: string;
let graph: Output<"Graph.Export">;
let asked: Asked;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  const app = applicationOf(db, join(folder, "master.key"));
  firm = await importFirm(app, "access", [larkfieldPath]);
  await firmOf(app, "elsewhere").call("Organization.Create", { slug: "elsewhere" });
  const ask = "Prepare me for the Thompson meeting on 2026-02-10";
  const [briefing, { threads }, { mailboxes }, { flags }] = [
    await firm.call("MeetingPrep.Generate", { ask }),
    await firm.call("Threads.List", {}),
    await firm.call("Mailboxes.List", {}),
    await firm.call("Compliance.Flags", {}),
  ];
  graph = await firm.call("Graph.Export", {});
  asked = {
    slug: "access",
    mailboxId: mailboxes[0]?.providerAccountId ?? "",
    documentId: graph.documents[0]?.id ?? "",
    threadId: threads[0]?.threadId ?? "",
    householdId: briefing.subject.entityId,
    briefingId: briefing.id,
    flagId: flags[0]?.flagId ?? "",
    ...(await decidable()),
    ask,
    path: join(folder, "letter.eml"),
    account: secondAddress,
  };
  // A second mailbox of the firm holds one letter of people whom the first does not know.
  writeFileSync(
    asked.path,
    `From: Odile Fernhill <odile@fernhill.example>\nTo: ${secondAddress}\nMessage-ID: <1@fernhill.example>\nDate: Mon, 5 Jan 2026 09:00:00 -0500\nSubject: Retirement\n\nDear Paula,\n\nI will retire on May 1, 2026.\n\nOdile Fernhill\n`,
  );
  secondMailboxId = (await firm.call("Mail.Import", { paths: [asked.path], account: secondAddress })).providerAccountId;
  organizationId = (await firm.call("Organization.Get", {})).id;
  server = await serveTcp(createHttpApp(app, "http", "test"), "127.0.0.1", 0);
});
afterAll(async () => {
  await server.stop(1000);
  await db.close();
  rmSync(folder, { recursive: true });
});

/** Things of the mail that a person may decide of. */
async function decidable(): Promise<
  Pick<Asked, "correctionId" | "actionIds" | "attributeId" | "clientId" | "clientWords">
> {
  const ofType = (type: string) => graph.entities.filter((entity) => entity.type === type);
  const [first, second] = ofType("ActionItem");
  const client = ofType("Client").find(({ mentions }) => new Set(mentions.map((m) => m.documentId)).size > 1);
  const [account] = ofType("Account");
  const { correctionId } = await firm.call("Facts.Confirm", { entityId: account?.id ?? "" });
  const clientWords = (client?.mentions ?? []).slice(-1).map(({ text: _, ...words }) => words);
  const attribute = graph.attributeFacts.find((fact) => fact.entityId === account?.id);
  return {
    correctionId,
    actionIds: [first?.id ?? "", second?.id ?? ""],
    attributeId: attribute?.id ?? "",
    clientId: client?.id ?? "",
    clientWords,
  };
}

/** What invoke does for a member, with roles and mailboxes that no credential gives yet. */
async function askAs(roles: readonly Role[], mailboxIds: readonly string[], name: OperationName): Promise<unknown> {
  const operation: Operation = catalogue[name];
  const caller: Caller = { callerId: "member", userId: null, organizationId, mailboxIds, roles };
  authorize(operation, roles);
  const input = operation.input.parse(inputsOf(asked)[name]);
  const { context } = firm;
  const { app, signal, door } = context;
  const handle = handlers[name] as AnyHandler;
  const given = { app, signal, door, db, report: () => {}, body: undefined };
  const answer =
    operation.tx === "own"
      ? await handle(given as never, caller as never, input as never)
      : await app
          .keysOf(caller)
          .then((keys) =>
            withOrganization(db, caller, (tx) =>
              handle({ ...given, tx, keys } as never, caller as never, input as never),
            ),
          );
  return operation.output.parse(answer);
}

const tags: Readonly<Record<string, Expected>> = {
  AuthenticationRequiredError: "401",
  ForbiddenError: "403",
  NotFoundError: "404",
  SubjectUnknownError: "404",
};

/** What came, in the table's words. An answer is none when it holds nothing of the mail that was asked about. */
async function outcomeOf(answering: Promise<unknown>): Promise<Expected | string> {
  try {
    const words = JSON.stringify(await answering);
    return traces().some((trace) => words.includes(trace)) ? "yes" : "none";
  } catch (error) {
    if (!(error instanceof BeepError)) throw error;
    const shown = JSON.stringify([error.message, error.fields]);
    const said = traces().filter((trace) => trace !== asked.mailboxId && shown.includes(trace));
    return said.length > 0 ? `an error that names ${said}` : (tags[error.tag] ?? error.tag);
  }
}

const traces = () => [
  ...graph.documents.map(({ id }) => id),
  ...graph.entities.map(({ id }) => id),
  asked.mailboxId,
  asked.briefingId,
  asked.flagId,
  "Thompson",
];

const memberRoles = ["owner", "admin", "advisor", "viewer", "compliance"] as const;

describe("who is answered what", () => {
  test("every operation has a line, and a line no other name", () => {
    expect(Object.keys(accessTable).sort()).toEqual([...names].sort());
    for (const name of names) expect(Object.keys(expectedOf(name))).toEqual([...columns]);
  });

  test.each(names)("%s", async (name) => {
    const input = inputsOf(asked)[name];
    const expected = expectedOf(name);
    const both = [asked.mailboxId, secondMailboxId];
    for (const role of memberRoles) {
      const outcome = await outcomeOf(askAs([role], both, name));
      expect(outcome === "none" ? "yes" : outcome, role).toBe(expected[role]);
    }
    const as = (patch: Partial<Firm["context"]>) =>
      outcomeOf(invoke({ ...firm.context, ...patch }, catalogue[name], input));
    expect(await as({ credential: { kind: "none" } }), "nobody").toBe(expected.nobody);
    expect(await as({ credential: { kind: "bearer", token: "wrong" } }), "a wrong token").toBe(expected.nobody);
    expect(await as({ organization: "elsewhere" }), "other").toBe(expected.other);
    expect(await as({ organization: "nowhere" }), "unknown").toBe(expected.unknown);
    const hidden = await outcomeOf(askAs(["owner", "compliance"], [secondMailboxId], name));
    expect(hidden === "none" && expected.hidden === "yes" ? "yes" : hidden, "hidden").toBe(expected.hidden);
  });

  test("what a member may not read is not counted either", async () => {
    const hidden = (name: OperationName) => askAs(["owner", "compliance"], [secondMailboxId], name);
    expect(await hidden("Evidence.Verify")).toMatchObject({ versions: 1, citations: 0, firstBroken: null });
    expect(await hidden("Graph.Export")).toMatchObject({ documents: [{ sourceId: "<1@fernhill.example>" }] });
    expect(await hidden("Mailboxes.List")).toMatchObject({ mailboxes: [{ address: secondAddress }] });
  });

  test("over HTTP a missing and a wrong token are 401, an unknown and a missing organization name nothing", async () => {
    const post = (name: string, headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${server.port}/v1/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", "beep-organization": "access", ...headers },
        body: JSON.stringify(inputsOf(asked)[name as OperationName]),
      });
    for (const name of names) {
      for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: "Bearer " }]) {
        const response = await post(name, headers);
        expect([name, response.status]).toEqual([name, 401]);
        expect(await response.json()).toMatchObject({ error: { tag: "AuthenticationRequiredError" } });
      }
    }
    const authorization = "Bearer a-test-token";
    expect((await post("Documents.Get", { authorization })).status).toBe(200);
    expect((await post("Documents.Get", { authorization, "beep-organization": "nowhere" })).status).toBe(404);
    expect((await post("Documents.Get", { authorization, "beep-organization": "elsewhere" })).status).toBe(404);
    expect((await post("Documents.Get", { authorization, "beep-organization": "" })).status).toBeGreaterThanOrEqual(
      400,
    );
    // Paths are for whoever runs the process; over HTTP they are nobody's.
    expect((await post("Mail.Import", { authorization })).status).toBe(403);
  });
});
