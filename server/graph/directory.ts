import type { Claim, RelationClaim } from "../extract/reading.ts";
import { domainOf, isAutomaticAddress, isFirmAddress, isGroupAddress, isTradeDomain } from "./addresses.ts";
import { parsePersonName } from "./names.ts";
import type { FirmContext, MessageReading } from "./resolution.ts";
import { compareText } from "./resolve/order.ts";

/** One thing one document says of an address. `wrote`: a mail from it, not failed by the receiving server, names `value` in To or Cc. */
export type Observation = {
  readonly address: string;
  readonly kind: "name" | "professional" | "client" | "wrote";
  readonly value: string;
  readonly documentId: string;
};

export type DirectoryEntry = {
  readonly address: string;
  /** Display names seen in headers, in text order. */
  readonly names: readonly string[];
  readonly kind: "firm" | "professional" | "automatic" | "group" | "client" | "unknown";
  /** The firm has written to it, it stands in a known sender's To or Cc, or it is the firm's own (contracts, 3). */
  readonly isKnown: boolean;
};

/** What all mail of the organization says of addresses: tells professionals from clients before any block is cut. */
export type Directory = {
  readonly entries: ReadonlyMap<string, DirectoryEntry>;
  /** Professionals by folded given name and by folded surname; two or more people may share one. */
  readonly professionalsByName: ReadonlyMap<string, readonly DirectoryEntry[]>;
};

/** What one message adds to the directory: header names, the sender's title, and whether its words are a client's or a professional's. */
export function observationsOf(message: MessageReading): Observation[] {
  if (message.authentication === "fail") return [];
  const found = new Map<string, Observation>();
  const add = (address: string | null | undefined, kind: Observation["kind"], value: string): void => {
    if (!address) return;
    found.set(JSON.stringify([address, kind, value]), { address, kind, value, documentId: message.documentId });
  };
  for (const box of [...message.from, ...message.to, ...message.cc]) {
    if (box.address) add(box.address, "name", box.name ?? "");
  }
  for (const { address } of message.authentication === "pass" ? message.from : []) {
    for (const to of [...message.to, ...message.cc])
      if (to.address && to.address !== address) add(address, "wrote", to.address);
  }
  const { referents, claims } = message.reading;
  const addressOf = new Map(referents.flatMap((r) => (r.keys.address ? [[r.id, r.keys.address] as const] : [])));
  for (const referent of referents) {
    const { keys } = referent;
    const { address, leaning, kin } = keys;
    // Someone in a forwarded message has an address and stands in no header.
    add(address, "name", keys.fullName ?? "");
    if (leaning) add(address, leaning, "");
    if (kin) {
      add(address, "client", "kin");
      add(addressOf.get(kin.of), "client", "kin");
    }
  }
  for (const claim of claims) {
    if (isClientTie(message, claim)) add(addressOf.get(claim.from), "client", claim.type);
  }
  return [...found.values()];
}

/** Whether a claim says of its subject what is only a client's to have: an account that is said to be theirs, an aim. */
export function isClientTie(message: MessageReading, claim: Claim): claim is RelationClaim {
  if (claim.kind !== "relation") return false;
  if (claim.type === "hasGoal" || claim.type === "belongsToHousehold") return true;
  const account = message.reading.referents.find(({ id }) => id === claim.to);
  // "The account" in anyone's mail is claimed for its writer; only "my account" tells whose it is.
  return claim.type === "ownsAccount" && (account?.keys.owners?.includes(claim.from) ?? false);
}

/** What the observations of one address come to. */
export type AddressSummary = {
  readonly address: string;
  readonly names: readonly string[];
  readonly professionalDocuments: number;
  readonly clientDocuments: number;
};

/** Gathers observations into the directory; the order they come in plays no part. */
function buildDirectory(firm: FirmContext, observations: Iterable<Observation>): Directory {
  const gathered = new Map<string, Record<"name" | "professional" | "client", Set<string>>>();
  const wrote = new Map<string, Set<string>>();
  for (const { address, kind, value, documentId } of observations) {
    const sets = gathered.get(address) ?? { name: new Set(), professional: new Set(), client: new Set() };
    gathered.set(address, sets);
    if (kind === "wrote") wrote.set(address, (wrote.get(address) ?? new Set()).add(value));
    else sets[kind].add(kind === "name" ? value : documentId);
  }
  const known = knownAddresses(firm, [...gathered.keys()], wrote);
  const entries = [...gathered].map(([address, { name, professional, client }]) =>
    entryOf(
      firm,
      { address, names: [...name], professionalDocuments: professional.size, clientDocuments: client.size },
      known.has(address),
    ),
  );
  return indexDirectory(entries);
}

/** The directory that these messages alone make. */
export function directoryOf(firm: FirmContext, messages: readonly MessageReading[]): Directory {
  return buildDirectory(firm, messages.flatMap(observationsOf));
}

/** A directory of these entries; which are all of them, or all that one block can ask for. */
export function indexDirectory(entries: readonly DirectoryEntry[]): Directory {
  const sorted = [...entries].sort((a, b) => compareText(a.address, b.address));
  const professionalsByName = new Map<string, DirectoryEntry[]>();
  for (const entry of sorted) {
    if (entry.kind !== "firm" && entry.kind !== "professional") continue;
    for (const key of nameKeysOf(entry.names)) {
      professionalsByName.set(key, [...(professionalsByName.get(key) ?? []), entry]);
    }
  }
  return { entries: new Map(sorted.map((entry) => [entry.address, entry])), professionalsByName };
}

export function entryOf(firm: FirmContext, summary: AddressSummary, isKnown: boolean): DirectoryEntry {
  const names = summary.names.filter((name) => name !== "" && !name.includes("@")).sort(compareText);
  return { address: summary.address, names, kind: kindOf(firm, summary), isKnown };
}

/** The folded given names and surnames by which these names are looked up. */
export function nameKeysOf(names: readonly string[]): string[] {
  const parts = names.map(parsePersonName).flatMap(({ given, surname }) => [given, surname]);
  return [...new Set(parts.filter((part) => part !== null))];
}

function kindOf(firm: FirmContext, summary: AddressSummary): DirectoryEntry["kind"] {
  const { address, professionalDocuments, clientDocuments } = summary;
  if (firm.mailboxAddresses.includes(address)) return "firm";
  if (isAutomaticAddress(address)) return "automatic";
  if (isGroupAddress(address)) return "group";
  if (isFirmAddress(firm, address)) return "firm";
  // A client may sign with a title; a professional does not speak of "my wife" or "my IRA" more often than in the way of trade.
  if (professionalDocuments > 0 && professionalDocuments >= clientDocuments) return "professional";
  if (clientDocuments > 0) return "client";
  return isTradeDomain(domainOf(address)) ? "professional" : "unknown";
}

function knownAddresses(
  firm: FirmContext,
  addresses: readonly string[],
  wrote: ReadonlyMap<string, Set<string>>,
): Set<string> {
  const known = new Set([...firm.mailboxAddresses, ...addresses.filter((address) => isFirmAddress(firm, address))]);
  const queue = [...known];
  for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
    for (const addressee of wrote.get(address) ?? []) {
      if (known.has(addressee)) continue;
      known.add(addressee);
      queue.push(addressee);
    }
  }
  return known;
}
