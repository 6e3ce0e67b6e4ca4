import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  type CallInput,
  catalogue,
  isOperationName,
  type OperationName,
  type Output,
} from "../../contract/catalogue.ts";
import type { Operation } from "../../contract/operation.ts";
import { withOrganization } from "../../server/db/with-organization.ts";
import type { BeepError } from "../../server/errors.ts";
import { jobs } from "../../server/jobs/jobs.ts";
import { runSchedule } from "../../server/jobs/run-schedule.ts";
import { startWorker, type Worker, workerTimes } from "../../server/jobs/start-worker.ts";
import { log } from "../../server/telemetry/log.ts";
import { type Answer, bodyOf } from "../build/browser.ts";
import { larkfieldPath } from "../build/firm.ts";
import { accounts, type LinkingScene, openLinking } from "../build/linking.ts";
import type { TestPerson } from "../build/people.ts";
import { answerConsent } from "../fakes/google/answer-consent.ts";

// Two Google accounts of one firm, tried at every entry point that begins with mail or takes it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const slug = "apart";
let scene: LinkingScene;
let owner: TestPerson;
let worker: Worker;

/** `words` stand in this account's mail and nowhere else. */
type Account = { readonly address: string; readonly words: string; id: string; threadId: string };
const dana: Account = { address: accounts.dana, words: "Ashgrove", id: "", threadId: "" };
const paula: Account = { address: accounts.paula, words: "Birchwood", id: "", threadId: "" };
const pairs = [
  { mine: dana, other: paula },
  { mine: paula, other: dana },
];

let letters = 0;
const letterTo = ({ address, words }: Account): string => {
  const name = words.toLowerCase();
  return `From: Odile ${words} <odile@${name}.example>\r\nTo: ${address}\r\nMessage-ID: <n${++letters}@${name}.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nSubject: ${words} ${letters}\r\n\r\nMy IRA at Fidelity is at ${words}.\r\n`;
};
const send = (to: Account) => scene.google.mailboxes.add(to.address, letterTo(to));

type Trial = {
  /** What it does when no account is named. `asks`: the typed error with the candidates. `tells`: of each account, which it names. */
  readonly unnamed: "asks" | "tells";
  /** Whether it leaves something behind for the account that is named. */
  readonly changes: boolean;
  readonly input?: (mine: Account) => object;
  readonly before?: (mine: Account) => Promise<unknown>;
};

/** In this order, for one account and then for the other: the last two leave it switched off and unlinked. */
const trials: Readonly<Record<string, Trial>> = {
  "Mail.Sync": { unnamed: "asks", changes: true, before: send },
  "Mail.SyncStatus": { unnamed: "tells", changes: false },
  "Mail.Completeness": { unnamed: "asks", changes: false },
  "Mail.Import": { unnamed: "asks", changes: true },
  "Mail.Rules": { unnamed: "asks", changes: true, input: () => ({ rules: { domains: ["nobody.example"] } }) },
  "Extraction.Run": { unnamed: "asks", changes: true, input: () => ({ ontologyId: "wealth-management/v1" }) },
  "Documents.List": { unnamed: "tells", changes: false },
  "Threads.List": { unnamed: "tells", changes: false },
  "Jobs.List": { unnamed: "tells", changes: false },
  "Threads.Get": { unnamed: "asks", changes: false, input: ({ threadId }) => ({ threadId }) },
  "Connections.Relink": { unnamed: "asks", changes: true },
  "Mailboxes.SetAudience": { unnamed: "asks", changes: true, input: () => ({ audience: "firm" }) },
  "Mailboxes.Activate": { unnamed: "asks", changes: true, input: () => ({ isActive: false }) },
  "Connections.Unlink": { unnamed: "asks", changes: true },
};

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking(slug);
  owner = await scene.enrol("owner@beep.example", "owner");
  worker = await startWorker(scene.app, jobs, {
    isScheduling: false,
    times: { ...workerTimes, relayMs: 50, pollSeconds: 0.5 },
  });
  for (const account of [dana, paula]) {
    await send(account);
    expect(await scene.link(owner, account.address)).toBe("linked");
    account.id = (await scene.connectionOf(account.address)).providerAccountId;
    await finish(await ask("Mail.Sync", { providerAccountId: account.id }));
    const threads = await ask<Output<"Threads.List">>("Threads.List", { providerAccountId: account.id });
    account.threadId = threads.body.threads[0]?.threadId ?? "";
  }
});
afterAll(async () => {
  await worker?.stop();
  await scene?.close();
});

