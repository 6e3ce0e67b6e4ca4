import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applicationOf, type Firm, importFirm, larkfieldPath } from "../../test/build/firm.ts";
import { type TestDatabase, testDatabase } from "../../test/build/test-database.ts";
import { wordsOf } from "../../test/build/words-of.ts";

/** Questions that the demonstration's mail answers, each with words of its right answer. */
const answered: readonly (readonly [question: string, answer: RegExp])[] = [
  ["When is the Thompson review?", /February 10, 2026 at 2:00 pm/],
  ["what time is bob thompson's annual review", /2:00 pm/],
  ["When is the next meeting with Grace Thompson?", /February 17, 2026 at 10:30 am/],
  ["When are we meeting Grace?", /February 17, 2026/],
  ["Where is the annual review with the Thompsons?", /office/],
  ["Who is coming to the Thompson annual review?", /Thompson/],
  ["What is the balance of the Thompsons' joint account?", /\$412,600/],
  ["How much is in Meera's 529?", /\$88,000/],
  ["How much is Grace's inherited IRA worth?", /\$212,000/],
  ["How much does Robert Thompson have in his 401(k)?", /1,240,000/],
  ["Where is Robert's 401(k) held?", /Fidelity/],
  ["Which custodian holds Grace Thompson's inherited IRA?", /Vanguard/],
  ["What are the last four digits of Bob's traditional IRA?", /4471/],
  ["Who owns the joint brokerage account ending 3305?", /Margaret/],
  ["Which accounts do the Natarajans have?", /5518/],
  ["When is Katie's wedding?", /October 3, 2026/],
  ["When is Katie Thompson getting married?", /October 3, 2026/],
  ["When does Robert retire?", /June 30, 2026/],
  ["when will bob retire", /June 30, 2026/],
  ["When did Grace's mother die?", /September 8|September 8, 2025/],
  ["When do Priya and Arun close on the house?", /January 16/],
  ["What happened to Helen?", /fall/],
  ["When is Bob's hip replacement?", /January 28/],
  ["Who is Margaret Thompson's mother?", /Helen/],
  ["Who is Bob's daughter?", /Katie/],
  ["Who is Meera?", /Natarajan/],
  ["Who is Gordon Pell?", /CPA|Pell/],
  ["Who is the Thompsons' accountant?", /Gordon Pell/],
  ["Where does Priya Natarajan work?", /Brightwell/],
  ["What did Gordon say about the conversion?", /25,000/],
  ["What did Gordon Pell recommend to the Thompsons?", /25,000/],
  ["What did Maggie say about the wedding money?", /safe|50,000/],
  ["How much did Bob and Maggie promise for the wedding?", /50,000/],
  ["How much does Priya need for the down payment?", /150,000/],
  ["What did Arun complain about?", /wire fee/],
  ["What does Meera have her heart set on?", /Northwestern/],
  ["What is the Medicare form that Maggie needs?", /CMS-40B/],
  ["What do we still owe Bob?", /beneficiary form/i],
  ["What is open for Bob?", /beneficiary form|sign/i],
  ["What should Maggie bring to the review?", /budget/],
  ["What are Priya's goals?", /college/],
  ["What does Grace hope to do with her house?", /keep|house/],
  ["To whom does Grace want to leave something one day?", /Crossroads/],
  ["What changed for the Thompsons since January 1, 2026?", /February 3, 2026.*February 10, 2026/],
  ["What is Grace's email address?", /grace\.thompson@quarrylane\.example/],
  ["How much would Bob like to move into a Roth?", /40,000/],
];

/** Questions of which the mail says nothing, though it often speaks of something near. */
const unanswered: readonly string[] = [
  "What is the Thompsons' mortgage rate?",
  "How much life insurance does Robert Thompson have?",
  "When is Meera's wedding?",
  "What is the balance of Grace Thompson's checking account?",
  "Who is Grace Thompson's husband?",
  "Who is the Natarajans' attorney?",
  "When does Margaret Thompson retire?",
  "How much is in Katie's Roth IRA?",
  "What did Arun say about the 529?",
  "Where does Grace Thompson work?",
  "What is Bob's blood type?",
  "How much did the Natarajans pay for the house?",
  "When did Arun and Priya get divorced?",
  "Why did the Thompsons sell their boat?",
  "What is Priya's phone number?",
];

describe("GraphRAG.Query", () => {
  const folder = mkdtempSync(join(tmpdir(), "beep-ask-"));
  let db: TestDatabase;
  let firm: Firm;

  beforeAll(async () => {
    db = await testDatabase();
    firm = await importFirm(applicationOf(db, join(folder, "master.key")), "larkfield", [larkfieldPath]);
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (question: string, asOf = "2026-02-05") => firm.call("GraphRAG.Query", { question, asOf });

  it.each(answered)("answers “%s”", async (question, expected) => {
    const { bullets, isAnswered } = await ask(question);
    expect(isAnswered).toBe(true);
    expect(bullets.map((b) => b.text).join("\n")).toMatch(expected);
  });

  it.each(unanswered)("says that nothing in the record answers “%s”", async (question) => {
    const { bullets, isAnswered, searched } = await ask(question);
    expect(bullets.map((b) => b.text)).toEqual([]);
    expect(isAnswered).toBe(false);
    expect(searched.mailboxes.map((m) => m.label)).toEqual(["elena@larkfield.example"]);
    expect(searched.messages).toBeGreaterThan(0);
    expect(searched.from).toMatch(/^2025-1[12]/);
  });

  it("cites every bullet by words that stand in the version, and keeps to the household asked about", async () => {
    for (const question of ["Which accounts does Grace Thompson have?", "When are we meeting Grace?"]) {
      const { bullets } = await ask(question);
      expect(bullets.length).toBeGreaterThan(0);
      expect(wordsOf(bullets)).not.toMatch(/Bob|Robert|Margaret|Katie|Natarajan|4471|3305/);
      for (const { citations } of bullets) {
        expect(citations.length).toBeGreaterThan(0);
        for (const c of citations) {
          const { evidence } = await firm.call("Evidence.List", { documentId: c.documentId, limit: 200 });
          const document = await firm.call("Documents.Get", { documentId: c.documentId });
          expect(document.content.slice(c.startChar, c.endChar)).toHaveLength(c.text.length);
          expect(evidence.length).toBeGreaterThan(0);
        }
      }
    }
  });

  it("says whom a question may mean when the mail answers it for more than one", async () => {
    await expect(ask("Which accounts do the Thompsons have?")).rejects.toMatchObject({
      tag: "SubjectAmbiguousError",
      fields: { candidates: [{ type: "Household" }, { type: "Household" }] },
    });
  });

  it("knows on a day only what was written by then", async () => {
    const early = await ask("When is the Thompson review?", "2025-12-20");
    expect(early.bullets.map((b) => b.text).join()).toMatch(/February 3, 2026/);
    expect(early.bullets.map((b) => b.text).join()).not.toMatch(/February 10/);
    expect(early.searched.to).toBe("2025-12-18");
  });
});
