import type { TenantTransaction } from "../../db/with-organization.ts";
import { GmailError, type IdPage, isGmailFault } from "../../google/gmail.ts";
import { compareLabels } from "./compare-labels.ts";
import { recordLabelled, recordListed, recordUnlisted } from "./listed-ids.repository.ts";
import type { SyncRun } from "./sync-run.ts";
import { getState, type SyncState, setState } from "./sync-state.ts";

export type ListMode = NonNullable<SyncState["list_mode"]>;

/**
 * Reads the full list of Gmail's ids into the work list, and to reconcile then the list of each label, page by page; each page is
 * committed with the token of the next, so that a run stopped anywhere goes on there. A list that is under way is finished whatever
 * the mode asked for. The history id to go on from was taken before the list began: what happens meanwhile is found by history.
 */
export async function listIds(run: SyncRun, mode: ListMode): Promise<void> {
  const { lease, place } = run;
  let state = await lease.write((tx) => getState(tx, place));
  if (state.list_mode === null || state.is_list_complete) state = await beginList(run, mode);
  for (let begun = 1, isMore = true; isMore; ) {
    lease.signal.throwIfAborted();
    try {
      ({ state, isMore } = await recordPage(run, state, await listPage(run, state)));
    } catch (error) {
      // A token kept too long is taken no more: the list begins anew. Once a run, or it would never end.
      if (!isGmailFault(error, "page_expired") || begun++ > 1) throw error;
      state = await beginList(run, state.list_mode ?? mode);
    }
  }
  if (state.list_mode === "reconcile") await compareLabels(run, state.list_number);
  await lease.write((tx) => endList(tx, run, state));
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
      list_label: null,
      list_page_token: null,
      list_started_at: new Date(),
      is_list_complete: false,
    });
    return getState(tx, place);
  });
}

/** A comparison leaves the history id where it is: it was followed all along. */
const endList = (tx: TenantTransaction, { place }: SyncRun, state: SyncState): Promise<void> =>
  setState(tx, place, {
    list_label: null,
    is_list_complete: true,
    ...(state.list_mode === "compare" ? {} : { history_id: state.list_history_id }),
  });

async function listPage({ gmail, lease, labels }: SyncRun, state: SyncState): Promise<IdPage> {
  const { list_label: labelId, list_page_token: pageToken } = state;
  try {
    return await gmail.listIds({ labelId, pageToken }, lease.signal);
  } catch (error) {
    if (labelId === null || !(error instanceof GmailError) || !isOfTheLabel(error)) throw error;
    const isLeft = (await gmail.listLabels(lease.signal)).some(({ id }) => id === labelId);
    if (isLeft || !labels.some(({ id }) => id === labelId)) throw error;
    // Somebody deleted the label meanwhile: no message has it.
    return { ids: [], nextPageToken: null };
  }
}

const isOfTheLabel = ({ fault }: GmailError): boolean => fault.kind === "refused" || fault.kind === "not_found";

/** After the last page of all the state names no next one: stopped there, a run lists that part again. */
async function recordPage(
  { lease, place, labels }: SyncRun,
  { list_number: listNumber, list_mode: mode, list_label: label }: SyncState,
  { ids, nextPageToken }: IdPage,
): Promise<{ readonly state: SyncState; readonly isMore: boolean }> {
  const nextLabel = mode === "reconcile" ? labelAfter(labels, label) : undefined;
  const state = await lease.write(async (tx) => {
    if (label === null) await recordListed(tx, place, listNumber, ids);
    else await recordLabelled(tx, place, listNumber, label, ids);
    if (nextPageToken === null && label === null) await recordUnlisted(tx, place, listNumber);
    const isNextLabel = nextPageToken === null && nextLabel !== undefined;
    await setState(tx, place, { list_page_token: nextPageToken, ...(isNextLabel ? { list_label: nextLabel } : {}) });
    return getState(tx, place);
  });
  return { state, isMore: nextPageToken !== null || nextLabel !== undefined };
}

/** Labels are listed in the order of their ids, the first after all messages: one that is made meanwhile is found by history. */
const labelAfter = (labels: readonly { readonly id: string }[], label: string | null): string | undefined =>
  labels
    .map(({ id }) => id)
    .filter((id) => label === null || id > label)
    .sort()[0];