/** As a page does; what takes a body gets a letter of the account that is named. */
const ask = async <T>(name: string, input: object, letter = ""): Promise<Answer<T>> => {
  if (!isOperationName(name) || (catalogue[name] as Operation).takesBody !== true)
    return owner.browser.call<T>(name, input, slug);
  const response = await owner.browser.send(`/v1/${name}?${new URLSearchParams(input as Record<string, string>)}`, {
    method: "POST",
    body: letter,
    headers: { "content-type": "message/rfc822", "beep-organization": slug },
  });
  return { status: response.status, body: (await bodyOf(response)) as T };
};

/** What came of it in the end: the job's result, where it left its work to one. */
const finish = async ({ status, body }: Answer): Promise<unknown> => {
  expect([status, status === 200 ? null : body]).toEqual([200, null]);
  const { jobId } = body as { readonly jobId?: string };
  if (jobId === undefined) return body;
  for (;;) {
    const job = await scene.firm.call("Jobs.Get", { jobId });
    if (job.state === "succeeded") return job;
    if (job.finishedAt !== null) throw new Error(`The job ${job.state}: ${job.errorTag}.`);
    await wait(50);
  }
};

/** Every row there is of an account: its ledger, messages, documents, facts, grants, rules and jobs. */
const rowsOf = ({ id }: Account): Promise<Readonly<Record<string, readonly string[]>>> =>
  withOrganization(scene.db, { ...system(), mailboxIds: [dana.id, paula.id] }, async (tx) => {
    const found: Record<string, readonly string[]> = {};
    const { rows: columns } = await sql<{ table: string; column: string }>`
      select c.table_name as "table", c.column_name as "column" from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and (c.column_name in ('mailbox_id', 'mailbox_ids') or (c.table_name = 'mailbox' and c.column_name = 'id'))
      order by 1, 2`.execute(tx);
    for (const { table, column } of columns) {
      const condition =
        column === "mailbox_ids" ? sql`${id}::uuid = any(mailbox_ids)` : sql`${sql.ref(column)} = ${id}`;
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from ${sql.table(table)} t
        where organization_id = ${scene.organizationId} and ${condition} order by 1`.execute(tx);
      found[`${table}.${column}`] = rows.map(({ row }) => row);
    }
    return found;
  });
const system = () => ({ organizationId: scene.organizationId, mailboxIds: [], userId: null });

const candidates = () => [dana, paula].map(({ id, address }) => ({ providerAccountId: id, label: address }));
const asksWhich = () => ({
  tag: "ProviderAccountSelectionRequiredError",
  providerId: "google",
  requiredParam: "providerAccountId",
  candidates: candidates(),
});
const expectNothingOf = ({ id, address, words }: Account, answer: unknown) => {
  for (const trace of [id, address, words]) expect(JSON.stringify(answer)).not.toContain(trace);
};

describe("every operation that takes an account", () => {
  test("is tried here, and none that does not", () => {
    const takers = Object.values<Operation>(catalogue).filter(({ input }) =>
      JSON.stringify(z.toJSONSchema(input, { io: "input", unrepresentable: "any" })).includes('"providerAccountId"'),
    );
    expect(takers.map(({ name }) => name).sort()).toEqual(Object.keys(trials).sort());
  });

  test("leaves rows by which it is known whose mail was touched", async () => {
    for (const account of [dana, paula]) {
      const rows = await rowsOf(account);
      const held = Object.keys(rows).filter((table) => (rows[table]?.length ?? 0) > 0);
      expect(held).toEqual(
        expect.arrayContaining([
          "connection.mailbox_id",
          "document.mailbox_ids",
          "document_source.mailbox_id",
          "gmail_message.mailbox_id",
          "job_run.mailbox_id",
          "mail_ledger.mailbox_id",
          "mail_sync.mailbox_id",
          "mailbox.id",
          "mailbox_member.mailbox_id",
          "mention.mailbox_ids",
        ]),
      );
    }
  });

  test.each(Object.keys(trials))("%s, with none named", async (name) => {
    const { unnamed, input = () => ({}) } = trials[name] ?? {};
    const before = [await rowsOf(dana), await rowsOf(paula)];
    const { status, body } = await ask<{ error?: object }>(name, input(dana), letterTo(dana));
    if (unnamed === "asks") {
      expect([status, body.error]).toEqual([409, expect.objectContaining(asksWhich())]);
      const local = name === "Mail.Import" ? { paths: [larkfieldPath] } : input(dana);
      const error = await scene.firm.call(name as OperationName, local as never).catch((refused: BeepError) => refused);
      expect(error).toMatchObject({ tag: asksWhich().tag, fields: { candidates: candidates() } });
    } else {
      expect(status).toBe(200);
      const [rows = []] = Object.values(body).filter(Array.isArray);
      for (const { mine, other } of pairs) {
        const own = rows.filter((row) => JSON.stringify(row).includes(mine.id));
        expect(own.length).toBeGreaterThan(0);
        expectNothingOf(other, own);
      }
    }
    expect([await rowsOf(dana), await rowsOf(paula)]).toEqual(before);
  });

  describe.each(pairs)("$mine.words", ({ mine, other }) => {
    test.each(Object.keys(trials))("%s, with it named", async (name) => {
      const { changes, input = () => ({}), before } = trials[name] ?? {};
      await before?.(mine);
      const [own, others] = [await rowsOf(mine), await rowsOf(other)];
      const outcome = await finish(await ask(name, { ...input(mine), providerAccountId: mine.id }, letterTo(mine)));
      expectNothingOf(other, outcome);
      expect(await rowsOf(other)).toEqual(others);
      if (changes) expect(await rowsOf(mine)).not.toEqual(own);
      else expect(await rowsOf(mine)).toEqual(own);
    });
  });
});

describe("what names no account", () => {
  beforeAll(async () => {
    for (const { id, address } of [dana, paula]) {
      await scene.link(owner, address);
      await ask("Mailboxes.Activate", { providerAccountId: id, isActive: true });
    }
  });

  test("a consent begun for one account that another comes back from leaves the one's grant alone", async () => {
    const grantOf = async ({ address }: Account) => {
      const { isFresh: _, checkedAt: __, ...connection } = await scene.connectionOf(address);
      return connection;
    };
    const before = await grantOf(dana);
    const { body } = await ask<Output<"Connections.Relink">>("Connections.Relink", { providerAccountId: dana.id });
    const back = await answerConsent(body.authorizationUrl, { email: paula.address });
    expect(await scene.comeBack(owner, back)).toBe("other_account");
    expect(await grantOf(dana)).toEqual(before);
    expect((await grantOf(paula)).history[0]?.kind).toBe("relinked");
  });

  test("what is due by itself is done for each account with its own mail", async () => {
    for (const account of [dana, paula]) await send(account);
    await runSchedule(scene.app, jobs, { job: "mail.sync" }, new AbortController().signal);
    for (const { mine, other } of pairs) {
      await vi.waitFor(async () => expect(await storedOf(mine)).toEqual(mailAt(mine)), 30_000);
      const { documents } = await scene.firm.call("Documents.List", { providerAccountId: mine.id, limit: 200 });
      expect(documents.length).toBeGreaterThan(mailAt(mine).length);
      expectNothingOf(other, documents);
    }
  });

  const mailAt = ({ address }: Account) => [...scene.google.mailboxes.idsOf(address)].sort();
  const storedOf = ({ id }: Account) =>
    withOrganization(scene.db, { ...system(), mailboxIds: [id] }, async (tx) => {
      const rows = await tx
        .selectFrom("document_source")
        .select("source_id")
        .where("organization_id", "=", scene.organizationId)
        .where("mailbox_id", "=", id)
        .where("source_type", "=", "gmail")
        .execute();
      return rows.map((row) => row.source_id).sort();
    });

  test("who reads one of them is asked about that one, and hears of that one only", async () => {
    const reader = await scene.enrol("reader@beep.example", "advisor");
    const audience = { audience: "members", userIds: [owner.userId, reader.userId] };
    await finish(await ask("Mailboxes.SetAudience", { providerAccountId: dana.id, ...audience }));
    const theirs = { audience: "members", userIds: [owner.userId] };
    await finish(await ask("Mailboxes.SetAudience", { providerAccountId: paula.id, ...theirs }));
    const asReader = async <N extends OperationName>(name: N, input: CallInput<N>) =>
      (await reader.browser.call<Output<N> & { error?: { candidates: unknown } }>(name, input, slug)).body;
    for (const [name, { unnamed, input = () => ({}) }] of Object.entries(trials)) {
      if (unnamed !== "asks" || name === "Mail.Import" || name === "Extraction.Run") continue;
      const { error } = await asReader(name as OperationName, input(dana) as never);
      expect([name, error?.candidates]).toEqual([name, [candidates()[0]]]);
    }
    const { cursor } = await asReader("Events.List", {});
    for (const account of [dana, paula]) {
      await send(account);
      await finish(await ask("Mail.Sync", { providerAccountId: account.id }));
    }
    const { hints } = await asReader("Events.List", { cursor });
    expect(JSON.stringify(hints)).toContain(dana.id);
    expectNothingOf(paula, hints);
  });
});
