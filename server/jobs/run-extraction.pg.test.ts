import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationOf, type Firm, importFirm, larkfieldPath } from "../../test/build/firm.ts";
import { makeMailbox, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import type { Actor } from "../db/with-organization.ts";
import { rereadMailbox } from "../documents/reread/reread-mailbox.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { builtInReader, type Reader } from "../mail/read-parsed-message.ts";
import type { Application } from "../operations/application.ts";
import { log } from "../telemetry/log.ts";
import { jobs } from "./jobs.ts";
import { startWorker, workerTimes } from "./start-worker.ts";

let db: TestDatabase;
let app: Application;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  app = applicationOf(db, `${db.config.dataDirectory}/master-${randomUUID()}.key`);
});
afterAll(() => db.close());

type Read = ReturnType<Reader["read"]>;

/** The present engine under a later version's name, whose readings a test changes. */
const engine = (engineVersion: string, change: (read: Read) => Read = (read) => read): Reader => ({
  ...builtInReader(),
  engineVersion,
  read(message) {
    const read = builtInReader().read(message);
    return change({ ...read, reading: { ...read.reading, engineVersion } });
  },
});

const openFirm = async () => {
  const firm = await importFirm(app, `firm-${randomUUID().slice(0, 8)}`, [larkfieldPath]);
  const [mailbox] = (await firm.call("Mailboxes.List", {})).mailboxes;
  const { id: organizationId } = await firm.call("Organization.Get", {});
  const mailboxId = mailbox?.providerAccountId ?? "";
  const actor: Actor = { organizationId, mailboxIds: [mailboxId], userId: null };
  const keys = await app.keysOf(actor);
  const reread = (
    reader: Reader,
    signal = new AbortController().signal,
    onProgress: (done: number) => void = () => {},
  ) => rereadMailbox({ db, keys, reader }, { actor, mailboxId, onProgress, signal });
  return { firm, actor, mailboxId, reread };
};

const ended = async (firm: Firm, jobId: string) => {
  for (;;) {
    const job = await firm.call("Jobs.Get", { jobId });
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};

const proved = { firstBroken: null };
const allFlags = async (firm: Firm) => (await firm.call("Compliance.Flags", { limit: 200 })).flags;

test("a newer engine reads everything anew, and what it reads alike stays under its ids", async () => {
  const { firm, actor, reread } = await openFirm();
  const before = await firm.call("Graph.Export", {});
  const flags = await allFlags(firm);
  expect(flags.length).toBeGreaterThan(0);
  const counts = await reread(engine("later"));
  expect(counts).toEqual({ documents: before.documents.length, read: before.documents.length, current: 0, failed: 0 });
  expect(await firm.call("Evidence.Verify", {})).toMatchObject(proved);
  await resolveDirty(db, actor);
  expect(await firm.call("Graph.Export", {})).toEqual(before);
  expect(await allFlags(firm)).toEqual(flags);
  expect(await firm.call("Evidence.Verify", {})).toMatchObject(proved);
  expect(await reread(engine("later"))).toMatchObject({ read: 0, current: before.documents.length });
});

test("stopped in the middle it goes on where it was", async () => {
  const { firm, reread } = await openFirm();
  const stop = new AbortController();
  await expect(reread(engine("later"), stop.signal, (done) => done === 5 && stop.abort())).rejects.toThrow();
  const { documents } = await firm.call("Graph.Export", {});
  expect(await reread(engine("later"))).toMatchObject({ read: documents.length - 5, current: 5 });
});

test("what the newer engine no longer reads is gone from the graph and the flags; reviews stay with their words", async () => {
  const { firm, actor, reread } = await openFirm();
  const [flag] = await allFlags(firm);
  await firm.call("Compliance.ReviewFlag", { flagId: flag?.flagId ?? "", decision: "cleared", note: "A joke." });
  const nothing = (read: Read): Read => ({
    ...read,
    reading: { ...read.reading, mentions: [], claims: [], flags: [], referents: [] },
  });
  await reread(engine("later", nothing));
  await resolveDirty(db, actor);
  expect((await firm.call("Graph.Export", {})).entities).toEqual([]);
  expect(await allFlags(firm)).toEqual([]);
  await reread(engine("latest"));
  await resolveDirty(db, actor);
  expect((await allFlags(firm)).filter(({ review }) => review !== null)).toMatchObject([
    { review: { note: "A joke." } },
  ]);
  expect(await firm.call("Evidence.Verify", {})).toMatchObject(proved);
});

test("a message the engine breaks on is counted, and its earlier reading stands", async () => {
  const { firm, actor, reread } = await openFirm();
  const before = await firm.call("Graph.Export", {});
  const broken = engine("later", () => {
    throw new Error("Dear Robert");
  });
  expect(await reread(broken)).toMatchObject({ read: 0, failed: before.documents.length });
  await resolveDirty(db, actor);
  expect(await firm.call("Graph.Export", {})).toEqual(before);
});

test("Extraction.Run answers one job a mailbox, whose result says what was read", async () => {
  const { firm, mailboxId } = await openFirm();
  const ontologyId = "wealth-management/v1";
  const { jobId } = await firm.call("Extraction.Run", { ontologyId });
  expect(await firm.call("Extraction.Run", { providerAccountId: mailboxId, ontologyId })).toEqual({ jobId });
  const times = { ...workerTimes, relayMs: 50, pollSeconds: 0.5 };
  const worker = await startWorker(app, jobs, { isScheduling: false, times });
  const job = await ended(firm, jobId);
  await worker.stop();
  const { documents } = await firm.call("Graph.Export", {});
  expect(job).toMatchObject({
    state: "succeeded",
    providerAccountId: mailboxId,
    result: {
      providerAccountId: mailboxId,
      ontologyId,
      documents: documents.length,
      current: documents.length,
      read: 0,
    },
  });
});

test("the ontology must be known, and of several mailboxes one be named", async () => {
  const { firm, actor } = await openFirm();
  await expect(firm.call("Extraction.Run", { ontologyId: "wealth-management/v9" })).rejects.toMatchObject({
    tag: "UnknownOntologyError",
    fields: { available: ["wealth-management/v1"] },
  });
  const second = await makeMailbox(db, actor.organizationId, "second@larkfield.example");
  await expect(firm.call("Extraction.Run", { ontologyId: "wealth-management/v1" })).rejects.toMatchObject({
    tag: "ProviderAccountSelectionRequiredError",
    fields: { candidates: [{}, { providerAccountId: second, label: "second@larkfield.example" }] },
  });
});
