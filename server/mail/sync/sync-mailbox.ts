import type { Actor } from "../../db/with-organization.ts";
import { GmailError } from "../../google/gmail.ts";
import { jsonColumn } from "../../lib/json-column.ts";
import { type MailCounts, startTally } from "../tally.ts";
import { followHistory } from "./follow-history.ts";
import { type Lease, takeLease } from "./lease.ts";
import { listIds } from "./list-ids.ts";
import { readPending } from "./read-pending.ts";
import { findRules } from "./rules.repository.ts";
import { labelIdsOf } from "./rules.ts";
import type { SyncDeps, SyncRun } from "./sync-run.ts";
import { getState, problemOf, type SyncProblem, setState } from "./sync-state.ts";
import { hasUntried, type Place, recordLeftOut } from "./work-list.repository.ts";

export type SyncInput = {
  /** Reads every mailbox of the organization. */
  readonly actor: Actor;
  readonly mailboxId: string;
  /** `due`: what failed waits its time. `asked`: it is tried now. `compare`: that, and the ids are compared with Gmail's full list. */
  readonly reason: "due" | "asked" | "compare";
  readonly onProgress?: (messages: number) => void;
  readonly signal: AbortSignal;
};

export type SyncOutcome = {
  readonly counts: MailCounts;
  /** Undefined when it went to the end. */
  readonly problem: SyncProblem | undefined;
  readonly retryAfterMs: number | null;
};

/**
 * Brings a mailbox up to what Gmail has: the full list of ids first, or again when the history id expired or a comparison is asked
 * for; then what the work list holds; then history, until it tells nothing new. Stopped or killed anywhere and repeated, it ends the
 * same. Gmail's faults are its outcome; ConflictError (sync_running) when another worker syncs the mailbox; throws when
 * the database does not answer, and on the signal.
 */
export async function syncMailbox(deps: SyncDeps, input: SyncInput): Promise<SyncOutcome> {
  const place: Place = { organizationId: input.actor.organizationId, mailboxId: input.mailboxId };
  const lease = await takeLease(deps.db, input.actor, input.mailboxId, input.signal);
  const tally = startTally();
  try {
    await syncAll(await beginRun(deps, input, place, lease, tally), input.reason);
    return { counts: tally.counts(), problem: undefined, retryAfterMs: null };
  } catch (error) {
    if (!(error instanceof GmailError)) throw error;
    const { fault } = error;
    const problem = problemOf(fault);
    const retryAfterMs = fault.kind === "rate_limited" ? (fault.retryAfterMs ?? 60_000) : null;
    await lease.write((tx) => recordProblem(tx, place, problem, retryAfterMs));
    return { counts: tally.counts(), problem, retryAfterMs };
  } finally {
    // A database that is gone has no lease to give back: it ends by itself.
    await lease.release().catch(() => undefined);
  }
}

async function beginRun(
  deps: SyncDeps,
  input: SyncInput,
  place: Place,
  lease: Lease,
  tally: SyncRun["tally"],
): Promise<SyncRun> {
  const labels = await deps.gmail.listLabels(lease.signal);
  const { rules } = await lease.write(async (tx) => {
    await setState(tx, place, { labels: jsonColumn(labels) });
    const found = await findRules(tx, place.organizationId, place.mailboxId);
    const { rules_version } = await getState(tx, place);
    if (rules_version !== found.version) {
      await recordLeftOut(tx, place);
      await setState(tx, place, { rules_version: found.version });
    }
    return found;
  });
  return {
    ...deps,
    actor: input.actor,
    place,
    lease,
    rules,
    labels,
    labelIds: labelIdsOf(rules, labels),
    tally,
    onProgress: input.onProgress ?? (() => {}),
  };
}

/** So many rounds of history follow each other at most: mail that comes in faster is for the next run. */
const roundsMax = 5;

async function syncAll(run: SyncRun, reason: SyncInput["reason"]): Promise<void> {
  const { lease, place } = run;
  const begun = await lease.write((tx) => getState(tx, place));
  const isListNeeded = begun.history_id === null || !begun.is_list_complete || reason === "compare";
  if (isListNeeded) await listIds(run, begun.history_id === null ? "first" : "compare");
  await setPhase(run, "reading");
  await readPending(run, reason === "due");
  for (let round = 0; round < roundsMax; round++) {
    await setPhase(run, "following");
    const { history_id: historyId } = await lease.write((tx) => getState(tx, place));
    const isFollowed = historyId !== null && (await followHistory(run, historyId));
    if (!isFollowed) await listIds(run, "reconcile");
    const isAnyNew = await lease.write((tx) => hasUntried(tx, place));
    if (isAnyNew) await readPending(run, true);
    if (isFollowed && !isAnyNew) break;
  }
  await lease.write((tx) => recordSuccess(tx, place));
}

const setPhase = ({ lease, place }: SyncRun, phase: "reading" | "following") =>
  lease.write((tx) => setState(tx, place, { phase }));

/** A full list counts as compared once every message of it was at least tried. */
async function recordSuccess(tx: Parameters<typeof setState>[0], place: Place): Promise<void> {
  const { list_started_at } = await getState(tx, place);
  await setState(tx, place, {
    last_full_comparison_at: list_started_at,
    last_success_at: new Date(),
    problem: null,
    problem_since: null,
    not_before: null,
  });
}

async function recordProblem(
  tx: Parameters<typeof setState>[0],
  place: Place,
  problem: SyncProblem,
  retryAfterMs: number | null,
): Promise<void> {
  const state = await getState(tx, place);
  await setState(tx, place, {
    problem,
    problem_since: state.problem === problem ? state.problem_since : new Date(),
    not_before: retryAfterMs === null ? null : new Date(Date.now() + retryAfterMs),
  });
}
