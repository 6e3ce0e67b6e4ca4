import type { TenantTransaction } from "../../db/with-organization.ts";
import { type SourceState, setSourceStates } from "../../documents/source-states.ts";
import { findListed, type ListedMessage } from "./listed-ids.repository.ts";
import { isLabelReason, isOutOfMailbox, leftOutByLabel } from "./rules.ts";
import type { SyncRun } from "./sync-run.ts";
import { recordHeardOf } from "./work-list.repository.ts";

const pageMessages = 500;

/**
 * Compares the labels that a reconciliation listed with those kept here. Where nothing but labels changed they are set; what would
 * come, go or be left out otherwise than now is put into the work list, to be asked about by itself. Safe to repeat.
 */
export async function compareLabels(run: SyncRun, listNumber: number): Promise<void> {
  const { lease, place } = run;
  for (let after: string | undefined = ""; after !== undefined; ) {
    lease.signal.throwIfAborted();
    const options = { after, limit: pageMessages };
    const listed = await lease.write(async (tx) => {
      const page = await findListed(tx, place, listNumber, options);
      await settlePage(tx, run, listNumber, page);
      return page;
    });
    after = listed.at(-1)?.id;
  }
}

async function settlePage(
  tx: TenantTransaction,
  { place, labelIds, labels }: SyncRun,
  listNumber: number,
  page: readonly ListedMessage[],
): Promise<void> {
  const known = new Set(labels.map(({ id }) => id));
  const judged = Map.groupBy(page, (message) => judgeListed(message, labelIds, known));
  const states = (judged.get("set") ?? []).map(
    ({ id, listed }): SourceState => ({ sourceId: id, isThere: true, labels: listed.toSorted() }),
  );
  await setSourceStates(tx, place.organizationId, { mailboxId: place.mailboxId, sourceType: "gmail" }, states);
  const asked = (judged.get("ask") ?? []).map(({ id }) => id);
  await recordHeardOf(tx, place, listNumber, asked);
}

/** What is to be done about a listed message. `labelIds` are the rules' labels, `known` all that Gmail lists: others cannot be compared. */
export function judgeListed(
  { listed, stored, leftOutFor }: Omit<ListedMessage, "id">,
  labelIds: ReadonlySet<string>,
  known: ReadonlySet<string>,
): "same" | "set" | "ask" {
  if (stored === null) {
    const wasByLabel = isLabelReason(leftOutFor) ? leftOutFor : undefined;
    return leftOutByLabel(labelIds, listed) === wasByLabel ? "same" : "ask";
  }
  if (isOutOfMailbox(labelIds, listed) === stored.isThere) return "ask";
  if (stored.labels.some((label) => !known.has(label))) return "ask";
  const isSame = stored.labels.length === listed.length && stored.labels.every((label) => listed.includes(label));
  return isSame ? "same" : stored.isThere ? "set" : "ask";
}
