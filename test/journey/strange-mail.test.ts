import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { larkfieldPath } from "../build/firm.ts";
import { exitCodeOf, runBeep, spawnBeep } from "../build/run-beep.ts";

// Everything through the command line and its embedded database, a process a command.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), "beep-strange-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const headers = (n: number, rest = "") =>
  `From: Odile Fernhill <odile@fernhill.example>\r\nTo: Rufus Bell <rufus@bellwether.example>\r\nMessage-ID: <strange-${n}@fernhill.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\n${rest}`;
const body = "Dear Rufus,\r\n\r\nI will retire on May 1, 2026.\r\n\r\nOdile Fernhill\r\n";
const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** One file each: what is strange, its bytes, and words its content must hold. */
const strange: Readonly<Record<string, { readonly raw: Buffer; readonly holds: readonly string[] }>> = {
  "fifty megabytes": {
    raw: bytes(headers(1, "Subject: Long\r\n\r\n"), body, "I own nothing of interest here.\r\n".repeat(1_600_000)),
    holds: ["I will retire on May 1, 2026."],
  },
  "no date": {
    raw: bytes(
      "From: Odile Fernhill <odile@fernhill.example>\r\nTo: rufus@bellwether.example\r\nMessage-ID: <2@f.example>\r\nSubject: No date\r\n\r\n",
      body,
    ),
    holds: ["Subject: No date", "I will retire"],
  },
  "no sender": {
    raw: bytes(
      "To: rufus@bellwether.example\r\nMessage-ID: <3@f.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nSubject: No sender\r\n\r\n",
      body,
    ),
    holds: ["Subject: No sender", "I will retire"],
  },
  "five thousand recipients": {
    raw: bytes(
      "From: Odile Fernhill <odile@fernhill.example>\r\nMessage-ID: <4@f.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nTo: ",
      Array.from({ length: 5000 }, (_, n) => `Guest ${n} <guest${n}@crowd.example>`).join(",\r\n "),
      "\r\nSubject: Everybody\r\n\r\n",
      body,
    ),
    holds: ["guest0@crowd.example", "guest4999@crowd.example"],
  },
  "NUL bytes": {
    raw: bytes(headers(5, "Subject: No\0thing\r\n\r\n"), "Dear\0 Rufus,\0\r\n\0\0\r\n", body),
    holds: ["I will retire on May 1, 2026."],
  },
  "bytes that are no UTF-8": {
    raw: bytes(
      headers(6, "Subject: Caf\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"),
      body,
      [0xed, 0xa0, 0x80, 0xff, 0xc3, 0x28, 0x0a],
    ),
    holds: ["I will retire on May 1, 2026.", "\ufffd"],
  },
  "a lone surrogate in UTF-16": {
    raw: bytes(
      headers(
        7,
        "Subject: Wide\r\nContent-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n",
      ),
      Buffer.concat([
        Buffer.from("I will retire on May 1, 2026. ", "utf16le"),
        Buffer.from([0x00, 0xd8]),
        Buffer.from(" after", "utf16le"),
      ]).toString("base64"),
    ),
    holds: ["I will retire on May 1, 2026. \ufffd after"],
  },
  "text from right to left": {
    raw: bytes(
      headers(8, "Subject: =?utf-8?B?16nXnNeV150=?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"),
      "\u202bשלום Rufus\u202c, my IRA ending 4417 holds $80,000.\r\nמרים\r\n",
    ),
    holds: ["Subject: שלום", "\u202bשלום Rufus\u202c"],
  },
  "emoji across the edge of a span": {
    raw: bytes(
      headers(9, "Subject: =?utf-8?Q?=F0=9F=8E=89_news?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"),
      "🎉I will retire on May 1, 2026🎉👨‍👩‍👧\r\nMy wife 👩Greta Fernhill👩 has an IRA🏦ending 4417🏦\r\n\r\nOdile🌞\r\n",
    ),
    holds: ["Subject: 🎉 news", "🎉I will retire on May 1, 2026🎉👨‍👩‍👧"],
  },
  "newlines in encoded headers": {
    raw: bytes(
      `From: =?utf-8?Q?Odile=0D=0ABcc:_spy@evil.example?= <odile@fernhill.example>\r\nTo: rufus@bellwether.example\r\nMessage-ID: <10@f.example>\r\nDate: Mon, 5 Jan 2026 09:00:00 -0500\r\nSubject: =?utf-8?Q?One=0ATo:_other@evil.example=0A=0ATwo?=\r\n\r\n`,
      body,
    ),
    holds: ["Odile", "Subject: One"],
  },
};

