import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import {
  type Context,
  claimedValues,
  clustersOf,
  datesAgree,
  householdOf,
  householdsOfRef,
  overlap,
  topicOverlap,
} from "./context.ts";
import type { Household } from "./households.ts";

type Meeting = {
  readonly cluster: Cluster;
  readonly households: Set<Household>;
  readonly threads: Set<string>;
  readonly topic: Set<string>;
  date: string | null;
  /** Every date it ever had: a late reply may still speak of the old one. */
  readonly dates: Set<string>;
  status: string | null;
};

type Found = Omit<Meeting, "cluster"> & { readonly previousDate: string | null; readonly isReport: boolean };

/**
 * Joins meetings by household and date. One that moves keeps its identity and takes the new date; one cancelled is over,
 * and what is proposed after it is another. Without a date, words join the household's nearest meeting and never make one.
 */
export function resolveMeetings(context: Context): Cluster[] {
  const meetings: Meeting[] = [];
  for (const ref of context.block.refs) {
    if (ref.referent.type !== "Meeting") continue;
    const found = describe(context, ref);
    const meeting = choose(meetings, found);
    if (meeting) absorb(context, meeting, found, ref);
    else if (!found.isReport && (found.date || found.status !== "cancelled")) {
      const { previousDate, isReport, ...rest } = found;
      meetings.push({ ...rest, cluster: newCluster(context.block, "Meeting", ref) });
    }
  }
  return meetings.map((meeting) => meeting.cluster);
}

function describe(context: Context, ref: Ref): Found {
  const { date, previousDate, topic, reportOnly } = ref.referent.keys;
  const attendees = ref.message.reading.claims.flatMap((claim) => {
    if (claim.kind !== "relation") return [];
    if (claim.type === "attends" && claim.to === ref.referent.id) return [claim.from];
    return claim.type === "concerns" && claim.from === ref.referent.id ? [claim.to] : [];
  });
  const attending = clustersOf(context, ref.message, attendees).flatMap(
    (cluster) => householdOf(context, cluster) ?? [],
  );
  const own = date ?? claimedValues(ref, "date")[0] ?? null;
  return {
    households: attending.length > 0 ? new Set(attending) : householdsOfRef(context, ref, undefined),
    threads: new Set([ref.message.threadKey]),
    topic: new Set(topic ?? []),
    date: own,
    dates: new Set(own ? [own] : []),
    status: claimedValues(ref, "status").at(-1) ?? null,
    previousDate: previousDate ?? null,
    isReport: reportOnly === true,
  };
}

function choose(meetings: readonly Meeting[], found: Found): Meeting | undefined {
  const near = meetings.filter(
    (meeting) =>
      overlap(meeting.households, found.households) ||
      (overlap(meeting.threads, found.threads) && (meeting.households.size === 0 || found.households.size === 0)),
  );
  const alive = near.filter(
    (meeting) => meeting.status !== "cancelled" || found.status === "cancelled" || found.isReport,
  );
  const { previousDate, date } = found;
  const moved = previousDate
    ? best(
        alive.filter((meeting) => hasDate(meeting, previousDate)),
        found,
      )
    : undefined;
  if (moved) return moved;
  if (date) {
    const sameDate = best(
      alive.filter((meeting) => hasDate(meeting, date)),
      found,
    );
    if (sameDate) return sameDate;
    // The same thread says "moved" without naming the old date: the only meeting it can be.
    const undated = alive.filter(
      (meeting) => overlap(meeting.threads, found.threads) && (!meeting.date || previousDate !== null),
    );
    return undated.length === 1 ? undated[0] : undefined;
  }
  const planned = alive.filter((meeting) => meeting.status !== "held");
  const inThread = planned.filter((meeting) => overlap(meeting.threads, found.threads));
  const candidates = inThread.length > 0 ? inThread : found.isReport || found.status === "cancelled" ? planned : [];
  return best(candidates, found);
}

function hasDate(meeting: Meeting, date: string): boolean {
  return meeting.date !== null ? datesAgree(meeting.date, date) || meeting.dates.has(date) : meeting.dates.has(date);
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

function absorb(context: Context, meeting: Meeting, found: Found, ref: Ref): void {
  const isMove =
    found.date !== null &&
    meeting.date !== null &&
    !datesAgree(found.date, meeting.date) &&
    !meeting.dates.has(found.date);
  join(context.block, meeting.cluster, ref, isMove ? "the same meeting, moved" : "same household and date");
  for (const household of found.households) meeting.households.add(household);
  for (const thread of found.threads) meeting.threads.add(thread);
  for (const word of found.topic) meeting.topic.add(word);
  if (found.date && (isMove || meeting.date === null || found.date.length > meeting.date.length))
    meeting.date = found.date;
  if (found.date) meeting.dates.add(found.date);
  if (found.status) meeting.status = found.status;
}
