import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { letter, openSyncedMailbox } from "../../../test/build/synced-mailbox.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { gmailOf } from "../../../test/fakes/google/gmail-of.ts";
import { type FakeGoogle, startGoogle } from "../../../test/fakes/google/google.ts";
import { memoryGmail } from "../../../test/fakes/memory-gmail.ts";
import { listVersionContents } from "../../documents/version-content.ts";
import type { Gmail } from "../../google/gmail.ts";

describe("mail that others lost", () => {
  const email = "paula@larkfield.example";
  let db: TestDatabase;
  let google: FakeGoogle;
  beforeAll(async () => {
    db = await testDatabase();
    google = await startGoogle({ accounts: [{ email, name: "Paula" }], redirectUris: [] });
  });
  afterAll(async () => {
    await db.close();
    await google.close();
  });

  it("that is HTML alone comes in by Gmail's own interface with its words", async () => {
    const { sync, inScope, keys } = await openSyncedMailbox(db, email);
    const html =
      '<html><body><p>Dear Paula,</p><p>please move <b>$40,000</b> to the <i>Roth&nbsp;IRA</i>.</p><div class="gmail_quote">On Monday you wrote</div></body></html>';
    await google.mailboxes.add(
      email,
      letter(1)
        .replace(/Words 1/, html)
        .replace("\r\n\r\n", "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"),
    );
    expect(await sync(gmailOf(google, email))).toMatchObject({ counts: { stored: 1, failed: 0 } });
    const contents = await inScope(async (tx) => {
      const versions = await tx.selectFrom("document_version").select("id").execute();
      const found = await listVersionContents(
        tx,
        keys,
        versions.map(({ id }) => id),
      );
      return [...found.values()].map(({ content }) => content);
    });
    expect(contents).toEqual([expect.stringMatching(/Dear Paula,\s+please move \$40,000 to the Roth.IRA\./)]);
    expect(contents[0]).not.toMatch(/<p>|&nbsp;/);
  });

  it("that lies behind more than 3,000 changes is found by following them all", async () => {
    const { sync, documents, inScope } = await openSyncedMailbox(db);
    const { gmail, add, label, remove } = memoryGmail({ pageSize: 400 });
    const [busy, gone] = [add(letter(1)), add(letter(2))];
    await sync(gmail);
    for (let n = 0; n < 1700; n++) {
      label(busy, ["STARRED"]);
      label(busy, [], ["STARRED"]);
      if (n === 850) add(letter(3));
    }
    remove(gone);
    label(busy, ["IMPORTANT"]);
    add(letter(4));
    expect(await sync(gmail, { reason: "due" })).toMatchObject({ problem: undefined, counts: { newDocuments: 2 } });
    expect(await documents()).toEqual(
      ["n1", "n2", "n3", "n4"].map((n) => `<${n}@fernhill.example> ${n === "n2" ? "removed" : "present"}`),
    );
    const { labels } = await inScope((tx) =>
      tx.selectFrom("document_source").select("labels").where("source_id", "=", busy).executeTakeFirstOrThrow(),
    );
    expect(labels).toEqual(["IMPORTANT", "INBOX"]);
  });

  it("that is deleted between the list and its turn is neither failed nor waited for", async () => {
    const { sync, ledger, documents, state, inScope } = await openSyncedMailbox(db);
    const account = memoryGmail({
      before(request, id) {
        if (request === "getMessage" && id === fleeting) account.remove(id);
      },
    });
    account.add(letter(1));
    const fleeting = account.add(letter(2));
    expect(await sync(account.gmail)).toMatchObject({ problem: undefined, counts: { stored: 1, failed: 0 } });
    expect(await ledger()).toEqual(["stored"]);
    expect(await documents()).toEqual(["<n1@fernhill.example> present"]);
    expect(await state()).toMatchObject({ problem: null });
    expect(await inScope((tx) => tx.selectFrom("gmail_message").select("gmail_id").execute())).toHaveLength(1);
  });

  it("with large attachments is written before many of them are held", async () => {
    const { sync, documents } = await openSyncedMailbox(db);
    const { gmail, add } = memoryGmail();
    const attachment = `Content-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${"QUJD".repeat(900_000)}`;
    const parts = `--b\r\nContent-Type: text/plain\r\n\r\nThe plan.\r\n--b\r\n${attachment}\r\n--b--`;
    for (let n = 1; n <= 12; n++) add(letter(n, parts, "Content-Type: multipart/mixed; boundary=b\r\n"));
    const written: number[] = [];
    await sync(gmail, { onProgress: (messages) => written.push(messages) });
    expect(written).toEqual([10, 12]);
    expect(await documents()).toHaveLength(12);
  });

  it("of a mailbox of very many ids is listed page by page, with memory flat, and goes on where it was stopped", {
    timeout: 240_000,
  }, async () => {
    const { sync, inScope, state } = await openSyncedMailbox(db);
    const [pages, pageSize] = [120, 500];
    const heapsMb: number[] = [];
    const asked: (string | null)[] = [];
    let stopBefore = 70;
    const gmail: Gmail = {
      ...memoryGmail().gmail,
      async listIds({ pageToken }) {
        asked.push(pageToken);
        const page = Number(pageToken ?? 0);
        if (page === stopBefore) throw new Error("killed");
        heapsMb.push(usedHeapMb());
        const ids = Array.from({ length: pageSize }, (_, n) => (page * pageSize + n).toString(16).padStart(16, "0"));
        return { ids, nextPageToken: page + 1 < pages ? String(page + 1) : null };
      },
      async getMessage() {
        throw new Error("enough");
      },
    };
    await expect(sync(gmail)).rejects.toThrow("killed");
    expect(await state()).toMatchObject({ list_page_token: "70", is_list_complete: false });
    stopBefore = -1;
    await expect(sync(gmail)).rejects.toThrow("enough");
    expect(asked).toEqual([null, ...Array.from({ length: pages - 1 }, (_, n) => String(n + 1))].toSpliced(71, 0, "70"));
    const { rows } = {
      rows: await inScope((tx) => tx.selectFrom("gmail_message").select(tx.fn.countAll().as("n")).execute()),
    };
    expect(Number(rows[0]?.n)).toBe(pages * pageSize);
    // Sixty thousand ids kept would be several megabytes; what is kept does not grow with their number.
    const [early, late] = [heapsMb.slice(5, 20), heapsMb.slice(-15)].map((some) => Math.min(...some));
    expect((late ?? 0) - (early ?? 0)).toBeLessThan(3);
  });
});

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function usedHeapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}