describe("strange but readable mail", () => {
  const data = join(root, "strange");
  let imported: Awaited<ReturnType<typeof runBeep>>;
  let graph: Output<"Graph.Export">;
  beforeAll(async () => {
    const folder = join(root, "mail");
    mkdirSync(folder);
    for (const [what, { raw }] of Object.entries(strange)) writeFileSync(join(folder, `${what}.eml`), raw);
    imported = await runBeep(["import", folder, "--org", "strange", "--data", data, "--format", "json"]);
    const exported = await runBeep(["export", "graph", "--org", "strange", "--data", data, "--format", "json"]);
    graph = JSON.parse(exported.stdout);
  });

  test("is imported, every message, with exit code 0", () => {
    expect([imported.exitCode, imported.stderr]).toEqual([0, expect.not.stringContaining("wrong")]);
    const messages = Object.keys(strange).length;
    expect(JSON.parse(imported.stdout)).toMatchObject({ received: messages, stored: messages, failed: 0, excluded: 0 });
  });

  test.each(Object.entries(strange))("%s: nothing is lost", (_what, { holds }) => {
    const found = graph.documents.filter(({ content }) => holds.every((words) => content.includes(words)));
    expect(found.length).toBeGreaterThan(0);
    for (const { content } of found) {
      expect(content.isWellFormed()).toBe(true);
      expect(content).not.toContain("\0");
    }
  });

  test("a header cannot break out of its line", () => {
    const [document] = graph.documents.filter(({ content }) => content.includes("evil.example"));
    const [head = ""] = document?.content.split("\n\n") ?? [];
    expect(head.split("\n").map((line) => line.split(":")[0])).toEqual(["From", "To", "Date", "Subject"]);
    expect(document?.content).toContain("I will retire");
  });

  test("every span is where it says, and verify agrees", async () => {
    const contents = new Map(graph.documents.map(({ id, content }) => [id, content]));
    const spans = [
      ...graph.entities.flatMap(({ mentions }) => mentions),
      ...graph.relations.flatMap(({ evidence }) => evidence),
      ...graph.attributeFacts.flatMap(({ evidence }) => evidence),
    ];
    expect(spans.length).toBeGreaterThan(10);
    for (const { documentId, startChar, endChar, text } of spans) {
      expect(contents.get(documentId)?.slice(startChar, endChar)).toBe(text);
      expect(text.isWellFormed(), "no half of an emoji").toBe(true);
    }
    const verified = await runBeep(["verify", "--org", "strange", "--data", data]);
    expect([verified.exitCode, verified.stdout]).toEqual([0, expect.stringContaining("all hold")]);
  });
});

