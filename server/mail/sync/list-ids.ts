import { isGmailFault } from "../../google/gmail.ts";
import type { SyncRun } from "./sync-run.ts";
import { getState, type SyncState, setState } from "./sync-state.ts";
import { recordListed, recordUnlisted } from "./work-list.repository.ts";

export type ListMode = NonNullable<SyncState["list_mode"]>;

/**
 * Reads the full list of Gmail's ids into the work list, page by page; each page is committed with the token of the next, so that a
 * run stopped anywhere goes on there. A list that is under way is finished whatever the mode asked for. The history id to go
 * on from was taken before the list began: what happens meanwhile is found by history.
 */
export async function listIds(run: SyncRun, mode: ListMode): Promise<void> {
  const { gmail, lease, place } = run;
  let state = await lease.write((tx) => getState(tx, place));
  if (state.list_mode === null || state.is_list_complete) state = await beginList(run, mode);
  for (let begun = 1; !state.is_list_complete; ) {
    lease.signal.throwIfAborted();
    try {
      const page = await gmail.listIds(state.list_page_token, lease.signal);
      state = await recordPage(run, state, page.ids, page.nextPageToken);
    } catch (error) {
      // A token kept too long is taken no more: the list begins anew. Once a run, or it would never end.
      if (!isGmailFault(error, "page_expired") || begun++ > 1) throw error;
      state = await beginList(run, state.list_mode ?? mode);
    }
  }
}

async function beginList({ gmail, lease, place }: SyncRun, mode: ListMode): Promise<SyncState> {
  const { historyId } = await gmail.getProfile(lease.signal);
  return lease.write(async (tx) => {
    const { list_number } = await getState(tx, place);
    await setState(tx, place, {
      phase: "listing",
      list_number: list_number + 1,
      list_mode: mode,
      list_history_id: historyId,
      list_page_token: null,
      list_started_at: new Date(),
      is_list_complete: false,
    });
    return getState(tx, place);
  });
}

async function recordPage(
  { lease, place }: SyncRun,
  state: SyncState,
  ids: readonly string[],
  nextPageToken: string | null,
): Promise<SyncState> {
  return lease.write(async (tx) => {
    await recordListed(tx, place, state.list_number, ids, state.list_mode === "reconcile");
    await setState(tx, place, { list_page_token: nextPageToken, is_list_complete: nextPageToken === null });
    if (nextPageToken === null) {
      await recordUnlisted(tx, place, state.list_number);
      // A comparison leaves the history id where it is: it was followed all along.
      if (state.list_mode !== "compare") await setState(tx, place, { history_id: state.list_history_id });
    }
    return getState(tx, place);
  });
}
