import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImportTask, itemsOf, runImport } from "../../test/build/import-process.ts";
import { makeActor, type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { type OrganizationKeys, openOrganizationKeys } from "../documents/keys.ts";
import { masterKeyFile } from "../documents/master-key-file.ts";
import { listVersionContents } from "../documents/version-content.ts";
import { captureLog } from "../telemetry/log.ts";
import { type ImportDeps, importMail } from "./import-mail.ts";
import { readParsedMessage } from "./read-parsed-message.ts";

describe("importMail", () => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), "beep-import-"));
  const keyFile = join(folder, "master.key");
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  const openFirm = async () => {
    const actor = await makeActor(db);
    const keys = await openOrganizationKeys(db, actor, masterKeyFile(keyFile));
    return { actor, keys, mailboxId: actor.mailboxIds[0] ?? "" };
  };
  type Firm = Awaited<ReturnType<typeof openFirm>>;

  const task = ({ actor, mailboxId }: Firm, rest: Partial<ImportTask> = {}): ImportTask => ({
    config: db.config,
    actor,
    mailboxId,
    keyFile,
    messages: 300,
    ...rest,
  });

  const importRaw = (firm: Firm, messages: readonly (string | Uint8Array)[], deps: Partial<ImportDeps> = {}) =>
    importMail({ db, keys: firm.keys, read: readParsedMessage, ...deps }, { ...firm, items: itemsOf(messages) });

  const letter = (n: number, body = `Words ${n}`) =>
    `From: Odile Fernhill <odile@fernhill.example>\r\nTo: rufus@bellwether.example\r\nMessage-ID: <n${n}@fernhill.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nSubject: Letter ${n}\r\n\r\n${body}\r\n`;

  it("ends every message in the ledger, and the counts add up", async () => {
    const firm = await openFirm();
    const messages = [letter(1), letter(2), "", "no header at all\n", letter(2), letter(3)];
    expect(await importRaw(firm, messages)).toEqual({
      received: 6,
      stored: 4,
      excluded: 0,
      failed: 2,
      newDocuments: 3,
      newVersions: 0,
      unchanged: 1,
      reasons: { empty: 1, no_headers: 1 },
    });
    expect(await ledger(db, firm.actor)).toEqual({ stored: 3, failed: 2 });
    expect(await importRaw(firm, messages)).toMatchObject({ received: 6, stored: 4, failed: 2, newDocuments: 0 });
    expect(await ledger(db, firm.actor)).toEqual({ stored: 3, failed: 2 });
  });

  it("keeps the thread and the labels of a Takeout export, and leaves out what the mailbox's rules leave out of Gmail", async () => {
    const firm = await openFirm();
    const exported = (n: number, labels: string) =>
      `X-GM-THRID: 1785432109876543210\r\nX-Gmail-Labels: ${labels}\r\n${letter(n)}`;
    const messages = [
      exported(1, "Inbox,Unread"),
      exported(2, "=?UTF-8?Q?Sent,M=C3=BCller?="),
      exported(3, "Drafts"),
      exported(4, "Spam"),
    ];
    expect(await importRaw(firm, messages)).toMatchObject({ stored: 2, excluded: 2, reasons: { draft: 1, spam: 1 } });
    const sources = await withOrganization(db, firm.actor, (tx) =>
      tx.selectFrom("document_source").select(["source_thread_id", "labels"]).orderBy("labels").execute(),
    );
    const source_thread_id = 1785432109876543210n.toString(16);
    expect(sources).toEqual([
      { source_thread_id, labels: ["INBOX", "UNREAD"] },
      { source_thread_id, labels: ["Müller", "SENT"] },
    ]);
  });

  it("tries a failed message again on the next import, and fails alone what cannot be read or stored", async () => {
    const firm = await openFirm();
    const failing: ImportDeps["read"] = (message) => {
      if (message.subject === "Letter 2") throw new Error("engine");
      const read = readParsedMessage(message);
      // A flag out of every column's range passes the proof and not the database.
      const flag = {
        id: "f",
        category: "guarantee",
        span: { startChar: 0, endChar: 4 },
        text: "From",
        confidence: 1e300,
        author: null,
      } as const;
      return message.subject === "Letter 3" ? { ...read, reading: { ...read.reading, flags: [flag] } } : read;
    };
    const messages = [letter(1), letter(2), letter(3), letter(4)];
    expect(await importRaw(firm, messages, { read: failing })).toMatchObject({
      stored: 2,
      failed: 2,
      reasons: { reading_failed: 1, not_storable: 1 },
    });
    expect(await importRaw(firm, messages)).toMatchObject({ stored: 4, failed: 0, newDocuments: 2, unchanged: 2 });
    expect(await ledger(db, firm.actor)).toEqual({ stored: 4 });
  });

  it("excludes what was destroyed, for good", async () => {
    const firm = await openFirm();
    await importRaw(firm, [letter(1)]);
    await withOrganization(db, firm.actor, (tx) =>
      tx.updateTable("document").set({ state: "destroyed", wrapped_key: null }).execute(),
    );
    expect(await importRaw(firm, [letter(1)])).toMatchObject({ stored: 0, excluded: 1, reasons: { destroyed: 1 } });
    expect(await ledger(db, firm.actor)).toEqual({ excluded: 1 });
  });

  it("stops on the signal with whole messages only, and goes on when repeated", async () => {
    const firm = await openFirm();
    const messages = Array.from({ length: 200 }, (_, n) => letter(n));
    const stop = new AbortController();
    const stopped = importMail(
      { db, keys: firm.keys, read: readParsedMessage },
      { ...firm, items: itemsOf(messages), signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(stopped).rejects.toThrow();
    expect(await importRaw(firm, messages)).toMatchObject({ received: 200, stored: 200 });
    expect(await ledger(db, firm.actor)).toEqual({ stored: 200 });
  });

  it("says nothing of the mail in errors and logs, whatever fails", async () => {
    const firm = await openFirm();
    const canary = "Zyxwvut 219-09-9999 canary@fernhill.example";
    const broken = { ...db, kysely: db.kysely.withSchema("nowhere") };
    const thrown: unknown[] = [];
    const lines = await captureLog(async () => {
      await importRaw(firm, [letter(1, canary), `${canary}\n`], {
        read: () => {
          throw new Error(canary);
        },
      });
      await importRaw(firm, [letter(2, canary)], { db: broken }).catch((error: unknown) => thrown.push(error));
    });
    expect(thrown).toHaveLength(1);
    expect(`${lines.join()} ${thrown.map((error) => `${error} ${JSON.stringify(error)}`).join()}`).not.toMatch(
      /Zyxwvut|219-09|canary@/,
    );
  });

  it("stores the same documents in any order", async () => {
    const [inOrder, shuffled] = [await openFirm(), await openFirm()];
    await runImport(task(inOrder));
    await runImport(task(shuffled, { shuffleSeed: 3 }));
    expect(await contents(db, shuffled.actor, shuffled.keys)).toEqual(await contents(db, inOrder.actor, inOrder.keys));
  });

  it("leaves what one whole run leaves when killed at twenty moments and repeated", { timeout: 180_000 }, async () => {
    const [whole, killed] = [await openFirm(), await openFirm()];
    await runImport(task(whole));
    let kills = 0;
    for (let i = 0; i < 20; i++) kills += (await startAndKill(task(killed), 350 + i * 45)) ? 1 : 0;
    expect(kills).toBeGreaterThan(5);
    const last = await runImport(task(killed));
    expect(last).toMatchObject({ received: 300, stored: 300, failed: 0 });
    expect(await ledger(db, killed.actor)).toEqual(await ledger(db, whole.actor));
    expect(await contents(db, killed.actor, killed.keys)).toEqual(await contents(db, whole.actor, whole.keys));
  });
});

