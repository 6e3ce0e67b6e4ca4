import type { TenantTransaction } from "../../db/with-organization.ts";
import { setSourceStates } from "../../documents/source-states.ts";
import { type HistoryChange, type HistoryPage, isGmailFault } from "../../google/gmail.ts";
import { isOutOfMailbox } from "./rules.ts";
import { findStoredSources } from "./stored-sources.ts";
import type { SyncRun } from "./sync-run.ts";
import { getState, setState } from "./sync-state.ts";
import { recordHeardOf } from "./work-list.repository.ts";

/**
 * Follows what happened since the mailbox's history id: messages come into the work list, labels of stored ones are set. The id moves
 * on only with the last page, after all changes before it were committed; read again they end the same. False when Gmail remembers
 * that far back no more: nothing has moved then, and a full reconciliation is due.
 */
export async function followHistory(run: SyncRun, startHistoryId: string): Promise<boolean> {
  const { gmail, lease, place } = run;
  let reached = startHistoryId;
  let pageToken: string | null = null;
  let isFirst = true;
  do {
    lease.signal.throwIfAborted();
    const page: HistoryPage | null = await gmail
      .listHistory(startHistoryId, pageToken, lease.signal)
      .catch((error: unknown) => {
        if (isGmailFault(error, "history_expired")) return null;
        throw error;
      });
    if (page === null) return false;
    // The first page's: what happens while the pages are read is in the next run's history, too.
    if (isFirst && BigInt(page.historyId) > BigInt(reached)) reached = page.historyId;
    isFirst = false;
    if (page.changes.length > 0) await lease.write((tx) => recordChanges(tx, run, page.changes));
    pageToken = page.nextPageToken;
  } while (pageToken !== null);
  await lease.write((tx) => setState(tx, place, { history_id: reached }));
  return true;
}

async function recordChanges(tx: TenantTransaction, run: SyncRun, changes: readonly HistoryChange[]): Promise<void> {
  const { place, labelIds } = run;
  const { list_number: listNumber } = await getState(tx, place);
  const stored = await findStoredSources(
    tx,
    place,
    changes.map(({ id }) => id),
  );
  const labels = new Map<string, Set<string>>();
  const heardOf: string[] = [];
  for (const change of changes) {
    const known = stored.get(change.id);
    // Whether a message is there, and one that is not stored, is asked of Gmail itself.
    if (known === undefined || !("labels" in change)) {
      heardOf.push(change.id);
      continue;
    }
    const now = labels.get(change.id) ?? new Set(known.labels);
    for (const label of change.labels) change.kind === "labelled" ? now.add(label) : now.delete(label);
    labels.set(change.id, now);
  }
  await setSourceStates(
    tx,
    place.organizationId,
    { mailboxId: place.mailboxId, sourceType: "gmail" },
    [...labels].map(([sourceId, set]) => {
      const now = [...set].sort();
      return { sourceId, isThere: !isOutOfMailbox(labelIds, now), labels: now };
    }),
  );
  await recordHeardOf(tx, place, listNumber, heardOf);
}
