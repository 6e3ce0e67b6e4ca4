import { type ActionClause, actionClausesOf } from "./action-clauses.ts";
import { listItemsOf } from "./action-lists.ts";
import { actionName } from "./action-name.ts";
import { assigneesOf, beneficiariesOf } from "./action-people.ts";
import { isInjected } from "./injected.ts";
import { shortNameOf, youOf } from "./people-of.ts";
import { datesOf, isWithin, sentenceCharsMax } from "./said-when.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { topicWords } from "./topic-words.ts";

/**
 * Action items: what the message asks for, promises, waits for, reports done or calls off; with who does it, for whom,
 * by when. Reports and cancellations are marked `reportOnly`: they say something of an action that another message made.
 */
export function findActions(scene: Scene): void {
  if (scene.isUntold) return;
  const injected = isInjected(scene);
  const listed = listItemsOf(scene);
  const made: MadeAction[] = [];
  for (const sentence of scene.sentences) {
    if (injected(sentence) || sentence.text.length > sentenceCharsMax) continue;
    const found = actionClausesOf(sentence);
    const items = listed.get(sentence) ?? [];
    const clauses = found.length > 0 ? found : items;
    for (const clause of clauses) addAction(scene, sentence, clause, made, items[0]?.actor ?? null);
  }
}

type MadeAction = {
  readonly id: string;
  readonly topic: readonly string[];
  readonly index: number;
  readonly isReport: boolean;
};

// Words that repeat a task do so within this many tasks; comparing with all would take the square of a long list.
const recentActionsMax = 40;
// A pronoun ("send it by Friday") reaches back to the task of one of this many sentences before.
const pronounReachSentences = 3;

function addAction(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  made: MadeAction[],
  listActor: ActionClause["actor"],
): void {
  const { content } = scene;
  const author = scene.authorOf(sentence.zone);
  const phrase = content.slice(clause.phrase.startChar, clause.phrase.endChar);
  const assignees = assigneesOf(scene, sentence, clause, listActor);
  const isReport = clause.kind === "report" || clause.kind === "cancel";
  const topic = topicOf(scene, sentence, clause, phrase);
  const context = contextOf(scene, sentence, clause, phrase);
  const dueDate = isReport ? null : dueDateOf(scene, sentence, clause);
  const reach = made.filter((m) => sentence.index - m.index <= pronounReachSentences);
  const same =
    (isPronounOnly(phrase) ? reach.findLast((m) => !m.isReport || isReport) : undefined) ??
    made.slice(-recentActionsMax).find((m) => isSameTopic(m.topic, topic)) ??
    null;
  // "Obtain", "run it both ways": nothing here says what.
  if (
    !same &&
    ((topic.length === 0 && !(isReport && context.length > 0)) ||
      (topic.length < 2 && /^\S+$/.test(phrase)) ||
      (isPronounOnly(phrase) && !(isReport && context.length > 0)))
  )
    return;
  const id = same?.id ?? makeReferent(scene, sentence, clause, { author, phrase, topic, context, assignees, isReport });
  if (!same) made.push({ id, topic, index: sentence.index, isReport });
  scene.addMention(id, clause.span, confidenceOf[clause.kind]);
  const status = clause.kind === "report" ? "done" : clause.kind === "cancel" ? "cancelled" : "open";
  if (!(same && status === "open")) scene.addAttribute(id, "status", status, clause.span, confidenceOf[clause.kind]);
  if (dueDate) scene.addAttribute(id, "dueDate", dueDate, clause.span, 0.7);
  for (const assignee of assignees) {
    scene.addRelation("assignedTo", id, assignee, clause.span, isPassedOn(scene, clause) ? 0.5 : 0.7);
    scene.addAttribute(id, "assignee", scene.getReferent(assignee).name, clause.span, 0.6);
  }
  for (const whom of beneficiariesOf(scene, sentence, clause, assignees))
    scene.addRelation("hasActionItem", whom, id, clause.span, 0.6);
}