describe("what cannot be done says what to do, and loses nothing", () => {
  const data = join(root, "bad");
  const importing = (path: string, more: readonly string[] = []) =>
    runBeep(["import", path, "--org", "firm", "--data", data, ...more]);
  const status = async () =>
    JSON.parse((await runBeep(["verify", "--org", "firm", "--data", data, "--format", "json"])).stdout);
  beforeAll(async () => {
    expect((await importing(larkfieldPath)).exitCode).toBe(0);
  });

  test("no such file", async () => {
    const run = await importing(join(root, "nowhere.mbox"));
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(/no such file/);
  });

  test("an empty mbox", async () => {
    const path = join(root, "empty.mbox");
    writeFileSync(path, "");
    const run = await importing(path);
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(/no mail/);
  });

  test("a file that is no mail", async () => {
    const path = join(root, "budget.xlsx");
    writeFileSync(path, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 255, 254]));
    const run = await importing(path);
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(/no mail/);
  });

  test("an mbox cut in the middle of a message keeps the whole ones, and later its rest", async () => {
    const letter = (n: number) =>
      `From odile Mon Jan  5 14:00:00 2026\n${headers(20 + n, `Subject: ${n}\r\n\r\n`)}${body}\n`.replaceAll("\r", "");
    const whole = letter(1) + letter(2) + letter(3);
    const path = join(root, "cut.mbox");
    for (const [text, messages] of [
      [whole.slice(0, whole.length - 60), 3],
      [whole, 3],
    ] as const) {
      writeFileSync(path, text);
      const run = await importing(path, ["--format", "json"]);
      expect(run.exitCode).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ received: messages });
    }
    const { documents } = JSON.parse(
      (await runBeep(["export", "graph", "--org", "firm", "--data", data])).stdout,
    ) as Output<"Graph.Export">;
    for (const n of [1, 2, 3])
      expect(
        documents.some(
          ({ sourceId, content }) =>
            sourceId === `<strange-${20 + n}@fernhill.example>` && content.includes("May 1, 2026"),
        ),
      ).toBe(true);
  });

  test("a wrong, a broken and a missing master key", async () => {
    const other = join(root, "other.key");
    writeFileSync(other, Buffer.alloc(32, 7).toString("base64"), { mode: 0o600 });
    const broken = join(root, "broken.key");
    writeFileSync(broken, "not a key");
    const absent = join(root, "absent.key");
    for (const [file, args] of [
      [other, ["import", larkfieldPath]],
      [other, ["prep", "Prepare me for the Thompson meeting on 2026-02-10"]],
      [broken, ["verify"]],
      [absent, ["import", larkfieldPath]],
    ] as const) {
      const env = { BEEP_MASTER_KEY_FILE: file };
      const run = await runBeep([...args, "--org", "firm", "--data", data], { env });
      expect([run.exitCode, run.stdout], `${args[0]} ${file}`).toEqual([1, ""]);
      expect(run.stderr).toMatch(/master key.*[Pp]ut/s);
    }
    expect(existsSync(absent)).toBe(false);
  });

  test("the master key file is its owner's alone", () => {
    expect(statSync(join(data, "master.key")).mode & 0o777).toBe(0o600);
  });

  test("a data directory held by a process that does not answer", async () => {
    const holder = spawnBeep(["start", "--data", data], { BEEP_PORT: "0", BEEP_LOG_LEVEL: "info" });
    await new Promise<void>((resolve) => {
      holder.stderr.on("data", (chunk) => String(chunk).includes("Beep listens") && resolve());
    });
    holder.kill("SIGSTOP");
    const run = await importing(larkfieldPath);
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(new RegExp(`process ${holder.pid}.*--data`, "s"));
    holder.kill("SIGKILL");
    await exitCodeOf(holder);
  });

  test("a data directory that cannot be one", async () => {
    const file = join(root, "occupied");
    writeFileSync(file, "");
    const run = await runBeep(["import", larkfieldPath, "--org", "firm", "--data", file]);
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(/occupied could not be opened/);
  });

  test("after all of it, every message is there and everything holds", async () => {
    const { isWhole, evidence, ledgers } = await status();
    expect(isWhole).toBe(true);
    expect(evidence.versions).toBeGreaterThanOrEqual(23);
    const [ledger] = ledgers;
    expect(ledger.stored).toBe(evidence.versions);
    expect(ledger).toMatchObject({ received: ledger.stored, excluded: 0, failed: 0 });
  });
});
