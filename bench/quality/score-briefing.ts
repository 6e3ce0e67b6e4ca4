import type { ScoringGraph } from "../../server/graph/export-graph.ts";
import type { AnnotatedBriefing, AnnotatedMailbox } from "./annotated-mailbox.ts";
import { annotatedIdOf } from "./raw-message.ts";

/** A briefing as far as it is scored. */
export type ScoredBriefing = {
  readonly subject: { readonly name: string };
  readonly disclaimer: { readonly text: string };
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly bullets: readonly { readonly text: string; readonly citations: readonly Citation[] }[];
  }[];
};
type Citation = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
  readonly text: string;
};

export type BriefingScore = {
  readonly ask: string;
  readonly facts: number;
  readonly factsWanted: number;
  /** Of the facts found, those that stand in their section or the summary. */
  readonly inPlace: number;
  readonly bullets: number;
  readonly uncited: number;
  readonly unresolved: number;
  readonly leaks: readonly string[];
  readonly hasDisclaimer: boolean;
};

/** An adviser reads so far and no longer. */
const bulletsRead = 40;
const bulletWordsMax = 60;

/** A fact counts when a bullet holds its keywords and cites, by a span that resolves, a message that the annotation cites. */
export function scoreBriefing(
  mailbox: AnnotatedMailbox,
  wanted: AnnotatedBriefing,
  briefing: ScoredBriefing,
  graph: ScoringGraph,
  report: (error: string) => void,
): BriefingScore {
  const messageOf = citedMessages(graph);
  const bullets = briefing.sections.flatMap((section) =>
    section.bullets.map((bullet) => ({ ...bullet, section: section.id })),
  );
  const read = bullets.slice(0, bulletsRead).filter(({ text }) => text.split(/\s+/).length <= bulletWordsMax);
  const telling = wanted.mustInclude.map((fact) =>
    read.filter(
      ({ text, citations }) =>
        fact.keywords.every((word) => asWord(word).test(text)) &&
        citations.some((cited) => fact.evidence.some(({ message }) => message === messageOf(cited))),
    ),
  );
  for (const [index, { fact, keywords }] of wanted.mustInclude.entries())
    if (telling[index]?.length === 0) report(`briefing "${wanted.ask}" lacks: ${fact} ${JSON.stringify(keywords)}`);
  const shown = [
    briefing.subject.name,
    ...briefing.sections.map(({ title }) => title),
    ...bullets.flatMap(({ text, citations }) => [text, ...citations.map((cited) => cited.text)]),
  ];
  const leaks = [
    ...wanted.mustNotInclude.filter((words) => shown.some((text) => asWord(words).test(text))),
    ...secretsOf(mailbox).filter((secret) => shown.some((text) => text.includes(secret))),
  ];
  for (const leak of leaks) report(`briefing "${wanted.ask}" leaks: ${leak}`);
  const sectionOf = (index: number): string | undefined => wanted.mustInclude[index]?.section;
  return {
    ask: wanted.ask,
    facts: telling.filter((its) => its.length > 0).length,
    factsWanted: wanted.mustInclude.length,
    inPlace: telling.filter((its, index) =>
      its.some(({ section }) => section === sectionOf(index) || section === "summary"),
    ).length,
    bullets: bullets.length,
    uncited: bullets.filter(({ citations }) => citations.length === 0).length,
    unresolved: bullets.flatMap(({ citations }) => citations).filter((cited) => messageOf(cited) === undefined).length,
    leaks,
    hasDisclaimer: briefing.disclaimer.text !== "",
  };
}

/** The annotated message a citation's words stand in; undefined when they do not. A masked unit is "•". */
function citedMessages(graph: ScoringGraph): (cited: Citation) => string | undefined {
  const versions = new Map(graph.documents.map((d) => [`${d.id} ${d.versionId}`, d]));
  return ({ documentId, documentVersionId, startChar, endChar, text }) => {
    const document = versions.get(`${documentId} ${documentVersionId}`);
    const words = document?.content.slice(startChar, endChar) ?? "";
    const isSame = words.length === text.length && [...words].every((char, i) => char === text[i] || text[i] === "•");
    return words !== "" && (isSame || words === text) ? annotatedIdOf(document?.sourceId) : undefined;
  };
}

/** At the beginning of a word; a number must end there too. */
function asWord(word: string): RegExp {
  const escaped = word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${/\p{L}$/u.test(word) ? "" : "(?![\\d]|[.,]\\d)"}`, "iu");
}

const secretsOf = ({ pii }: AnnotatedMailbox): string[] =>
  pii
    .filter(({ kind }) => /us_ssn|account_number|routing_number|credit_card|drivers_license|passport/.test(kind))
    .map(({ quote }) => quote);
