import type { TenantTransaction } from "../../db/with-organization.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { type SourceState, setSourceStates } from "../../documents/source-states.ts";
import { storeBatch } from "../store-batch.ts";
import { fetchItem, type Looked, readItem } from "./read-item.ts";
import { isOutOfMailbox } from "./rules.ts";
import { findStoredSources } from "./stored-sources.ts";
import type { SyncRun } from "./sync-run.ts";
import { setState } from "./sync-state.ts";
import { findPending, forgetGone, settleDone, settleFailed, type WorkItem } from "./work-list.repository.ts";

/** Few enough that memory holds little and a crash repeats little; requests at once stay few beside what Google allows. */
const batchMessages = 40;
/** Once so much came a batch is written, however few messages it has: one may be 50 MB. */
const batchBytes = 32e6;
export const requestsAtOnce = 10;

/**
 * Works through the list, newest first: each message ends in the ledger, or its state and labels are set. While one batch is written
 * the next is fetched and read. A message that fails is left for a later run; `isOnlyDue` leaves out those that wait or failed too often.
 */
export async function readPending(run: SyncRun, isOnlyDue: boolean): Promise<void> {
  const { lease, place } = run;
  let writing: Promise<void> = Promise.resolve();
  try {
    for (let before: string | null = null; ; ) {
      lease.signal.throwIfAborted();
      const { items, stored } = await nextBatch(run, { isOnlyDue, before, limit: batchMessages });
      if (items.length === 0) break;
      const looked = await lookAt(run, items, stored);
      before = looked.at(-1)?.sourceId ?? null;
      await writing;
      writing = settle(run, looked);
      // Awaited a batch later: a failure in between must not count as unhandled.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  await lease.write((tx) => setState(tx, place, { messages_per_second: run.tally.progress().messagesPerSecond }));
}

const nextBatch = (run: SyncRun, options: Parameters<typeof findPending>[2]) =>
  withOrganization(run.db, run.actor, async (tx) => {
    const items = await findPending(tx, run.place, options);
    const ids = items.map(({ id }) => id);
    return { items, stored: ids.length === 0 ? new Map() : await findStoredSources(tx, run.place, ids) };
  });

/**
 * Looks at them in order, at fewer when they are large. What failed is believed only when the service as a whole answers; else that
 * is the fault, and it throws.
 */
async function lookAt(
  run: SyncRun,
  items: readonly WorkItem[],
  stored: ReadonlyMap<string, unknown>,
): Promise<Looked[]> {
  const looked: Looked[] = [];
  let bytes = 0;
  for (let at = 0; at < items.length && bytes < batchBytes; at += requestsAtOnce) {
    const fetched = await Promise.all(
      items.slice(at, at + requestsAtOnce).map((item) => fetchItem(run, item, stored.has(item.id))),
    );
    for (const one of fetched) {
      looked.push("message" in one ? readItem(run, one.item, one.message) : one);
      if ("message" in one) bytes += one.message.raw.length;
    }
    if (fetched.some((one) => "found" in one && one.found === "nothing")) await run.gmail.getProfile(run.lease.signal);
  }
  return looked;
}

async function settle(run: SyncRun, looked: readonly Looked[]): Promise<void> {
  const { actor, place, tally } = run;
  const target = { actor, mailboxId: place.mailboxId, sourceType: "gmail" } as const;
  const written = await storeBatch(run, target, looked, (tx, some) => settleInScope(tx, run, some));
  tally.add(written.filter((_, i) => looked[i]?.found === "message" || looked[i]?.found === "nothing"));
  run.onProgress(tally.counts().received);
}

async function settleInScope(tx: TenantTransaction, run: SyncRun, looked: readonly Looked[]): Promise<void> {
  const { lease, place, labelIds } = run;
  await lease.hold(tx);
  const isFailed = (one: Looked) => one.kind === "failed" || one.found === "nothing";
  const states = looked.flatMap(({ sourceId, found }): SourceState[] => {
    if (found === "gone") return [{ sourceId, isThere: false, labels: null }];
    if (typeof found === "string") return [];
    return [{ sourceId, isThere: !isOutOfMailbox(labelIds, found.labels), labels: [...found.labels].sort() }];
  });
  const mailbox = { mailboxId: place.mailboxId, sourceType: "gmail" } as const;
  await setSourceStates(tx, place.organizationId, mailbox, states);
  const gone = looked.filter(({ found }) => found === "gone").map(({ sourceId }) => sourceId);
  await forgetGone(tx, place, gone);
  const done = looked.filter((one) => !isFailed(one) && one.found !== "gone").map(({ sourceId }) => sourceId);
  await settleDone(tx, place, done);
  await settleFailed(
    tx,
    place,
    looked.filter(isFailed).map(({ item }) => item),
  );
}
