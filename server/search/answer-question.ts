import type { Input, Output } from "../../contract/catalogue.ts";
import { listMailboxes } from "../accounts/list-mailboxes.ts";
import type { BriefingSubject } from "../briefing/briefing.ts";
import { disclaimer } from "../briefing/disclaimer.ts";
import { buildHouseholdRecord, readUpTo } from "../briefing/household-record.ts";
import { loadRecordSources, type RecordAsOf } from "../briefing/load-record.ts";
import { findSubjectDirectory } from "../briefing/subject-directory.repository.ts";
import { findAskedSubjects } from "../briefing/understand-ask.ts";
import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { localDay } from "../lib/local-day.ts";
import { findHouseholdsByWords } from "./households-by-words.repository.ts";
import { type WrittenAnswer, writeAnswer } from "./write-answer.ts";

// A question may fit that many households; beyond, it needs a name.
const subjectsMax = 6;

/**
 * Answers a question from what the actor may read, or says that the record does not. A question that fits several households is
 * answered by the one whose record answers it; SubjectAmbiguousError when more than one does. Nothing is kept but the audit row.
 */
export async function answerQuestion(
  db: Database,
  actor: Actor,
  keys: OrganizationKeys,
  input: Input<"GraphRAG.Query">,
): Promise<Output<"GraphRAG.Query">> {
  const asOf = input.asOf ?? localDay(new Date());
  const { asked, records, mailboxes } = await withOrganization(db, actor, async (tx) => {
    const named = findAskedSubjects(input.question, await findSubjectDirectory(tx, actor));
    const subjects = named.length > 0 ? named : await findHouseholdsByWords(tx, actor, input.question, subjectsMax);
    const records: RecordAsOf[] = [];
    for (const subject of subjects.slice(0, subjectsMax)) {
      const record = await loadRecordSources(tx, actor, keys, subject, asOf);
      if (record) records.push(record);
    }
    const { mailboxes } = await listMailboxes(tx, actor, { limit: 200 });
    return { asked: named, records, mailboxes };
  });
  const answers = records.map((sources) => {
    const record = buildHouseholdRecord(readUpTo(sources, asOf), sources, sources.subject, asOf);
    return { sources, ...writeAnswer(record, input.question) };
  });
  const answering = answers.filter((a) => a.bullets.length > 0);
  if (asked.length > 1 && (answering.length > 1 || asked.length > subjectsMax))
    throw ambiguous(
      asked,
      answering.map((a) => a.sources.subject),
    );
  const days = new Map(records.flatMap((r) => r.messages.map((m) => [m.documentVersionId, m.localDate] as const)));
  const dates = [...days.values()].filter((d) => d !== null && d <= asOf).sort();
  return {
    asOf,
    subject:
      asked.length === 1
        ? (records[0]?.subject ?? asked[0] ?? null)
        : asked.length > 1
          ? (answering[0]?.sources.subject ?? null)
          : null,
    isAnswered: answering.length > 0,
    bullets: interleave(answering).map((bullet) => ({ ...bullet, citations: [...bullet.citations] })),
    searched: {
      mailboxes: mailboxes.map((m) => ({ providerAccountId: m.providerAccountId, label: m.address })),
      messages: [...days.values()].filter((d) => d === null || d <= asOf).length,
      from: dates[0] ?? null,
      to: dates.at(-1) ?? null,
    },
    disclaimer,
    withheld: addUp(answers),
  };
}

const bulletsMax = 8;

/** The first of each household's answer, then the second of each. */
function interleave(answers: readonly WrittenAnswer[]): WrittenAnswer["bullets"] {
  const longest = Math.max(0, ...answers.map((a) => a.bullets.length));
  const byRank = Array.from({ length: longest }, (_, rank) => answers.flatMap((a) => a.bullets.slice(rank, rank + 1)));
  const seen = new Set<string>();
  return byRank
    .flat()
    .filter((b) => !seen.has(b.text) && seen.add(b.text))
    .slice(0, bulletsMax);
}

function addUp(answers: readonly WrittenAnswer[]): Output<"GraphRAG.Query">["withheld"] {
  const groups = Map.groupBy(
    answers.flatMap((a) => a.withheld),
    (w) => w.reason,
  );
  return [...groups].map(([reason, its]) => ({ reason, count: its.reduce((sum, w) => sum + w.count, 0) }));
}

const ambiguous = (asked: readonly BriefingSubject[], answering: readonly BriefingSubject[]): BeepError =>
  new BeepError("SubjectAmbiguousError", "The question fits more than one household or person. Name one of them.", {
    candidates: answering.length > 1 ? answering : asked,
  });
