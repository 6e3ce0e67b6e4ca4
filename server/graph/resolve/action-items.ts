import { findAnswered } from "./answers.ts";
import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import {
  type Context,
  claimedValues,
  clustersOf,
  householdsOfRef,
  overlap,
  overlapOrUnknown,
  topicOverlap,
} from "./context.ts";
import type { Household } from "./households.ts";

export type Action = {
  readonly cluster: Cluster;
  readonly topic: Set<string>;
  /** What a pronoun in its words stands for, as far as the words before tell: a report may speak of it by these. */
  readonly context: Set<string>;
  /** Every word, names and small numbers too: what a question and its answer have in common. */
  readonly words: Set<string>;
  readonly assignees: Set<Cluster>;
  readonly households: Set<Household>;
  readonly threads: Set<string>;
  isClosed: boolean;
};

/** Two words, and so much of the shorter topic: a shared "form" is chance. In one thread half is enough. */
const shareElsewhere = 0.6;
const shareInThread = 0.5;

/**
 * Joins what is asked, promised and reported of one action: enough of the same words, nobody else's task, the same thread or household.
 * A report joins an action and never makes one; a new request after the action was closed is a new action.
 */
export function resolveActionItems(context: Context): Cluster[] {
  const actions: Action[] = [];
  for (const ref of context.block.refs) {
    if (ref.referent.type !== "ActionItem") continue;
    const found = describe(context, ref);
    const isReport = ref.referent.keys.reportOnly === true;
    if (ref.referent.keys.isAnswer) {
      const answered = findAnswered(actions, found);
      if (answered) join(context.block, answered.cluster, ref, "an answer to what was asked");
      if (answered) answered.isClosed = true;
      continue;
    }
    const [best] = actions
      .map((action) => ({ action, score: scoreOf(context, action, found, isReport) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || b.action.cluster.refs.length - a.action.cluster.refs.length);
    const action = best?.action ?? (isReport ? onlyReported(actions, found) : undefined);
    if (action) {
      join(context.block, action.cluster, ref, "same task in the same thread or household");
      for (const word of found.topic) action.topic.add(word);
      for (const word of found.context) action.context.add(word);
      for (const assignee of found.assignees) action.assignees.add(assignee);
      for (const thread of found.threads) action.threads.add(thread);
      for (const household of found.households) action.households.add(household);
      action.isClosed ||= found.isClosed;
    } else if (!isReport) actions.push({ ...found, cluster: newCluster(context.block, "ActionItem", ref) });
  }
  return actions.map((action) => action.cluster);
}

function describe(context: Context, ref: Ref): Omit<Action, "cluster"> {
  const { topic, context: before, assignees, beneficiaries, reportOnly: isReport = false } = ref.referent.keys;
  const claimed = ref.message.reading.claims.filter((claim) => claim.kind === "relation");
  const doers = claimed.flatMap((claim) =>
    claim.type === "assignedTo" && claim.from === ref.referent.id ? [claim.to] : [],
  );
  const forWhom = claimed.flatMap((claim) =>
    claim.type === "hasActionItem" && claim.to === ref.referent.id ? [claim.from] : [],
  );
  const status = claimedValues(ref, "status");
  return {
    topic: tellingWords(context, isReport ? [...(topic ?? []), ...(before ?? [])] : (topic ?? []), isReport),
    words: new Set((topic ?? []).map((word) => stemOf(word))),
    context: tellingWords(context, isReport ? [] : (before ?? []), isReport),
    assignees: new Set(clustersOf(context, ref.message, [...(assignees ?? []), ...doers])),
    households: householdsOfRef(context, ref, [...(beneficiaries ?? []), ...forWhom]),
    threads: new Set([ref.message.threadKey]),
    isClosed: status.includes("done") || status.includes("cancelled"),
  };
}

/** The one open action of the thread of which a report's every word speaks, by someone who may have done it; several are none. */
function onlyReported(actions: readonly Action[], found: Omit<Action, "cluster">): Action | undefined {
  if (found.topic.size === 0) return undefined;
  const [only, ...others] = actions.filter(
    (action) =>
      !action.isClosed &&
      overlap(action.threads, found.threads) &&
      overlapOrUnknown(action.households, found.households) &&
      [...found.topic].every((word) => action.topic.has(word)) &&
      assigneesAgree(action, found),
  );
  return others.length === 0 ? only : undefined;
}

/**
 * Topic words without people's names, months, days and years, which say for whom and when, not what; of a report also without what it
 * says of the outcome. To speak with somebody is one thing by any word, and with whom is what it is.
 */
function tellingWords(context: Context, topic: readonly string[], isReport: boolean): Set<string> {
  const isCall = topic.length <= 3 && topic.some((word) => callWords.has(word));
  const names = isCall ? new Set<string>() : nameWordsOf(context);
  const words = topic
    .flatMap((word) => word.split("-"))
    .filter((word) => !(isReport && outcomes.has(word)))
    .map((word) => (callWords.has(word) ? "call" : stemOf(word)));
  return new Set(
    words.filter(
      (word) =>
        word.length > 1 &&
        !names.has(word) &&
        !months.test(word) &&
        !/^(?:\d{1,2}|20\d\d|0+)(?:st|nd|rd|th)?$/.test(word),
    ),
  );
}

const stemOf = (word: string): string => word.replace(/(?<=\p{L}{4})(?:ed|ing|s)$/u, "").slice(0, stemChars);

/** "Appraiser" and "appraisal" are of one thing, "beneficiary" and "benefit" are not. */
const stemChars = 7;
const papers = new Set(
  "form letter paperwo documen stateme applica packet agreeme list copy report workshe summary".split(" "),
);
const callWords = new Set(
  "call called phone phoned telephone telephoned rang ring talked spoke spoken talk speak".split(" "),
);
const outcomes = new Set(
  "ready open opened hand complete completed attached enclosed mailed emailed sent came arrived landed done finished received posted processed approved moved went finally first last latest signed filed uploaded printed faxed submitted dropped forwarded transferred gave made ran wrote put set added great perfect clear helpful".split(
    " ",
  ),
);

const months =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday)$/;

function nameWordsOf({ people }: Context): Set<string> {
  const parts = [...people.persons].flatMap((person) => person.names.flatMap(({ given, surname }) => [given, surname]));
  return new Set(parts.filter((part) => part !== null));
}

/** Names of banks, employers and the like: they say where, not what. */
function placeWordsOf({ block }: Context): ReadonlySet<string> {
  const known = placeWords.get(block);
  if (known) return known;
  const words = new Set(
    block.refs
      .filter(({ referent }) => referent.type === "Institution")
      .flatMap(({ referent }) => (referent.keys.institution ?? referent.name).toLowerCase().split(/[^\p{L}\p{N}]+/u))
      .map(stemOf),
  );
  placeWords.set(block, words);
  return words;
}

const placeWords = new WeakMap<Context["block"], ReadonlySet<string>>();

function scoreOf(context: Context, action: Action, found: Omit<Action, "cluster">, isReport: boolean): number {
  const isSameThread = overlap(action.threads, found.threads);
  if (!overlapOrUnknown(action.households, found.households)) return 0;
  if (!isSameThread && !overlap(action.households, found.households)) return 0;
  if (action.isClosed && !isReport && !found.isClosed) return 0;
  if (nameOtherAccounts(action.topic, found.topic)) return 0;
  // "The form to move the money is ready" is of the form: the money has not moved.
  const [subject = ""] = found.topic;
  if (isReport && papers.has(subject) && !action.topic.has(subject)) return 0;
  const topic = isReport ? new Set([...action.topic, ...action.context]) : action.topic;
  const { shared, share } = topicOverlap(topic, found.topic);
  const head = topicOverlap(headOf(action.topic), headOf(found.topic));
  const isEnough =
    (shared >= 2 && share >= (isSameThread ? shareInThread : shareElsewhere)) ||
    (head.shared >= 2 && head.share >= 0.6) ||
    isTelling(action, found, isSameThread, isReport, placeWordsOf(context));
  const isPlain = share >= 0.75 && Math.min(topic.size, found.topic.size) > 2;
  if (!isEnough || (!assigneesAgree(action, found) && !isPlain)) return 0;
  return share + shared / 10 + head.share / 2 + (isSameThread ? 0.5 : 0);
}

/** Both give an account's last four digits, and no account is the same. */
function nameOtherAccounts(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [left, right] = [a, b].map((topic) => [...topic].filter((word) => /^\d{4}$/.test(word)));
  return Boolean(left?.length && right?.length && !left.some((digits) => right.includes(digits)));
}

/** What is acted on stands first; what follows is when, why and for whom. */
function headOf(topic: ReadonlySet<string>): Set<string> {
  return new Set([...topic].slice(0, 3));
}

/** One shared word is enough when it is nearly all that is said, names one kind of paper, and the same person is to do it. */
function isTelling(
  action: Action,
  found: Omit<Action, "cluster">,
  isSameThread: boolean,
  isReport: boolean,
  places: ReadonlySet<string>,
): boolean {
  const common = [...action.topic].filter((word) => found.topic.has(word));
  if (isReport && common.some((word) => largeAmount.test(word))) return true;
  const isSpecific = common.some((word) => word.length >= 5 && !vague.has(word) && !places.has(word));
  if (!isSpecific || Math.min(action.topic.size, found.topic.size) > 2) return false;
  return isSameThread && (isReport || assigneesAgree(action, found))
    ? true
    : overlap(action.assignees, found.assignees);
}

/** "The $40,000 is withdrawn": so much money is asked for once. */
const largeAmount = /^\$\d{4,}$/;

/** Words that many actions have in common. */
const vague = new Set(
  "account paperwork money letter statement check question answer email document information number detail review meeting signature copy forms today tomorrow morning".split(
    " ",
  ),
);

/** A client asks the adviser, the adviser's associate does it: two of the trade may be one task, a client and an adviser are two. */
function assigneesAgree(action: Action, found: Omit<Action, "cluster">): boolean {
  if (overlapOrUnknown(action.assignees, found.assignees)) return true;
  return [...action.assignees, ...found.assignees].every((assignee) => assignee.type === "Professional");
}
