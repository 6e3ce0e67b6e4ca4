import type { ResolvedEntity } from "../graph/resolution.ts";
import { derivedId } from "../lib/derived-id.ts";
import {
  type Briefing,
  type BriefingSection,
  type DraftBullet,
  type DraftCitation,
  type SectionId,
  sectionIds,
  type WithheldReason,
  withheldReasons,
} from "./briefing.ts";
import { composeAccounts } from "./compose-accounts.ts";
import { composeActions } from "./compose-actions.ts";
import { composeAgenda } from "./compose-agenda.ts";
import { composeChanges } from "./compose-changes.ts";
import { composeCommunications } from "./compose-communications.ts";
import { composeCompliance } from "./compose-compliance.ts";
import { composeLifeEvents } from "./compose-life-events.ts";
import { composeSummary } from "./compose-summary.ts";
import { disclaimer } from "./disclaimer.ts";
import { guardBullet, guardPolicyVersion } from "./guard.ts";
import { buildHouseholdRecord, type HouseholdRecord, type RecordSources, readUpTo } from "./household-record.ts";
import { joinAlike } from "./join-alike.ts";
import { presentBullet } from "./present-bullet.ts";
import { figuresIn, topicsOf } from "./sentence-salience.ts";
import { buildStatements, type Statement } from "./statements.ts";
import { buildSubjectDirectory } from "./subject-directory.ts";
import { type UnderstoodAsk, understandAsk } from "./understand-ask.ts";
import { countWords } from "./wording.ts";

export type ComposeInput = RecordSources & {
  readonly ask: string;
  /** YYYY-MM-DD: later messages are left out. Default: the meeting's date, else `today`. */
  readonly asOf?: string | undefined;
  readonly today: string;
  readonly createdAt?: string;
};

/** An ask that is understood: whom and which day it means, and up to which day the mail counts. */
export type WriteInput = RecordSources &
  UnderstoodAsk & { readonly ask: string; readonly asOf: string; readonly createdAt: string };

const composerVersion = "extractive/1";
const bulletsMax = 40;
const wordsMax = 60;

// How many bullets of the graph's own facts each section may hold; what is left of the forty is for words of the mail.
const factsMax: Readonly<Record<SectionId, number>> = {
  summary: 6,
  accounts: 7,
  life_events: 5,
  recent_communications: 0,
  open_actions: 6,
  changes: 2,
  agenda: 2,
  compliance: 5,
};

/**
 * Understands the ask and writes its briefing, from plain data. Throws SubjectAmbiguousError or SubjectUnknownError. The same input
 * gives the same briefing but for `createdAt`.
 */
export function composeBriefing(input: ComposeInput): Briefing {
  const { ask, today } = input;
  const { index, belonging } = readUpTo(input, input.asOf ?? "9999-12-31");
  const understood = understandAsk(ask, input.asOf ?? today, buildSubjectDirectory(index, belonging));
  const asOf = input.asOf ?? understood.date ?? today;
  return writeBriefing({ ...input, ...understood, asOf, createdAt: input.createdAt ?? new Date().toISOString() });
}

/** Cuts out the household's record, composes each section and guards each bullet. */
export function writeBriefing(input: WriteInput): Briefing {
  const { ask, asOf, subject, date, createdAt } = input;
  const record = buildHouseholdRecord(readUpTo(input, asOf), input, subject, asOf);
  const meeting = findMeeting(record, date);
  const { bullets, withheld } = writeBullets(record, meeting, date);
  const sections = sectionIds
    .map((id): BriefingSection => {
      const its = bullets.filter((b) => b.section === id);
      const note = its.length === 0 ? emptyNotes[id] : undefined;
      return { id, title: titles[id], bullets: its.map((b) => presentBullet(record, b)), ...(note ? { note } : {}) };
    })
    .filter((section) => section.bullets.length > 0 || section.note !== undefined);
  const slices = sections.flatMap((s) => s.bullets.flatMap((b) => b.citations.map((c) => c.text)));
  return {
    id: derivedId("briefing", ask, asOf, subject.entityId, ...sections.flatMap((s) => s.bullets.map((b) => b.id))),
    ask,
    asOf,
    subject,
    meeting: {
      entityId: meeting?.id ?? null,
      date: date ?? (meeting && record.index.findAttribute(meeting.id, "date")?.value) ?? null,
    },
    sections,
    disclaimer,
    withheld,
    composer: {
      kind: "extractive",
      version: composerVersion,
      policyVersion: guardPolicyVersion,
      contextTokens: countTokens(slices),
    },
    createdAt,
  };
}

