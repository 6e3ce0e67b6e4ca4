import { isFirmAddress } from "../addresses.ts";
import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import {
  type Context,
  claimedValues,
  clustersOf,
  datesAgree,
  householdOf,
  householdsOfRef,
  overlap,
  overlapOrUnknown,
  topicOverlap,
} from "./context.ts";
import type { Household } from "./households.ts";

type Meeting = {
  readonly cluster: Cluster;
  readonly households: Set<Household>;
  readonly clients: Set<Cluster>;
  readonly threads: Set<string>;
  readonly topic: Set<string>;
  date: string | null;
  /** Every date it ever had: a late reply may still speak of the old one. */
  readonly dates: Set<string>;
  status: string | null;
};

type Found = Omit<Meeting, "cluster"> & {
  readonly ref: Ref;
  readonly previousDate: string | null;
  readonly hasTime: boolean;
};

/**
 * Joins meetings by household and date. One that moves keeps its identity and takes the new date; one cancelled is over, unless the
 * words that cancel it set the new date. Then names and mentions without a date find the meeting they speak of; they never make one.
 */
export function resolveMeetings(context: Context): Cluster[] {
  const found = context.block.refs
    .filter((ref) => ref.referent.type === "Meeting")
    .map((ref) => describe(context, ref));
  const meetings: Meeting[] = [];
  for (const each of found.filter(({ date, ref }) => date !== null && !ref.referent.keys.reportOnly)) {
    const meeting = findDated(meetings, each);
    if (meeting) absorb(context, meeting, each);
    else {
      const { ref, previousDate, hasTime, ...rest } = each;
      meetings.push({ ...rest, cluster: newCluster(context.block, "Meeting", ref) });
    }
  }
  for (const each of found.filter(({ ref }) => !context.block.clusterOf.has(ref))) {
    const meeting = findUndated(meetings, each);
    if (meeting) absorb(context, meeting, each);
  }
  for (const { cluster } of meetings) cluster.refs.sort((a, b) => a.index - b.index);
  return meetings.map((meeting) => meeting.cluster);
}

function describe(context: Context, ref: Ref): Found {
  const { date, previousDate, topic, time } = ref.referent.keys;
  const parties = ref.message.reading.claims.flatMap((claim) => {
    if (claim.kind !== "relation") return [];
    if (claim.type === "attends" && claim.to === ref.referent.id) return [claim.from];
    return claim.type === "concerns" && claim.from === ref.referent.id ? [claim.to] : [];
  });
  const attendees = clustersOf(context, ref.message, parties);
  const attending = attendees.flatMap((cluster) => householdOf(context, cluster) ?? []);
  const own = date ?? claimedValues(ref, "date")[0] ?? null;
  return {
    ref,
    households: attending.length > 0 ? new Set(attending) : householdsOfRef(context, ref, undefined),
    clients: outsidersOf(context, ref.message),
    threads: new Set([ref.message.threadKey]),
    topic: new Set(topic ?? []),
    date: own,
    dates: new Set(own ? [own] : []),
    status: claimedValues(ref, "status").at(-1) ?? null,
    previousDate: previousDate ?? null,
    hasTime: time !== undefined,
  };
}

/** Who of outside the firm speaks, or is spoken to by the firm. */
function outsidersOf({ block, people }: Context, { from, to, cc }: Ref["message"]): Set<Cluster> {
  const outside = (mailboxes: typeof from): Cluster[] =>
    mailboxes.flatMap(({ address }) =>
      address && !isFirmAddress(block.firm, address) ? (people.byAddress.get(address) ?? []) : [],
    );
  const speaking = outside(from);
  return new Set(speaking.length > 0 ? speaking : outside([...to, ...cc]));
}

function findDated(meetings: readonly Meeting[], found: Found): Meeting | undefined {
  const { previousDate, date } = found;
  if (date === null) return undefined;
  const near = meetings.filter((meeting) => isNear(meeting, found));
  const old =
    previousDate === null
      ? undefined
      : best(
          near.filter((meeting) => hasDate(meeting, previousDate)),
          found,
        );
  if (old && (old.status !== "cancelled" || isCancelledHere(old, found))) return old;
  const same = best(
    near.filter((meeting) => hasDate(meeting, date)),
    found,
  );
  if (same) return same;
  return (
    best(
      near.filter((meeting) => isMisdated(meeting, found)),
      found,
    ) ??
    best(
      near.filter((meeting) => isMovedBy(meeting, found)),
      found,
    )
  );
}

