import { isAutomaticAddress, isFirmAddress, isGroupAddress } from "./addresses.ts";
import { parsePersonName } from "./names.ts";
import type { FirmContext, MessageReading } from "./resolution.ts";
import { compareText } from "./resolve/order.ts";

/** One thing one document says of an address. `wrote`: a mail from it, not failed by the receiving server, names `value` in To or Cc. */
export type Observation = {
  readonly address: string;
  readonly kind: "name" | "role" | "firm" | "professional" | "client" | "wrote";
  readonly value: string;
  readonly documentId: string;
};

export type DirectoryEntry = {
  readonly address: string;
  /** Display names seen, most frequent first. */
  readonly names: readonly string[];
  readonly kind: "firm" | "professional" | "automatic" | "group" | "client" | "unknown";
  /** The firm has written to it, it stands in a known sender's To or Cc, or it is the firm's own (contracts, 3). */
  readonly isKnown: boolean;
  readonly role: string | null;
  readonly firm: string | null;
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
  for (const { address } of message.from) {
    for (const to of [...message.to, ...message.cc])
      if (to.address && to.address !== address) add(address, "wrote", to.address);
  }
  const { referents, claims } = message.reading;
  const addressOf = new Map(referents.flatMap((r) => (r.keys.address ? [[r.id, r.keys.address] as const] : [])));
  for (const referent of referents) {
    const { address, role, firm, leaning, kin } = referent.keys;
    if (role) add(address, "role", role);
    if (firm) add(address, "firm", firm);
    if (leaning) add(address, leaning, "");
    if (kin) {
      add(address, "client", "kin");
      add(addressOf.get(kin.of), "client", "kin");
    }
  }
  for (const claim of claims) {
    if (claim.kind === "relation" && (claim.type === "ownsAccount" || claim.type === "hasGoal")) {
      add(addressOf.get(claim.from), "client", claim.type);
    }
  }
  return [...found.values()];
}

/** Gathers observations into the directory; the order they come in plays no part. */
export function buildDirectory(firm: FirmContext, observations: Iterable<Observation>): Directory {
  const byAddress = new Map<string, Tally>();
  const wrote = new Map<string, Set<string>>();
  for (const { address, kind, value, documentId } of observations) {
    const tally = byAddress.get(address) ?? newTally();
    byAddress.set(address, tally);
    if (kind === "wrote") wrote.set(address, (wrote.get(address) ?? new Set()).add(value));
    else count(tally[kind], kind === "professional" || kind === "client" ? documentId : value);
  }
  const known = knownAddresses(firm, [...byAddress.keys()], wrote);
  const entries = new Map<string, DirectoryEntry>();
  for (const [address, tally] of [...byAddress].sort(([a], [b]) => compareText(a, b))) {
    entries.set(address, entryOf(firm, address, tally, known.has(address)));
  }
  return { entries, professionalsByName: indexProfessionals(entries.values()) };
}

type Tally = Record<Exclude<Observation["kind"], "wrote">, Map<string, number>>;

function newTally(): Tally {
  return { name: new Map(), role: new Map(), firm: new Map(), professional: new Map(), client: new Map() };
}

function count(counts: Map<string, number>, value: string): void {
  if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
}

function entryOf(firm: FirmContext, address: string, tally: Tally, isKnown: boolean): DirectoryEntry {
  const names = mostFrequent(tally.name).filter((name) => !name.includes("@"));
  return {
    address,
    names,
    kind: kindOf(firm, address, tally),
    isKnown,
    role: mostFrequent(tally.role)[0] ?? null,
    firm: mostFrequent(tally.firm)[0] ?? null,
  };
}

function kindOf(firm: FirmContext, address: string, tally: Tally): DirectoryEntry["kind"] {
  if (firm.mailboxAddresses.includes(address)) return "firm";
  if (isAutomaticAddress(address)) return "automatic";
  if (isGroupAddress(address)) return "group";
  if (isFirmAddress(firm, address)) return "firm";
  const professional = tally.professional.size;
  const client = tally.client.size;
  // A client may sign with a title; a professional never speaks of "my wife" or "my IRA" as often as of the trade.
  if (professional > 0 && professional > client) return "professional";
  return client > 0 ? "client" : "unknown";
}

function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || b[0].length - a[0].length || compareText(a[0], b[0]))
    .map(([value]) => value);
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

function indexProfessionals(entries: Iterable<DirectoryEntry>): Map<string, DirectoryEntry[]> {
  const index = new Map<string, DirectoryEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== "firm" && entry.kind !== "professional") continue;
    const keys = new Set(
      entry.names.flatMap((name) => {
        const { given, surname } = parsePersonName(name);
        return [given, surname].filter((part) => part !== null);
      }),
    );
    for (const key of keys) index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return index;
}

/** The directory that these messages alone make. */
export function directoryOf(firm: FirmContext, messages: readonly MessageReading[]): Directory {
  return buildDirectory(firm, messages.flatMap(observationsOf));
}
