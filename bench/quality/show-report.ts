import { type Score, shareOf } from "./score.ts";
import type { MailboxReport } from "./score-mailbox.ts";

/** The report as tables for a person. */
export function showReport(report: MailboxReport): string {
  const { messages, spans, mentions, attributes, identity, supersession, calibration, citationSupport } = report;
  return [
    `${report.mailbox}: ${messages.imported} of ${messages.expected} messages; ${spans.all} spans, ${spans.broken} broken; ${spans.missing} facts without evidence; read at ${report.readMegabytesPerSecond.toFixed(2)} MB/s`,
    scoreLine("entities", report.entities.all),
    ...perType(report.entities.perType),
    `mentions covered ${mentions.covered} of ${mentions.expected}, precision ${percent(mentions.precision)}, resolution ${percent(mentions.resolution)}`,
    scoreLine("relations", report.relations.all),
    ...perType(report.relations.perType),
    `attributes ${attributes.right} of ${attributes.asked} (${percent(shareOf(attributes.right, attributes.asked))})`,
    ...Object.entries(attributes.perName).map(
      ([name, { right, asked }]) => `  ${name.padEnd(24)} ${percent(right / asked)}   (${right} of ${asked})`,
    ),
    scoreLine("flags", report.flags),
    scoreLine("personal data", report.personalData),
    ...report.briefings.map(
      (b) =>
        `briefing "${b.ask}": facts ${percent(shareOf(b.facts, b.factsWanted))} (${b.facts} of ${b.factsWanted}, ${b.inPlace} in place), ${b.bullets} bullets, uncited ${b.uncited}, unresolved ${b.unresolved}, leaks ${b.leaks.length}, disclaimer ${b.hasDisclaimer ? "yes" : "NO"}`,
    ),
    `identity: ${identity.falseMerges} false merges in ${identity.merged} entities, ${identity.mergesOfIdentifiers} of different identifiers; ${identity.falseSplits} false splits in ${identity.split}`,
    `supersession: ${supersession.trueRetired} of ${supersession.retired} retired facts are true`,
    `citations bear out ${citationSupport.supported} of ${citationSupport.bullets} bullets (${percent(shareOf(citationSupport.supported, citationSupport.bullets))})`,
    `calibration: expected error ${percent(calibration.expectedError)}; ${calibration.bands
      .map((b) => `confidence ${b.meanConfidence.toFixed(2)}: ${percent(b.right).trim()} right of ${b.count}`)
      .join("; ")}`,
  ].join("\n");
}

const perType = (scores: Readonly<Record<string, Score>>): string[] =>
  Object.entries(scores).map(([type, score]) => scoreLine(`  ${type}`, score));

const scoreLine = (name: string, { precision, recall, f1, right, expected, found }: Score): string =>
  `${name.padEnd(26)} P ${percent(precision)}  R ${percent(recall)}  F1 ${percent(f1)}   (${right} of ${expected}, ${found} found)`;

const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);

/** Bullets with the words they cite, spread over the briefings: what a person reads to judge the automatic check. */
export function showCitationSample(
  briefings: readonly {
    readonly sections: readonly {
      readonly bullets: readonly { readonly text: string; readonly citations: readonly { readonly text: string }[] }[];
    }[];
  }[],
  size: number,
): string {
  const bullets = briefings.flatMap(({ sections }) => sections.flatMap((section) => section.bullets));
  const step = Math.max(1, Math.floor(bullets.length / size));
  const sample = bullets.filter((_, index) => index % step === 0).slice(0, size);
  return sample
    .flatMap(({ text, citations }) => [`* ${text}`, ...citations.map((cited) => `    ${JSON.stringify(cited.text)}`)])
    .join("\n");
}