function findUndated(meetings: readonly Meeting[], found: Found): Meeting | undefined {
  const near = meetings.filter((meeting) => isNear(meeting, found));
  const here = near.filter((meeting) => meeting.cluster.refs.some((ref) => ref.message === found.ref.message));
  const inThread = near.filter((meeting) => overlap(meeting.threads, found.threads));
  const ahead = near.filter((meeting) => meeting.status === "planned" || meeting.status === null);
  const circle = [here, inThread, ahead].find((meetings) => meetings.length > 0) ?? [];
  return best(circle, found);
}

function isNear(meeting: Meeting, found: Found): boolean {
  if (overlap(meeting.households, found.households)) return true;
  if (!overlap(meeting.threads, found.threads) || !overlapOrUnknown(meeting.clients, found.clients)) return false;
  return meeting.households.size === 0 || found.households.size === 0;
}

function hasDate(meeting: Meeting, date: string): boolean {
  return meeting.dates.has(date) || (meeting.date !== null && datesAgree(meeting.date, date));
}

/** "Our visit on the 29th", "Monday's meeting": read as the next such day, but said of the one just past. */
function isMisdated(meeting: Meeting, found: Found): boolean {
  if (found.date === null || meeting.date === null || found.hasTime || meeting.date.length < 10) return false;
  const days = daysBetween(meeting.date, found.date);
  const isSameDay = meeting.date.slice(8) === found.date.slice(8) && days > 0 && days <= 62;
  return isSameDay || (days === 7 && /day\b/i.test(found.ref.mentions[0]?.text ?? ""));
}

/** Two meetings of one family ten days apart at most, the first still ahead and neither held: a new proposal for the old one. */
const movedDaysMax = 10;

function isMovedBy(meeting: Meeting, found: Found): boolean {
  const { localDate } = found.ref.message;
  if (
    found.date === null ||
    meeting.date === null ||
    localDate === null ||
    found.status === "held" ||
    meeting.status === "held"
  )
    return false;
  if (found.date <= localDate || meeting.date < localDate || found.status === "cancelled") return false;
  const days = Math.abs(daysBetween(meeting.date, found.date));
  if (days > (overlap(meeting.threads, found.threads) ? 3 * movedDaysMax : movedDaysMax)) return false;
  if (meeting.status === "cancelled") return isCancelledHere(meeting, found);
  const isSameMail = meeting.cluster.refs.some((ref) => ref.message === found.ref.message);
  const isSameKind =
    meeting.topic.size === 0 || found.topic.size === 0 || topicOverlap(meeting.topic, found.topic).shared > 0;
  return !isSameMail && isSameKind && [...found.households].every((household) => meeting.households.has(household));
}

function isCancelledHere(meeting: Meeting, found: Found): boolean {
  return meeting.cluster.refs.at(-1)?.message === found.ref.message;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Between several, the one of the same thread, then of the same words, then the latest spoken of. */
function best(candidates: readonly Meeting[], found: Found): Meeting | undefined {
  const score = (meeting: Meeting): number =>
    (overlap(meeting.threads, found.threads) ? 2 : 0) + topicOverlap(meeting.topic, found.topic).share;
  return [...candidates].sort((a, b) => score(b) - score(a) || lastIndex(b) - lastIndex(a))[0];
}

function lastIndex(meeting: Meeting): number {
  return Math.max(...meeting.cluster.refs.map((ref) => ref.index));
}

/** "We meet on the 26th. The 24th is cancelled": the day is off, the meeting is not. */
function isOfLeftDay(meeting: Meeting, { date, status }: Found): boolean {
  return (
    status === "cancelled" &&
    date !== null &&
    meeting.date !== null &&
    meeting.status !== "cancelled" &&
    meeting.dates.has(date) &&
    !datesAgree(meeting.date, date)
  );
}

function absorb(context: Context, meeting: Meeting, found: Found): void {
  const { date } = found;
  if (isOfLeftDay(meeting, found)) {
    join(context.block, meeting.cluster, found.ref, "the day this meeting has left");
    context.block.outdated.add(found.ref);
    return;
  }
  const isWrong = date !== null && isMisdated(meeting, found) && !hasDate(meeting, date);
  const isMove = date !== null && meeting.date !== null && !isWrong && !hasDate(meeting, date);
  join(context.block, meeting.cluster, found.ref, isMove ? "the same meeting, moved" : "same household and date");
  for (const household of found.households) meeting.households.add(household);
  for (const client of found.clients) meeting.clients.add(client);
  for (const thread of found.threads) meeting.threads.add(thread);
  for (const word of found.topic) meeting.topic.add(word);
  if (isWrong) context.block.misread.add(found.ref);
  else if (date !== null) {
    if (isMove || meeting.date === null || date.length > meeting.date.length) meeting.date = date;
    meeting.dates.add(date);
  }
  if (found.status && !(isMove && meeting.status === "cancelled" && found.status !== "planned"))
    meeting.status = found.status;
}
