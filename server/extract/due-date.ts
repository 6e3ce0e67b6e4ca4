import type { ActionClause } from "./action-clauses.ts";
import type { FoundDate } from "./dates.ts";
import { datesOf, isWithin } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/**
 * The date by which: one inside the clause, else one after it in the sentence, else that of the line above its list, else the day of
 * the one meeting for which it is to be ready. Null when the day has passed already.
 */
export function dueDateOf(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  lead: Sentence | null,
): string | null {
  const dates = datesOf(scene, sentence).filter((date) => !isCondition(scene, sentence, date));
  const inside = dates.filter((date) => isWithin(date.span, clause.span));
  const after = dates.filter(
    (date) =>
      date.span.startChar >= clause.span.endChar &&
      date.span.startChar - clause.span.endChar < (isDeadline(scene, sentence, date) ? deadlineReachChars : reachChars),
  );
  const pool = inside.length > 0 ? inside : after;
  const sent = sentOn(scene, sentence);
  if (pool.length === 0 && lead) {
    const previous = scene.sentences[lead.index - 1];
    const leads = previous?.block === lead.block ? [previous, lead] : [lead];
    const above = leads
      .flatMap((each) => datesOf(scene, each))
      .filter(({ kind, iso }) => kind === "day" && iso >= sent);
    if (above.length === 1 && leads.some(({ text }) => forWhen.test(text))) return above[0]?.iso ?? null;
    if (leads.some(({ text }) => meetingAhead.test(text))) return nextMeetingDate(scene, sent);
  }
  if (pool.length === 0 && isForMeeting(scene, clause)) return nextMeetingDate(scene, sent);
  const led = pool.filter((date) => deadlineLead.test(wordsBefore(scene, sentence, date)));
  const chosen = led.at(-1) ?? pool.find((date) => date.kind === "day" || date.kind === "week");
  if (!chosen || chosen.iso < sent.slice(0, chosen.iso.length)) return null;
  return chosen.kind === "season" || (chosen.kind === "quarter" && !isDeadline(scene, sentence, chosen))
    ? null
    : chosen.iso;
}

/** "He expects to know by March 20." says by when of the task before, and asks for nothing itself. */
export function deadlineAlone(scene: Scene, sentence: Sentence): FoundDate | null {
  if (sentence.text.length > aloneCharsMax || !/\b(?:by|before|no later than|deadline)\b/i.test(sentence.text))
    return null;
  const sent = sentOn(scene, sentence);
  const [only, ...others] = datesOf(scene, sentence).filter((date) => isDeadline(scene, sentence, date));
  return only && others.length === 0 && only.kind === "day" && only.iso >= sent ? only : null;
}

// How far after the work its day may stand, and a day that "by" leads.
const reachChars = 40;
const deadlineReachChars = 120;
const aloneCharsMax = 90;

const sentOn = (scene: Scene, { zone }: Sentence): string => (zone.writtenAt ?? scene.message.date)?.localDate ?? "";

const wordsBefore = (scene: Scene, sentence: Sentence, { span }: FoundDate): string =>
  scene.content.slice(Math.max(sentence.startChar, span.startChar - 24), span.startChar);

const deadlineLead =
  /\b(?:by|before|until|till|no later than|due|on|this|at|in|within|for|during|week of|end of)\s*(?:the\s)?$/i;
const isDeadline = (scene: Scene, sentence: Sentence, date: FoundDate): boolean =>
  /\b(?:by|before|no later than|due|deadline is|until|till)\s*(?:the\s|\p{L}+day,\s)?$/iu.test(
    wordsBefore(scene, sentence, date),
  );

/** "If the sale closes on March 31": when something else happens, and nothing is due. */
function isCondition(scene: Scene, sentence: Sentence, { span }: FoundDate): boolean {
  const before = scene.content.slice(sentence.startChar, span.startChar);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf(";")) + 1);
  return /\b(?:if|when|once|after|since|whether|because)\s(?:\S+\s){1,5}(?:on|in)\s(?:the\s)?$/i.test(clause);
}

const forWhen = /\b(?:by|before|in advance of|ahead of|in time for|for|until|no later than|due)\b/i;
const meetingAhead =
  /\b(?:before|by|ahead of|in advance of|in time for|for|at|bring)\b[^.:]{0,20}\b(?:then|we (?:meet|talk|speak|sit down)|(?:our|the|your|that) (?:\w+ )?(?:meeting|call|review|visit|conference|appointment|session))\b|\bbring\b/i;

/** What is to be brought, or done "before we meet", is due on the day of the one meeting that the message plans. */
const isForMeeting = (scene: Scene, clause: ActionClause): boolean =>
  clause.verb === "bring" ||
  /\b(?:before|for|at|by|until|in advance of|ahead of|in time for) (?:we (?:meet|talk|speak|sit down|see)|I see you|you come|(?:our|the|that|your) (?:meeting|call|review|visit|conference|appointment|session|table)|then)\b/i.test(
    scene.content.slice(clause.span.startChar, clause.span.endChar + 24),
  );

function nextMeetingDate(scene: Scene, sent: string): string | null {
  const dates = scene.referents().flatMap(({ type, keys }) => (type === "Meeting" && keys.date ? [keys.date] : []));
  const coming = [...new Set(dates.filter((date) => date >= sent))];
  return coming.length === 1 ? (coming[0] ?? null) : null;
}
