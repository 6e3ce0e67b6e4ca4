import type { DraftBullet } from "../briefing/briefing.ts";
import { describeAccount } from "../briefing/compose-accounts.ts";
import { describeAction, isOvertaken } from "../briefing/compose-actions.ts";
import { composeChanges } from "../briefing/compose-changes.ts";
import { composeCompliance } from "../briefing/compose-compliance.ts";
import { describeEvent } from "../briefing/compose-life-events.ts";
import { describeGoal, describeMeeting } from "../briefing/compose-summary.ts";
import type { HouseholdRecord } from "../briefing/household-record.ts";
import type { Statement } from "../briefing/statements.ts";
import type { ResolvedEntity, ResolvedRelation } from "../graph/resolution.ts";
import { findPeopleFacts } from "./find-people-facts.ts";
import { type Finding, toFindings } from "./finding.ts";
import type { Facet } from "./question-rules.ts";
import type { Question } from "./understand-question.ts";

/** What the graph knows of the household, each thing in one sentence that says what it tells. */
export function findFacts(record: HouseholdRecord, question: Question, statements: readonly Statement[]): Finding[] {
  const peopleOf = (ids: readonly string[]) => new Set(ids);
  const { index } = record;
  const owners = (thing: ResolvedEntity, type: ResolvedRelation["type"]) =>
    index.relationsTo(thing.id, type).map((r) => r.from);
  const has = (thing: ResolvedEntity, name: string) => index.findAttribute(thing.id, name) !== undefined;
  const telling = (...pairs: readonly (readonly [Facet, boolean])[]): ReadonlySet<Facet> =>
    new Set(pairs.flatMap(([facet, isTold]) => (isTold ? [facet] : [])));

  const accounts = record.accounts.flatMap((a) => {
    const whose = owners(a, "ownsAccount");
    const isHeld = index.relationsFrom(a.id, "heldAt").length > 0 || has(a, "custodian");
    const tells = telling(
      ["amount", has(a, "amount")],
      ["number", has(a, "amount")],
      ["owner", whose.length > 0],
      ["person", whose.length > 0],
      ["custodian", isHeld],
      ["place", isHeld],
      ["last4", has(a, "last4")],
    );
    return toFindings(record, a, "account", tells, peopleOf(whose), describeAccount(record, a));
  });
  const meetings = record.meetings.flatMap((m) => {
    const attending = owners(m, "attends");
    const [when, who] = describeMeeting(record, m);
    const tells = telling(["date", has(m, "date")], ["place", has(m, "place")]);
    return [
      ...(when ? toFindings(record, m, "meeting", tells, peopleOf(attending), [when]) : []),
      ...(who ? toFindings(record, m, "meeting", new Set(["attendee", "person"]), peopleOf(attending), [who]) : []),
    ];
  });
  const actions = record.actions.flatMap((a) => {
    const doers = index.relationsFrom(a.id, "assignedTo").map((r) => r.to);
    const due = index.findAttribute(a.id, "dueDate")?.value;
    const isDone = index.findAttribute(a.id, "status")?.value === "done";
    const isOpen = !isDone && (due === undefined || !isOvertaken(record, a, due));
    const tells = telling(["date", has(a, "dueDate")], ["person", doers.length > 0], ["open", isOpen]);
    return toFindings(record, a, "action", tells, peopleOf([...doers, ...owners(a, "hasActionItem")]), [
      ...describeAction(record, a, statements),
    ]);
  });
  const events = record.events.flatMap((e) =>
    toFindings(
      record,
      e,
      "event",
      telling(["date", has(e, "date")]),
      peopleOf(owners(e, "experiencedEvent")),
      describeEvent(record, e),
    ),
  );
  const goals = record.goals.flatMap((g) =>
    toFindings(
      record,
      g,
      "goal",
      telling(["amount", has(g, "amount")], ["date", has(g, "targetDate")]),
      peopleOf(owners(g, "hasGoal")),
      describeGoal(record, g),
    ),
  );
  const concerns = question.about === "concern" ? composeCompliance(record).flatMap((d) => toConcern(record, d)) : [];
  const changes = question.about === "changes" ? findChanges(record, question) : [];
  return [
    ...accounts,
    ...meetings,
    ...actions,
    ...events,
    ...goals,
    ...concerns,
    ...changes,
    ...findPeopleFacts(record, question),
  ];
}

/** What a later mail changed, and what happened, since the day asked about. */
function findChanges(record: HouseholdRecord, question: Question): Finding[] {
  const drafts = question.since ? composeChanges(record, question.since) : composeChanges(record);
  return drafts.flatMap((draft) => {
    const ids = draft.citations.flatMap((c) => (c.source.entityId ? [c.source.entityId] : []));
    const thing = record.index.findEntity(ids[0] ?? "");
    return thing ? toFindings(record, thing, "changes", new Set(), new Set(ids), [draft]) : [];
  });
}

function toConcern(record: HouseholdRecord, draft: DraftBullet): Finding[] {
  const ids = draft.citations.flatMap((c) =>
    record.index.mentionsIn(c.documentVersionId, c).map((mention) => mention.entityId),
  );
  const thing = record.index.findEntity(ids[0] ?? record.subject.entityId);
  const found = thing ? toFindings(record, thing, "concern", new Set(), new Set(ids), [draft]) : [];
  return found.map((finding) => ({ ...finding, section: "compliance" }));
}
