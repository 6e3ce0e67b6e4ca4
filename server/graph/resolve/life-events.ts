import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import {
  type Context,
  claimedValues,
  clustersOf,
  datesAgree,
  householdsOfRef,
  overlap,
  topicOverlap,
} from "./context.ts";
import type { Household } from "./households.ts";

type Event = {
  readonly cluster: Cluster;
  readonly eventType: string;
  readonly subjects: Set<Cluster>;
  readonly households: Set<Household>;
  readonly topic: Set<string>;
  dates: string[];
};

/** Events that happen to one person once: another date is the same event, moved. */
const onceEach = new Set(["birth", "death", "retirement", "business_sale"]);

/** Joins life events by kind, whose they are, and dates that agree or move; two graduations of one person with other words stay two. */
export function resolveLifeEvents(context: Context): Cluster[] {
  const events: Event[] = [];
  for (const ref of context.block.refs) {
    if (ref.referent.type !== "LifeEvent") continue;
    const found = describe(context, ref);
    const fitting = events
      .filter((event) => isSame(event, found))
      .sort((a, b) => closeness(b, found) - closeness(a, found));
    const [event] = fitting;
    if (event) {
      join(context.block, event.cluster, ref, "same kind of event of the same person");
      for (const subject of found.subjects) event.subjects.add(subject);
      for (const word of found.topic) event.topic.add(word);
      for (const household of found.households) event.households.add(household);
      event.dates = [...event.dates, ...found.dates];
    } else if (!ref.referent.keys.reportOnly)
      events.push({ ...found, cluster: newCluster(context.block, "LifeEvent", ref) });
  }
  return events.map((event) => event.cluster);
}

function describe(context: Context, ref: Ref): Omit<Event, "cluster"> {
  const { eventType, subjects, topic, date } = ref.referent.keys;
  const claimed = ref.message.reading.claims.flatMap((claim) =>
    claim.kind === "relation" && claim.type === "experiencedEvent" && claim.to === ref.referent.id ? [claim.from] : [],
  );
  const ids = [...(subjects ?? []), ...claimed];
  return {
    eventType: eventType ?? "other",
    subjects: new Set(clustersOf(context, ref.message, ids)),
    households: householdsOfRef(context, ref, ids),
    topic: new Set(topic ?? []),
    dates: date ? [date] : claimedValues(ref, "date"),
  };
}

/** A couple's as much as one spouse's: who wrote of it does not tell it apart. */
const ofTheFamily = new Set(["home_purchase", "home_sale", "relocation", "birth"]);

function isSame(event: Event, found: Omit<Event, "cluster">): boolean {
  if (event.eventType !== found.eventType) return false;
  const isOfOne = overlap(event.subjects, found.subjects);
  const isUnsaid = event.subjects.size === 0 || found.subjects.size === 0;
  const last = event.dates.at(-1);
  const next = found.dates[0];
  const isSameDay =
    last !== undefined && next !== undefined && last.length >= 7 && next.length >= 7 && datesAgree(last, next);
  // A mother's "our wedding" is her daughter's: the day says so, where the names do not.
  if (
    !isOfOne &&
    !(overlap(event.households, found.households) && (isUnsaid || isSameDay || ofTheFamily.has(event.eventType)))
  )
    return false;
  const topics = topicOverlap(event.topic, found.topic);
  if (event.eventType === "other") return topics.shared > 0;
  if (!last || !next || datesAgree(last, next) || onceEach.has(event.eventType)) return true;
  return monthsApart(last, next) <= 12 && (topics.shared > 0 || ofTheFamily.has(event.eventType));
}

function closeness(event: Event, found: Omit<Event, "cluster">): number {
  const next = found.dates[0];
  const sameDate = next && event.dates.some((date) => datesAgree(date, next)) ? 2 : 0;
  return sameDate + topicOverlap(event.topic, found.topic).share + (overlap(event.subjects, found.subjects) ? 1 : 0);
}

function monthsApart(a: string, b: string): number {
  const months = (date: string): number => Number(date.slice(0, 4)) * 12 + (Number(date.slice(5, 7)) || 6);
  return Math.abs(months(a) - months(b));
}
