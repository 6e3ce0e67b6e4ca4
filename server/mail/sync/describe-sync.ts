import type { Output } from "../../../contract/catalogue.ts";
import type { FailedReason } from "../mail-ledger.ts";
import type { SyncProblem } from "./sync-state.ts";

export type SyncStatus = NonNullable<Output<"Mail.SyncStatus">["mailboxes"][number]["sync"]>;
export type Failures = readonly SyncStatus["failures"][number][];
export type SyncFacts = Omit<SyncStatus, "summary" | "isUpToDate" | "failures"> & { readonly failures: Failures };

/** The facts with what to tell people. "Up to date" is said only with the time of a comparison of all ids. */
export function describeSync(facts: SyncFacts): SyncStatus {
  const { problem, phase, waiting, givenUp, lastFullComparisonAt } = facts;
  const isUpToDate =
    problem === null && phase === "idle" && waiting === 0 && givenUp === 0 && lastFullComparisonAt !== null;
  return {
    ...facts,
    failures: [...facts.failures],
    isUpToDate,
    summary: [doing(facts), failing(facts)].filter((words) => words !== "").join(" "),
  };
}

function doing(facts: SyncFacts): string {
  const { phase, problem, lastFullComparisonAt, inGmail, waiting, givenUp } = facts;
  if (problem !== null) return problemWords[problem](facts);
  if (phase === "listing") return `Listing what Gmail has: ${inGmail} messages so far.`;
  if (phase === "reading") return `Reading: ${waiting} of ${inGmail} messages to go.`;
  if (phase === "following") return "Looking for what changed since.";
  if (lastFullComparisonAt === null) return "The first read has not ended yet.";
  if (waiting + givenUp > 0) return `Compared in full at ${lastFullComparisonAt}.`;
  return `Up to date: all ${inGmail} messages of Gmail's are accounted for, compared in full at ${lastFullComparisonAt}.`;
}

const failing = (facts: SyncFacts): string => {
  const { phase, givenUp } = facts;
  const failures = facts.failures.filter(({ isGivenUp }) => !isGivenUp);
  const retried = failures.reduce((sum, { messages }) => sum + messages, 0);
  const unread = facts.waiting - retried;
  return [
    ...(unread > 0 && phase === "idle" ? [`${unread} wait to be read.`] : []),
    ...(retried > 0
      ? [`${retried} failed${reasonWords(failures)}, tried again by ${selves(retried)}${fromWhen(failures)}.`]
      : []),
    ...(givenUp > 0
      ? [
          `${givenUp} could not be read however often it was tried${reasonWords(facts.failures.filter(({ isGivenUp }) => isGivenUp))}: sync by hand to try once more.`,
        ]
      : []),
  ].join(" ");
};

const reasonWords = (failures: Failures): string =>
  failures.map(({ reason, messages }) => `, ${messages} ${failureWords[reason] ?? reason}`).join("");

const selves = (messages: number): string => (messages === 1 ? "itself" : "themselves");

const fromWhen = (failures: Failures): string => {
  const first = failures.flatMap(({ retryAt }) => (retryAt === null ? [] : [retryAt])).sort()[0];
  return first === undefined ? "" : ` from ${first}`;
};

/** By the ledger's reason; `labels`: stored, and only its labels could not be asked for. */
const failureWords: Readonly<Record<FailedReason | "labels", string>> & Readonly<Record<string, string>> = {
  fetch_failed: "not given by Gmail",
  no_headers: "without headers",
  empty: "empty",
  reading_failed: "that the reading stumbles over",
  not_storable: "that the database does not take",
  labels: "stored, with labels that Gmail did not give",
};

const problemWords: Readonly<Record<SyncProblem, (facts: SyncFacts) => string>> = {
  rate_limited: ({ notBefore }) =>
    `Google asks for a pause${notBefore === null ? "" : ` until ${notBefore}`}; it goes on by itself.`,
  needs_relink: ({ problemSince }) =>
    `Google refuses the account since ${problemSince}: link it again in Settings, Connections. What was read stays.`,
  missing_scopes: ({ problemSince }) =>
    `Reading mail is not allowed for this account since ${problemSince}: link it again and allow it. What was read stays.`,
  unavailable: ({ problemSince }) => `Gmail does not answer since ${problemSince}; it is tried again by itself.`,
  refused: ({ problemSince }) =>
    `Gmail refuses requests since ${problemSince}: is the Gmail API switched on in the Google Cloud project, and for this account?`,
};
