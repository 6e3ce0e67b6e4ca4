import type { ResolvedEntity } from "../graph/resolution.ts";
import type { DraftBullet, DraftCitation } from "./briefing.ts";
import { citeAttribute, citeEntity, citeRelation } from "./cite.ts";
import { isOvertaken, nameTask } from "./compose-actions.ts";
import type { HouseholdRecord } from "./household-record.ts";
import { nameEvent } from "./name-event.ts";
import { countWords, formatAmount, formatDate, listNames } from "./wording.ts";

const itemsMax = 3;
const wordsMax = 55;

/**
 * What to take up at the meeting, from what is open: the firm's overdue work, what clients were to do, what is ahead in the
 * family, and statements that do not agree. Each item points at the facts it follows from.
 */
export function composeAgenda(record: HouseholdRecord): DraftBullet[] {
  const open = record.actions.flatMap((action) => readTask(record, action));
  const clients = Map.groupBy(
    open.filter((task) => task.client !== null),
    (task) => task.client ?? "",
  );
  return [
    ...listItems(
      "Report on what is overdue",
      open
        .filter((t) => t.isOverdue && t.client === null)
        .toSorted(byDue)
        .reverse(),
      60,
    ),
    ...[...clients].flatMap(([name, tasks]) =>
      listItems(`Ask ${name} whether this is done`, tasks.toSorted(byDue), 58),
    ),
    ...listItems(
      "Ask about what is ahead",
      record.events.flatMap((event) => readEvent(record, event)).toSorted(byDue),
      56,
    ),
    ...record.accounts.flatMap((account) => askWhichHolds(record, account)),
  ];
}

type Item = { readonly text: string; readonly due: string; readonly citations: readonly DraftCitation[] };
type Task = Item & { readonly client: string | null; readonly isOverdue: boolean };

const byDue = (a: Item, b: Item): number => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0);

function readTask(record: HouseholdRecord, action: ResolvedEntity): Task[] {
  const { index } = record;
  const status = index.findAttribute(action.id, "status")?.value;
  const due = index.findAttribute(action.id, "dueDate");
  const doers = index.relationsFrom(action.id, "assignedTo");
  const isUnverified = action.mentions.every((m) => record.unverified.has(m.documentVersionId));
  const isOver = due !== undefined && (isOvertaken(record, action, due.value) || isLongPast(record, due.value));
  if (isOver || status === "done" || status === "cancelled" || isUnverified || doers.length === 0 || !due) return [];
  const client = doers.find((r) => record.members.some((m) => m.id === r.to));
  const names = listNames(doers.slice(0, 2).map((r) => index.nameOf(r.to)));
  const name = lowerFirst(nameTask(action.name, true));
  const text = client ? `${name} (due ${formatDate(due.value)})` : `${name} (${names}, due ${formatDate(due.value)})`;
  const citations = [
    ...citeAttribute(record, due),
    ...citeEntity(record, action),
    ...doers.slice(0, 2).flatMap((r) => citeRelation(record, r)),
  ];
  return [
    {
      text,
      due: due.value,
      citations,
      client: client ? index.nameOf(client.to) : null,
      isOverdue: due.value < record.asOf,
    },
  ];
}

/** Weeks after its day, with nobody asking, a task is no matter for a meeting. */
const isLongPast = (record: HouseholdRecord, due: string): boolean =>
  Date.parse(record.asOf) - Date.parse(due) > longPastMs;
const longPastMs = 45 * 86_400_000;

function readEvent(record: HouseholdRecord, event: ResolvedEntity): Item[] {
  const date = record.index.findAttribute(event.id, "date");
  if (!date || date.value < record.asOf.slice(0, date.value.length)) return [];
  const type = record.index.findAttribute(event.id, "eventType")?.value;
  const text = `${nameEvent(event.name, type)} (${formatDate(date.value)})`;
  return [{ text, due: date.value, citations: [...citeAttribute(record, date), ...citeEntity(record, event)] }];
}

/** Two balances that nothing settles between. */
function askWhichHolds(record: HouseholdRecord, account: ResolvedEntity): DraftBullet[] {
  const amounts = record.index
    .attributesOf(account.id)
    .filter((a) => a.name === "amount" && a.supersededBy === null && a.contradicts.length > 0);
  const [one, other] = amounts;
  if (!one || !other || one.value === other.value) return [];
  const text = `Ask which balance of ${account.name} holds: ${formatAmount(one.value)} or ${formatAmount(other.value)}.`;
  const citations = [...citeAttribute(record, one), ...citeAttribute(record, other), ...citeEntity(record, account)];
  return [{ section: "agenda", text, citations, weight: 54 }];
}

/** The first few items behind one heading, as many as a bullet holds. */
function listItems(heading: string, items: readonly Item[], weight: number): DraftBullet[] {
  const some: Item[] = [];
  for (const item of items.slice(0, itemsMax)) {
    const words = countWords([heading, ...some.map((i) => i.text), item.text].join(" "));
    if (words <= wordsMax) some.push(item);
  }
  if (some.length === 0) return [];
  const text = `${heading}: ${some.map((item) => item.text).join("; ")}.`;
  return [{ section: "agenda", text, citations: some.flatMap((item) => item.citations), weight }];
}

/** "Send the form" within a sentence is "send the form"; a name keeps its capital. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
