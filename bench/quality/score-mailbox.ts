import { alignEntities } from "./align-entities.ts";
import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import { type CitationSupport, scoreCitationSupport } from "./citation-support.ts";
import { layOut } from "./gold.ts";
import type { Outcome } from "./run-mailbox.ts";
import type { Score } from "./score.ts";
import { type AttributeScores, scoreAttributes } from "./score-attributes.ts";
import { type BriefingScore, type ScoredBriefing, scoreBriefing } from "./score-briefing.ts";
import { type Calibration, scoreCalibration } from "./score-calibration.ts";
import { type EntityScores, type MentionScores, scoreEntities, scoreMentions } from "./score-entities.ts";
import { scoreFlags } from "./score-flags.ts";
import { type IdentityScores, scoreIdentity } from "./score-identity.ts";
import { scorePersonalData } from "./score-personal-data.ts";
import { scoreRelations } from "./score-relations.ts";
import { type SupersessionScores, scoreSupersession } from "./score-supersession.ts";

export type MailboxReport = {
  readonly mailbox: string;
  readonly messages: { readonly expected: number; readonly imported: number };
  readonly spans: { readonly all: number; readonly broken: number; readonly missing: number };
  readonly entities: EntityScores;
  readonly mentions: MentionScores;
  readonly attributes: AttributeScores;
  readonly relations: EntityScores;
  readonly flags: Score;
  readonly personalData: Score;
  readonly briefings: readonly BriefingScore[];
  readonly identity: IdentityScores;
  readonly supersession: SupersessionScores;
  readonly calibration: Calibration;
  readonly citationSupport: CitationSupport;
  readonly readMegabytesPerSecond: number;
  /** Every miss and every spurious find, one line each. */
  readonly errors: readonly string[];
};

/** Compares what the product made of a mailbox with its annotations. */
export function scoreMailbox(mailbox: AnnotatedMailbox, outcome: Outcome): MailboxReport {
  const { graph } = outcome;
  const errors: string[] = [];
  const report = (error: string): void => void errors.push(error);
  const gold = layOut(mailbox, graph);
  const alignment = alignEntities(gold);
  return {
    mailbox: mailbox.firm.slug,
    messages: { expected: mailbox.messages.length, imported: graph.documents.length },
    spans: checkSpans(graph),
    entities: scoreEntities(gold, alignment, report),
    mentions: scoreMentions(gold, alignment),
    attributes: scoreAttributes(gold, alignment, report),
    relations: scoreRelations(gold, alignment, report),
    flags: scoreFlags(gold, report),
    personalData: scorePersonalData(mailbox, outcome.personalData, report),
    briefings: mailbox.briefings.map((wanted, index) =>
      scoreBriefing(mailbox, wanted, outcome.briefings[index] ?? unwritten, graph, report),
    ),
    identity: scoreIdentity(gold, alignment, report),
    supersession: scoreSupersession(gold, alignment, report),
    calibration: scoreCalibration(gold, alignment),
    citationSupport: scoreCitationSupport(written(outcome), report),
    readMegabytesPerSecond: outcome.readCharsPerSecond / 1e6,
    errors,
  };
}

/** Scores like a briefing that says nothing. */
const unwritten: ScoredBriefing = { subject: { name: "" }, disclaimer: { text: "" }, sections: [] };

export const written = ({ briefings }: Outcome) => briefings.filter((briefing) => briefing !== null);

/** Every span must be the words it claims to be, and no fact may be without one. */
function checkSpans({ documents, entities, relations, attributeFacts }: Outcome["graph"]): MailboxReport["spans"] {
  const contents = new Map(documents.map(({ versionId, content }) => [versionId, content]));
  const spans = [
    ...entities.flatMap(({ mentions }) => mentions),
    ...[...relations, ...attributeFacts].flatMap(({ evidence }) => evidence),
  ];
  const isWhole = ({ documentVersionId, startChar, endChar, text }: (typeof spans)[number]): boolean =>
    endChar > startChar && contents.get(documentVersionId)?.slice(startChar, endChar) === text;
  return {
    all: spans.length,
    broken: spans.filter((span) => !isWhole(span)).length,
    missing: [...relations, ...attributeFacts].filter(({ evidence }) => evidence.length === 0).length,
  };
}
