import type { MessageReading } from "../resolution.ts";
import { type Block, type Cluster, findCluster, type Ref } from "./block.ts";
import { type Household, type Households, householdsOfMessage } from "./households.ts";
import type { People, Person } from "./person.ts";

/** What later steps lean on: who is who, and which family a message or a thing is about. */
export type Context = {
  readonly block: Block;
  readonly people: People;
  readonly households: Households;
};

/** The clusters that a message's referent ids stand for, as far as they were resolved. */
export function clustersOf(context: Context, message: MessageReading, ids: readonly string[] | undefined): Cluster[] {
  return [...new Set((ids ?? []).flatMap((id) => findCluster(context.block, message, id) ?? []))];
}

export function householdOf(context: Context, cluster: Cluster): Household | undefined {
  if (cluster.type === "Household") return context.households.all.find((household) => household === cluster);
  return cluster.type === "Client" ? context.households.of.get(cluster as Person) : undefined;
}

/** The households a thing concerns: those of the people it is said to be of, else those the message is about. */
export function householdsOfRef(context: Context, ref: Ref, ids: readonly string[] | undefined): Set<Household> {
  const named = clustersOf(context, ref.message, ids).flatMap((cluster) => householdOf(context, cluster) ?? []);
  return new Set(
    named.length > 0 ? named : householdsOfMessage(context.block, context.people, context.households, ref.message),
  );
}

/** True when two sets share a member, or one of them is empty and so rules nothing out. */
export function overlapOrUnknown<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === 0 || b.size === 0 || [...a].some((item) => b.has(item));
}

export function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return [...a].some((item) => b.has(item));
}

/** Words two topics share, and how much of the shorter one that is (0 to 1). */
export function topicOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): { shared: number; share: number } {
  const shared = [...a].filter((word) => b.has(word)).length;
  const shorter = Math.min(a.size, b.size);
  return { shared, share: shorter === 0 ? 0 : shared / shorter };
}

/** Dates as exact as known ("2026-03", "2026-03-09"): compatible when one is a refinement of the other. */
export function datesAgree(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** The values this message's claims give an attribute of a referent. */
export function claimedValues(ref: Ref, name: string): string[] {
  return ref.message.reading.claims.flatMap((claim) =>
    claim.kind === "attribute" && claim.referentId === ref.referent.id && claim.name === name ? [claim.value] : [],
  );
}
