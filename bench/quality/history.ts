import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { shareOf } from "./score.ts";
import type { MailboxReport } from "./score-mailbox.ts";

const historyFile = new URL("../results/quality.jsonl", import.meta.url);

/** Adds a line a mailbox to bench/results/quality.jsonl: which commit (with "+" when files differ from it), when, and the main figures. */
export function keepHistory(reports: readonly MailboxReport[], at: Date): void {
  const commit = commitName();
  const lines = reports.map((r) => ({
    at: at.toISOString(),
    commit,
    mailbox: r.mailbox,
    entities: round(r.entities.all.f1),
    relations: round(r.relations.all.f1),
    attributes: round(shareOf(r.attributes.right, r.attributes.asked)),
    resolution: round(r.mentions.resolution),
    flags: round(r.flags.f1),
    personalData: round(r.personalData.f1),
    briefings: r.briefings.map(({ facts, factsWanted }) => round(shareOf(facts, factsWanted))),
    brokenSpans: r.spans.broken + r.spans.missing,
    leaks: r.briefings.reduce((sum, { leaks }) => sum + leaks.length, 0),
    falseMerges: r.identity.falseMerges,
    mergesOfIdentifiers: r.identity.mergesOfIdentifiers,
    falseSplits: r.identity.falseSplits,
    trueFactsRetired: r.supersession.trueRetired,
    citationSupport: round(shareOf(r.citationSupport.supported, r.citationSupport.bullets)),
    calibrationError: round(r.calibration.expectedError),
    megabytesPerSecond: round(r.readMegabytesPerSecond),
  }));
  appendFileSync(historyFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function commitName(): string {
  const cwd = new URL(".", import.meta.url);
  const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
  try {
    return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}
