// Measures how well mail is read, against annotated mailboxes the product reads without their annotations:
//   ./beep bench quality [FILE…] [--families N --seed N] [--errors] [--keep] [--output DIR]
// Without files: those of bench/corpus; with families: a generated mailbox of so many, which is never the only evidence. Runs on an embedded database of its own, on PostgreSQL when BEEP_TEST_DATABASE_URL is set.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { testDatabase } from "../test/build/test-database.ts";
import { generateAnnotatedMailbox } from "./generate-annotated-mailbox.ts";
import { readAnnotatedMailbox } from "./quality/annotated-mailbox.ts";
import { keepHistory } from "./quality/history.ts";
import { type Outcome, runMailbox } from "./quality/run-mailbox.ts";
import { type MailboxReport, scoreMailbox, written } from "./quality/score-mailbox.ts";
import { showCitationSample, showReport } from "./quality/show-report.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    errors: { type: "boolean" },
    keep: { type: "boolean" },
    output: { type: "string" },
    families: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
if (process.env.BEEP_TEST_DATABASE_URL === undefined) process.env.BEEP_TEST_DATABASE = "embedded";

const corpus = new URL("corpus/", import.meta.url).pathname;
const ownFiles = readdirSync(corpus).filter((name) => name.endsWith(".json"));
const files = positionals.length > 0 ? positionals : ownFiles.sort().map((name) => join(corpus, name));
const mailboxes =
  values.families === undefined
    ? files.map(readAnnotatedMailbox)
    : [generateAnnotatedMailbox({ families: Number(values.families), seed: Number(values.seed) })];
const sampleSize = 6;

const db = await testDatabase();
try {
  const reports: MailboxReport[] = [];
  for (const mailbox of mailboxes) {
    const outcome = await runMailbox(db, mailbox);
    const report = scoreMailbox(mailbox, outcome);
    reports.push(report);
    console.log(showReport(report));
    if (values.errors) for (const error of report.errors) console.log(`- ${error}`);
    console.log(`bullets to read beside their citations:\n${showCitationSample(written(outcome), sampleSize)}\n`);
    if (values.output !== undefined) writeAnswers(values.output, report.mailbox, outcome);
  }
  if (values.keep) keepHistory(reports, new Date());
} finally {
  await db.close();
}

/** The product's answers as the commands print them, for other scorers. */
function writeAnswers(folder: string, name: string, { graph, briefings, personalData }: Outcome): void {
  mkdirSync(folder, { recursive: true });
  const write = (suffix: string, value: unknown): void =>
    writeFileSync(join(folder, `${name}.${suffix}.json`), `${JSON.stringify(value)}\n`);
  write("graph", graph);
  for (const [index, briefing] of briefings.entries()) write(`briefing-${index}`, briefing);
  write("personal-data", Object.fromEntries(personalData));
}
