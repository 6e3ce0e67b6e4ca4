import { parsePersonName } from "../names.ts";
import type { Cluster, Ref } from "./block.ts";
import type { Household } from "./households.ts";
import type { Person } from "./person.ts";

export type EntityName = { readonly name: string; readonly mailboxIds: readonly string[] };

/** Every name a thing goes by, best first, each with the mailboxes whose mail says so. Never empty. */
export function namesOf(cluster: Cluster): EntityName[] {
  const mailboxes = new Map<string, Set<string>>();
  const say = (name: string, ref: Ref): void => {
    if (name.trim() === "") return;
    const known = mailboxes.get(name) ?? new Set();
    mailboxes.set(name, known);
    for (const id of ref.message.mailboxIds) known.add(id);
  };
  for (const ref of cluster.refs) for (const name of candidateNames(cluster, ref)) say(name, ref);
  if (cluster.type === "Household") {
    const household = cluster as Household;
    for (const ref of [...household.refs, ...[...household.members].flatMap((member) => member.refs)])
      say(householdName(household), ref);
  }
  const counts = new Map<string, number>();
  for (const ref of cluster.refs)
    for (const name of candidateNames(cluster, ref))
      counts.set(name, (counts.get(name) ?? 0) + Math.max(1, ref.mentions.length));
  const order = [...mailboxes.keys()];
  const ranked = order.sort(
    (a, b) => score(cluster, b) - score(cluster, a) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0),
  );
  return ranked.map((name) => ({ name, mailboxIds: [...(mailboxes.get(name) ?? [])].sort() }));
}

function candidateNames(cluster: Cluster, ref: Ref): string[] {
  const { referent } = ref;
  if (cluster.type === "Client" || cluster.type === "Professional") {
    const { fullName, firstName, surname, kin } = referent.keys;
    const spoken = fullName ?? (firstName && surname ? `${firstName} ${surname}` : firstName);
    if (spoken) return [spoken];
    // "My wife" is no name; "Mrs. Park" is one until a better is known.
    return kin && ref.mentions.length === 0 ? [] : [referent.name];
  }
  if (cluster.type === "Household") return [];
  return [referent.name];
}

/** Fuller names first: a full name over a short form, a name with digits over one without, a made one over a report. */
function score(cluster: Cluster, name: string): number {
  switch (cluster.type) {
    case "Client":
    case "Professional": {
      const { given, surname } = parsePersonName(name);
      const isShouted = name === name.toUpperCase() ? -1 : 0;
      return (given && surname ? (given.length > 1 ? 4 : 2) : 0) + isShouted;
    }
    case "Account":
      return (/\d{4}\b/.test(name) ? 2 : 0) + (/^account\b/i.test(name) ? 0 : 1);
    case "Institution":
      return Math.min(name.length, 40) / 40;
    case "Meeting":
      // A name that is only a date must be the last one it was moved to; any other name outlives every move.
      return /\d{4}-\d{2}/.test(name)
        ? lastIndexOf(cluster, name)
        : Number.MAX_SAFE_INTEGER - firstIndexOf(cluster, name);
    case "ActionItem":
    case "LifeEvent":
    case "Goal":
      return -firstIndexOf(cluster, name);
    case "Household":
      return 0;
    default:
      return cluster.type satisfies never;
  }
}

/** Where a name is first given by words that ask or promise; a report's wording comes last. */
function firstIndexOf(cluster: Cluster, name: string): number {
  const index = cluster.refs.findIndex((ref) => ref.referent.name === name && !ref.referent.keys.reportOnly);
  return index >= 0 ? index : cluster.refs.length + cluster.refs.findIndex((ref) => ref.referent.name === name);
}

function lastIndexOf(cluster: Cluster, name: string): number {
  return cluster.refs.findLastIndex((ref) => ref.referent.name === name);
}

function householdName(household: Household): string {
  const written = [...household.members]
    .flatMap((member: Person) => member.refs.map((ref) => ref.referent.keys.surname ?? ""))
    .find((surname) => surname && parsePersonName(`x ${surname}`).surname === household.surname);
  const spoken = household.refs.map((ref) => ref.referent.keys.surname).find(Boolean);
  const surname = written ?? spoken ?? capitalise(household.surname);
  return surname ? `${surname} household` : "Household";
}

function capitalise(text: string): string {
  return text.replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}
