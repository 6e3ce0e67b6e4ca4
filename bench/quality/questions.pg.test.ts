import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applicationOf, type Firm, importFirm } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { readAnnotatedMailbox } from "./annotated-mailbox.ts";
import { rawMessage } from "./raw-message.ts";

type Asked = readonly [mailbox: string, asOf: string, question: string, answer: RegExp | null];

/** Questions about mailboxes by other writers: with words of the right answer, or null where the mail has none. */
const asked: readonly Asked[] = [
  ["bitterroot", "2026-09-20", "How much was the north section sold for?", /\$1\.85 million/],
  ["bitterroot", "2026-09-20", "When is Beth's baby due?", /December 2026/],
  ["bitterroot", "2026-09-20", "What is the balance of the SEP IRA 3308?", /\$642,000/],
  ["bitterroot", "2026-09-20", "When is the meeting with Walt and Nell?", /September 24, 2026 at 10:00 am/],
  ["bitterroot", "2026-09-20", "What are Ingrid's goals?", /stay in[\s\S]*Norway/i],
  ["bitterroot", "2026-09-20", "Where does Vikram work now?", /Carroll College/],
  ["bitterroot", "2026-09-20", "When did Sunita make partner?", /July 1/],
  ["bitterroot", "2026-09-20", "When does Sunita plan to stop operating?", /58/],
  ["bitterroot", "2026-09-20", "What is Maya's 529 number?", /6612/],
  ["bitterroot", "2026-09-20", "When does Kamala arrive?", /Oct 3|October 3/],
  ["bitterroot", "2026-09-20", "Who is Beth?", /Haugen/],
  ["bitterroot", "2026-09-20", "What is Vikram's salary at Carroll College?", null],
  ["bitterroot", "2026-09-20", "When is Ingrid's birthday?", null],
  ["bitterroot", "2026-09-20", "How much life insurance does Walt have?", null],
  ["bitterroot", "2026-09-20", "When is Nell's knee surgery?", null],
  ["bitterroot", "2026-09-20", "How much does Vikram owe on the mortgage?", null],
  ["saltmarsh", "2026-11-28", "When is the Oyelaran annual review?", /December 3, 2026 at 5:30 pm/],
  ["saltmarsh", "2026-11-28", "At what age does Sade want to retire?", /62/],
  ["saltmarsh", "2026-11-28", "When did Kim get married?", /October 17/],
  ["saltmarsh", "2026-11-28", "When did Dr. Lanier die?", /May 9/],
  ["saltmarsh", "2026-11-28", "How much is in the marital trust?", /\$615,000/],
  ["saltmarsh", "2026-11-28", "What is the weekly sitter payment?", /\$1,150/],
  ["saltmarsh", "2026-11-28", "What did Phyllis estimate for the Trans' taxes?", /January 15, 2027|estimate/],
  ["saltmarsh", "2026-11-28", "What is Sade's blood type?", null],
  ["saltmarsh", "2026-11-28", "When does Teddy retire?", null],
  ["saltmarsh", "2026-11-28", "How much does Mide make a year?", null],
  ["saltmarsh", "2026-11-28", "What is the interest rate on the Trans' line of credit?", null],
  ["saltmarsh", "2026-11-28", "Who is married to Mide?", null],
];

describe("questions about mail by other writers", () => {
  const folder = mkdtempSync(join(tmpdir(), "beep-questions-"));
  const firms = new Map<string, Firm>();
  let db: TestDatabase;

  beforeAll(async () => {
    db = await testDatabase();
    const app = applicationOf(db, join(folder, "master.key"));
    for (const slug of new Set(asked.map(([mailbox]) => mailbox))) {
      const mailbox = readAnnotatedMailbox(new URL(`../corpus/${slug}.json`, import.meta.url).pathname);
      const paths = mailbox.messages.map((message) => {
        const path = join(folder, `${slug}-${message.id}.eml`);
        writeFileSync(path, rawMessage(mailbox, message));
        return path;
      });
      firms.set(slug, await importFirm(app, slug, paths));
    }
  }, 120_000);
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  it.each(asked)("%s as of %s: “%s”", async (mailbox, asOf, question, expected) => {
    const answer = await firms.get(mailbox)?.call("GraphRAG.Query", { question, asOf });
    const texts = answer?.bullets.map((b) => b.text) ?? [];
    if (expected === null) expect(texts).toEqual([]);
    else expect(texts.join("\n")).toMatch(expected);
  });
});
