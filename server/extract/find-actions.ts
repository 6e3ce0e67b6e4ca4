import { type ActionClause, actionClausesOf } from "./action-clauses.ts";
import { type ActionList, listItemsOf } from "./action-lists.ts";
import { actionName } from "./action-name.ts";
import { assigneesOf, beneficiariesOf } from "./action-people.ts";
import { deadlineAlone, dueDateOf } from "./due-date.ts";
import { addAnswers } from "./find-answers.ts";
import { isInjected } from "./injected.ts";
import { shortNameOf, youOf } from "./people-of.ts";
import { sentenceCharsMax } from "./said-when.ts";
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
  const told: Sentence[] = [];
  for (const sentence of scene.sentences) {
    if (injected(sentence) || sentence.text.length > sentenceCharsMax) continue;
    const found = actionClausesOf(sentence);
    const list = listed.get(sentence);
    const clauses = found.length > 0 ? found : (list?.items ?? []);
    for (const clause of clauses) addAction(scene, sentence, clause, made, list ?? null);
    if (clauses.length === 0) addDeadline(scene, sentence, made.at(-1));
    if (!clauses.some(({ kind }) => kind === "request" || kind === "promise" || kind === "pending"))
      told.push(sentence);
  }
  addAnswers(scene, told);
}

type MadeAction = {
  readonly id: string;
  readonly topic: readonly string[];
  readonly index: number;
  readonly isReport: boolean;
  hasDueDate: boolean;
};

function addDeadline(scene: Scene, sentence: Sentence, last: MadeAction | undefined): void {
  if (!last || last.isReport || last.hasDueDate || sentence.index - last.index !== 1) return;
  const date = deadlineAlone(scene, sentence);
  if (!date) return;
  scene.addAttribute(last.id, "dueDate", date.iso, date.span, 0.6);
  last.hasDueDate = true;
}

// Words that repeat a task do so within this many tasks; comparing with all would take the square of a long list.
const recentActionsMax = 40;
// "What I can do is build you a sheet, you'll have it by May 2": as much before a pronoun in its sentence says what it is.
const namedBeforeCharsMin = 24;
// A pronoun ("send it by Friday") reaches back to the task of one of this many sentences before.
const pronounReachSentences = 3;

function addAction(
  scene: Scene,
  sentence: Sentence,
  clause: ActionClause,
  made: MadeAction[],
  list: ActionList | null,
): void {
  const { content } = scene;
  const author = scene.authorOf(sentence.zone);
  const phrase = content.slice(clause.phrase.startChar, clause.phrase.endChar);
  const assignees = assigneesOf(scene, sentence, clause, list?.items[0]?.actor ?? null);
  const isReport = clause.kind === "report" || clause.kind === "cancel";
  const context = contextOf(scene, sentence, clause, phrase);
  const isNamedBefore = isDelivery.test(phrase) && clause.span.startChar - sentence.startChar > namedBeforeCharsMin;
  const own = topicOf(scene, sentence, clause, phrase);
  const topic = isNamedBefore ? [...context, ...own] : own;
  const dueDate = isReport ? null : dueDateOf(scene, sentence, clause, list?.lead ?? null);
  const reach = isNamedBefore ? [] : made.filter((m) => sentence.index - m.index <= pronounReachSentences);
  const same =
    (isPronounOnly(phrase) ? reach.findLast((m) => !m.isReport || isReport) : undefined) ??
    made.slice(-recentActionsMax).find((m) => isSameTopic(m.topic, topic)) ??
    null;
  // "Obtain", "run it both ways": nothing here says what.
  if (
    !same &&
    ((topic.length === 0 && !(isReport && context.length > 0)) ||
      (topic.length < 2 && /^\S+$/.test(phrase)) ||
      (isPronounOnly(phrase) && !isNamedBefore && !(isReport && context.length > 0)))
  )
    return;
  const id = same?.id ?? makeReferent(scene, sentence, clause, { author, phrase, topic, context, assignees, isReport });
  if (!same) made.push({ id, topic, index: sentence.index, isReport, hasDueDate: dueDate !== null });
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
const contextWordsMax = 12;

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

/** "Send it by Friday", "run that both ways": what it is stands elsewhere; to whom and by when a thing is got says nothing of what. */
const isPronounOnly = (phrase: string): boolean =>
  pronounAlone.test(phrase) &&
  topicWords(isDelivery.test(phrase) ? phrase.replace(whenAndToWhom, "") : phrase).length <= 1;

const pronounAlone =
  /^[A-Za-z-]+\s(?:\p{L}+\s)?(?:it|that|this|them|those|these|one|so|hers|theirs|something|anything)(?![\p{L}'’])(?!\s(?:I|we|you|he|she|they|the|your|my|\p{Lu}))/u;
const isDelivery = /^(?:have|get|see)\s(?:it|them|that|this)\b/i;
const whenAndToWhom =
  /\b(?:to|with|for)\s(?:\p{Lu}[\p{L}’'-]+|them|him|her|you|us|me)|\b(?:by|before|on|until|no later than)\s(?:the\s)?[\p{L}\d ,]{1,24}$/gu;

function isSameTopic(left: readonly string[], right: readonly string[]): boolean {
  const shared = left.filter((word) => right.includes(word)).length;
  return shared >= 2 && shared * 3 >= Math.min(left.length, right.length) * 2;
}