const titles: Readonly<Record<SectionId, string>> = {
  summary: "Summary",
  accounts: "Accounts",
  life_events: "Life events",
  recent_communications: "Recent communications",
  open_actions: "Open actions",
  changes: "Changes since the last meeting",
  agenda: "Agenda",
  compliance: "Compliance reminders",
};

/** What an adviser would look for in vain; of the other sections none is missed. */
const emptyNotes: Readonly<Partial<Record<SectionId, string>>> = {
  accounts: "Nothing in the record about accounts.",
  life_events: "Nothing in the record about life events.",
  open_actions: "Nothing in the record is left to do.",
};

/** The household's meeting on the day asked for; without a day, the next planned one. */
function findMeeting(record: HouseholdRecord, date: string | null): ResolvedEntity | null {
  const dated = record.meetings
    .map((meeting) => ({
      meeting,
      date: record.index.findAttribute(meeting.id, "date")?.value ?? "",
      status: record.index.findAttribute(meeting.id, "status")?.value,
      mentions: meeting.mentions.length,
    }))
    .filter((m) => (date === null ? m.date >= record.asOf && m.status !== "cancelled" : m.date === date))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.mentions - a.mentions));
  return dated[0]?.meeting ?? null;
}

type Written = {
  readonly bullets: readonly DraftBullet[];
  readonly withheld: readonly { readonly reason: WithheldReason; readonly count: number }[];
};

function writeBullets(record: HouseholdRecord, meeting: ResolvedEntity | null, date: string | null): Written {
  const counts = new Map<WithheldReason, number>();
  const pass = (drafts: readonly DraftBullet[]): DraftBullet[] =>
    drafts.filter((draft) => {
      const reason = guardBullet(record, draft);
      if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      return reason === null && countWords(draft.text) <= wordsMax;
    });
  const statements = buildStatements(record);
  const facts = [
    composeSummary(record, meeting, date, statements),
    composeAccounts(record),
    composeLifeEvents(record),
    composeActions(record, statements),
    composeChanges(record),
    composeAgenda(record),
    composeCompliance(record),
  ].flatMap((drafts) => {
    const best = joinAlike(dropRepeats(pass(drafts).toSorted(byWeight)));
    return best.slice(0, factsMax[best[0]?.section ?? "summary"]);
  });
  const told = new Map<string, number>();
  for (const sentence of record.sentences) {
    const isTold = facts.some((b) => b.citations.some((c) => isWithin(c, sentence)));
    if (isTold) for (const [topic] of topicsOf(record, sentence)) told.set(topic, (told.get(topic) ?? 0) + 0.5);
  }
  for (const fact of facts) for (const [figure] of figuresIn(fact.text, record.asOf, record.asOf)) told.set(figure, 2);
  const quoted = facts.flatMap((b) => b.citations);
  const untold = statements.filter((s) => !quoted.some((c) => coversMost(c, s)));
  const said = pass(composeCommunications(record, untold, told, bulletsMax - facts.length));
  const bullets = dropRepeats([...facts, ...said].toSorted(byWeight)).slice(0, bulletsMax);
  return {
    bullets,
    withheld: withheldReasons.flatMap((reason) => {
      const count = counts.get(reason);
      return count ? [{ reason, count }] : [];
    }),
  };
}

const byWeight = (a: DraftBullet, b: DraftBullet): number => b.weight - a.weight || (a.text < b.text ? -1 : 1);

function dropRepeats(bullets: readonly DraftBullet[]): DraftBullet[] {
  const seen = new Set<string>();
  return bullets.filter((b) => {
    const key = b.text.toLowerCase().replace(/\W+/g, " ");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A citation that holds at least half of a statement tells it already. */
function coversMost(c: DraftCitation, s: Statement): boolean {
  if (c.documentVersionId !== s.sentence.message.documentVersionId) return false;
  const shared = Math.min(c.endChar, s.endChar) - Math.max(c.startChar, s.startChar);
  return shared * 2 >= s.endChar - s.startChar;
}

const isWithin = (
  citation: DraftCitation,
  sentence: { message: { documentVersionId: string }; startChar: number; endChar: number },
): boolean =>
  citation.documentVersionId === sentence.message.documentVersionId &&
  citation.startChar < sentence.endChar &&
  sentence.startChar < citation.endChar;

/** About four characters a token, as English text goes: what a composer that is a model would be shown. */
function countTokens(slices: readonly string[]): Briefing["composer"]["contextTokens"] {
  const total = Math.ceil(slices.reduce((sum, text) => sum + text.length, 0) / 4);
  return { working: 0, episodic: total, semantic: 0, total };
}