/** True when the import was killed before it had finished. */
async function startAndKill(task: ImportTask, afterMs: number): Promise<boolean> {
  const script = new URL("../../test/build/import-process.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: "ignore" });
  const exited = once(child, "exit");
  await Promise.race([wait(afterMs), exited]);
  child.kill("SIGKILL");
  const [, signal] = (await exited) as [number | null, string | null];
  return signal === "SIGKILL";
}

async function ledger(db: TestDatabase, actor: Actor): Promise<Record<string, number>> {
  const rows = await withOrganization(db, actor, (tx) =>
    tx
      .selectFrom("mail_ledger")
      .select(["outcome", (eb) => eb.fn.countAll<number>().as("messages")])
      .groupBy("outcome")
      .execute(),
  );
  return Object.fromEntries(rows.map(({ outcome, messages }) => [outcome, Number(messages)]));
}

/** Everything stored that an organization's own keys and clocks do not colour. */
async function contents(db: TestDatabase, actor: Actor, keys: OrganizationKeys) {
  return withOrganization(db, actor, async (tx) => {
    const documents = await tx.selectFrom("document").selectAll().orderBy("message_id").execute();
    const texts = await listVersionContents(
      tx,
      keys,
      documents.map((row) => row.current_version_id),
    );
    const count = async (
      table: "document_version" | "document_source" | "extraction" | "search_entry" | "compliance_flag",
    ) =>
      Number(
        (
          await tx
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as("rows"))
            .executeTakeFirstOrThrow()
        ).rows,
      );
    return {
      rows: [
        await count("document_version"),
        await count("document_source"),
        await count("extraction"),
        await count("search_entry"),
        await count("compliance_flag"),
      ],
      documents: documents.map((row) => [
        row.message_id,
        row.state,
        row.sent_at?.toISOString(),
        row.local_date,
        createHash("sha256")
          .update(texts.get(row.current_version_id)?.content ?? "")
          .digest("hex"),
      ]),
    };
  });
}