/** "She asks for the deed": what somebody else asks is passed on to whoever reads it, who may not be meant to do it. */
const isPassedOn = (scene: Scene, { kind, actor, span }: ActionClause): boolean =>
  kind === "request" &&
  actor === "addressee" &&
  /^(?:[Hh]e|[Ss]he|[Tt]hey|(?!I\b|We\b|You\b)[A-Z][\w’'-]+)\s(?:(?:also|still|now|just|would|will|is|are)\s)*(?:needs?|wants?|likes?|asks?|asked|asking|requires?|requests?|missing)\b/.test(
    scene.content.slice(span.startChar, span.endChar),
  );

/** What the work is about: who was on the phone has called, and thanks for a call come from whom it was made to. */
function topicOf(scene: Scene, sentence: Sentence, clause: ActionClause, phrase: string): readonly string[] {
  const own = topicWords(phrase);
  if (clause.kind !== "report" || clause.verb !== "call" || /^(?:call|rang|ring|phone)/i.test(phrase)) return own;
  const author = scene.authorOf(sentence.zone);
  const callee = clause.actor === "addressee" && author ? topicWords(shortNameOf(scene, author)) : [];
  return [...new Set(["call", ...own, ...callee])];
}

// "Sign it", "mail Anna two of them", "open one": the verb's object stands elsewhere.
const objectPronoun =
  /^[A-Za-z-]+\s(?:\p{L}+\s)?(?:(?:two|both|all|one|some|copies)\sof\s)?(?:(?:it|them|one)(?![\p{L}'’])(?!\s(?:I|we|you|he|she|they|the|your|my|\p{Lu}))|(?:this|that|these|those)(?=\s?(?:[.,;!?]|$|by\b|to\b|back\b|for\b|with\b|into\b|and\b)))/u;
const contextWordsMax = 6;

/** Words of what a pronoun stands for: "the bank has the form, I sent it Monday"; those before it in the sentence, else of the one before. */
function contextOf(scene: Scene, sentence: Sentence, clause: ActionClause, phrase: string): readonly string[] {
  if (!objectPronoun.test(phrase)) return [];
  const before = scene.content.slice(sentence.startChar, clause.span.startChar);
  const previous = scene.sentences[sentence.index - 1];
  const said = before.length > 8 ? before : previous?.zone === sentence.zone ? previous.text : "";
  return topicWords(said).slice(-contextWordsMax);
}

/** The work as an order: "the signed form" is provided, "how it went" is told, "owe you a call" is sent. */
function imperativeOf(clause: ActionClause, phrase: string): string {
  const lower = (words: string): string =>
    words.replace(/^(?:The|Your|His|Her|Their|Our|My|A|An|This|That)\b/, (word) => word.toLowerCase());
  if (clause.thing && clause.verb) return `${clause.verb} ${lower(clause.thing)}`;
  if (clause.verb || (clause.kind !== "request" && clause.kind !== "pending")) return phrase;
  if (/^owe(?:s|d)?\s/i.test(phrase)) return phrase.replace(/^owe(?:s|d)?/i, "send");
  if (/^(?:what|how|when|which|whether|who|where|once|as soon)\b/i.test(phrase)) return `say ${phrase}`;
  if (
    /^(?:know|hear|understand|have|get|see|receive|go|make|send|find|call|check|look|file|submit|talk|review|mail|ask|order)\s/i.test(
      phrase,
    )
  )
    return phrase;
  const due = /^(.*?)\s(?:must|ha(?:s|ve) to|needs? to)\s(come|go)\s(?:out|in|back)$/i.exec(phrase);
  if (due?.[1]) return `${due[2] === "go" ? "send" : "take"} ${lower(due[1])}`;
  if (/^that\s(?:you\s)?/i.test(phrase)) return phrase.replace(/^that you\s/i, "").replace(/^that\s/i, "see that ");
  return `provide ${lower(phrase)}`;
}

const confidenceOf = { request: 0.8, promise: 0.8, pending: 0.7, report: 0.6, cancel: 0.6 } as const;

function makeReferent(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  said: {
    author: string | null;
    phrase: string;
    topic: readonly string[];
    context: readonly string[];
    assignees: readonly string[];
    isReport: boolean;
  },
): string {
  const you = youOf(scene, sentence);
  // "Devon, bring your file": who is asked is "you", whoever else the mail is to.
  const spokenTo = clause.kind === "request" && clause.actor === "addressee" && said.assignees.length > 0;
  const addressee =
    (spokenTo ? said.assignees : you)
      .slice(0, 2)
      .map((id) => shortNameOf(scene, id))
      .join(" and ") || null;
  const author = said.author ? shortNameOf(scene, said.author) : null;
  const words = imperativeOf(clause, said.phrase);
  const name = actionName(words, clause.verb, clause.verb !== null, {
    author,
    addressee,
  });
  return scene.addReferent("ActionItem", name, {
    topic: said.topic,
    ...(said.context.length > 0 ? { context: said.context } : {}),
    assignees: said.assignees,
    beneficiaries: beneficiariesOf(scene, sentence, clause, said.assignees),
    ...(said.isReport ? { reportOnly: true } : {}),
  });
}

const deadlineLead =
  /\b(?:by|before|until|till|no later than|due|on|this|at|in|within|for|during|week of|end of)\s*(?:the\s)?$/i;

/** The date by which: one inside the clause, else the sentence's only one after it. */
function dueDateOf(scene: Scene, sentence: Sentence, clause: ActionClause): string | null {
  const dates = datesOf(scene, sentence);
  const inside = dates.filter((date) => isWithin(date.span, clause.span));
  const after = dates.filter(
    (date) => date.span.startChar >= clause.span.endChar && date.span.startChar - clause.span.endChar < 40,
  );
  const pool = inside.length > 0 ? inside : after;
  const led = pool.filter((date) => {
    const before = scene.content.slice(Math.max(sentence.startChar, date.span.startChar - 16), date.span.startChar);
    return deadlineLead.test(before);
  });
  const sent = (sentence.zone.writtenAt ?? scene.message.date)?.localDate ?? "";
  if (pool.length === 0 && isForMeeting(scene, clause)) return nextMeetingDate(scene, sent);
  const chosen = led.at(-1) ?? pool.find((date) => date.kind === "day" || date.kind === "week");
  if (!chosen || chosen.iso < sent.slice(0, chosen.iso.length)) return null;
  return chosen.kind === "season" ? null : chosen.iso;
}

/** What is to be brought, or done "before we meet", is due on the day of the one meeting that the message plans. */
const isForMeeting = (scene: Scene, clause: ActionClause): boolean =>
  clause.verb === "bring" ||
  /\b(?:before|for|at|by) (?:we (?:meet|talk|speak|sit down)|(?:our|the) (?:meeting|call|review|visit)|then)\b/i.test(
    scene.content.slice(clause.span.startChar, clause.span.endChar + 24),
  );

function nextMeetingDate(scene: Scene, sent: string): string | null {
  const dates = scene.referents().flatMap(({ type, keys }) => (type === "Meeting" && keys.date ? [keys.date] : []));
  const coming = [...new Set(dates.filter((date) => date >= sent))];
  return coming.length === 1 ? (coming[0] ?? null) : null;
}

/** "Send it by Friday", "run that both ways": what it is stands elsewhere. */
const isPronounOnly = (phrase: string): boolean =>
  /^[A-Za-z-]+\s(?:\p{L}+\s)?(?:it|that|this|them|those|these|one|so|hers|theirs|something|anything)(?![\p{L}'’])(?!\s(?:I|we|you|he|she|they|the|your|my|\p{Lu}))/u.test(
    phrase,
  ) && topicWords(phrase).length <= 1;

function isSameTopic(left: readonly string[], right: readonly string[]): boolean {
  const shared = left.filter((word) => right.includes(word)).length;
  return shared >= 2 && shared * 3 >= Math.min(left.length, right.length) * 2;
}
