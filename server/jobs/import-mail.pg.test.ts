import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationOf, type Firm, firmOf } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { Application } from "../operations/application.ts";
import { call } from "../operations/invoke.ts";
import { log } from "../telemetry/log.ts";
import { jobs } from "./jobs.ts";
import { keepUp } from "./keep-up.ts";
import { startWorker, type Worker, workerTimes } from "./start-worker.ts";

let db: TestDatabase;
let app: Application;
let worker: Worker;

beforeAll(async () => {
  log.setLevel("silent");
  db = await testDatabase();
  app = applicationOf(db, `${db.config.dataDirectory}/master-${randomUUID()}.key`);
  worker = await startWorker(app, jobs, {
    isScheduling: false,
    times: { ...workerTimes, relayMs: 50, pollSeconds: 0.5 },
  });
});
afterAll(async () => {
  await worker.stop();
  await db.close();
});

const letter = (n: number, words = "Words") =>
  `From x Mon Jan  5 14:00:00 2026\nFrom: Odile <odile@fernhill.example>\nTo: rufus@bell.example\nMessage-ID: <${n}@fernhill.example>\nDate: Mon, 5 Jan 2026 09:00:00 -0500\nSubject: ${n}\n\n${words}\n\n`;

const newFirm = async (): Promise<Firm & { readonly organizationId: string }> => {
  const slug = `firm-${randomUUID().slice(0, 8)}`;
  const firm = firmOf(app, slug);
  const { id: organizationId } = await firm.call("Organization.Create", { slug });
  return { ...firm, organizationId };
};

const send = (firm: Firm, mail: string | Uint8Array, input = {}) =>
  call({ ...firm.context, body: new Blob([new Uint8Array(Buffer.from(mail))]).stream() }, "Mail.Import", input);

const ended = async (firm: Firm, answer: object) => {
  for (;;) {
    const job = await firm.call("Jobs.Get", answer as { jobId: string });
    if (job.finishedAt !== null) return job;
    await wait(50);
  }
};

const rowsOf = (organizationId: string) =>
  withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => ({
    uploads: await tx.selectFrom("mail_upload").select(["id", "size_bytes"]).execute(),
    pieces: await tx.selectFrom("mail_upload_piece").select(["number", "cipher"]).orderBy("number").execute(),
  }));

test("mail that is sent is kept sealed, read by a job, and destroyed when that has ended", async () => {
  const firm = await newFirm();
  const mail = Array.from({ length: 30 }, (_, n) => letter(n, "Flibbertigibbet ".repeat(6000))).join("");
  const answer = await send(firm, mail);
  expect(Object.keys(answer)).toEqual(["jobId"]);
  const { uploads, pieces } = await rowsOf(firm.organizationId);
  expect(uploads).toMatchObject([{ size_bytes: mail.length }]);
  expect(pieces.length).toBe(Math.ceil(mail.length / 1024 ** 2));
  for (const { cipher } of pieces) expect(cipher.includes("Flibbertigibbet")).toBe(false);
  expect(await ended(firm, answer)).toMatchObject({
    job: "mail.import",
    state: "succeeded",
    result: { address: "odile@fernhill.example", isNewMailbox: true, received: 30, stored: 30, newDocuments: 30 },
  });
  await keepUp(db, firm.organizationId);
  expect(await rowsOf(firm.organizationId)).toEqual({ uploads: [], pieces: [] });
});

test("an archive may be sent, and what was sent is known by content", async () => {
  const firm = await newFirm();
  const job = await ended(firm, await send(firm, gzipSync(letter(1) + letter(2)), { fileName: "mail.bin" }));
  expect(job).toMatchObject({ state: "succeeded", result: { received: 2, stored: 2 } });
});

test("what can be refused is refused before anything is kept", async () => {
  const firm = await newFirm();
  await expect(send(firm, "no mail at all")).rejects.toMatchObject({ tag: "ValidationError" });
  await expect(send(firm, "")).rejects.toMatchObject({ tag: "ValidationError" });
  const nowhere = { providerAccountId: randomUUID() };
  await expect(send(firm, letter(1), nowhere)).rejects.toMatchObject({ tag: "NotFoundError" });
  await expect(send(firm, letter(1), { account: "nobody" })).rejects.toMatchObject({ tag: "ValidationError" });
  for (const account of ["a@bell.example", "b@bell.example"])
    await ended(firm, await send(firm, letter(1), { account }));
  await expect(send(firm, letter(1))).rejects.toMatchObject({ tag: "ProviderAccountSelectionRequiredError" });
});

test("a job that cannot read what was sent ends with the error it would have answered", async () => {
  const firm = await newFirm();
  const cut = gzipSync("just words that are no mail, again and again");
  const job = await ended(firm, await send(firm, cut));
  expect(job).toMatchObject({ state: "failed", errorTag: "ValidationError", failure: { issues: [{ path: "paths" }] } });
});

test("what nobody finished sending is destroyed after a day", async () => {
  const firm = await newFirm();
  async function* brokenOff() {
    yield Buffer.from(letter(1).padEnd(2_000_000, "x"));
    throw new Error("the line went dead");
  }
  const body = ReadableStream.from(brokenOff());
  await expect(call({ ...firm.context, body }, "Mail.Import", {})).rejects.toBeDefined();
  const actor = { organizationId: firm.organizationId, mailboxIds: [], userId: null };
  await keepUp(db, firm.organizationId);
  expect((await rowsOf(firm.organizationId)).uploads).toMatchObject([{ size_bytes: null }]);
  await withOrganization(db, actor, (tx) =>
    tx
      .updateTable("mail_upload")
      .set({ created_at: new Date(Date.now() - 25 * 3600_000) })
      .where("organization_id", "=", firm.organizationId)
      .execute(),
  );
  await keepUp(db, firm.organizationId);
  expect(await rowsOf(firm.organizationId)).toEqual({ uploads: [], pieces: [] });
});
