import type { Claim, EntityType, Mention, Referent, RelationClaim } from "../../extract/reading.ts";
import type { Directory } from "../directory.ts";
import type { FirmContext, MessageReading } from "../resolution.ts";
import type { Doubt } from "./doubts.ts";
import { sortReadings } from "./order.ts";

/** A referent in its message, numbered in block order: earlier messages first, earlier words first. */
export type Ref = {
  readonly index: number;
  readonly message: MessageReading;
  readonly referent: Referent;
  readonly mentions: readonly Mention[];
  /** Where the message first speaks of it; the message's end when it has neither mention nor claim. */
  readonly position: number;
};

/** Referents that are one thing, found so far. Steps add to it; `resolveBlock` freezes it into an entity. */
export type Cluster = {
  type: EntityType;
  readonly refs: Ref[];
  readonly joinedBy: Set<string>;
  /** Professionals and Institutions are one thing in every block: the key that says which. */
  sharedKey: string | null;
};

export type ClaimInMessage = { readonly claim: Claim; readonly message: MessageReading };

/** One block being resolved: its messages in order and what each step has found. */
export type Block = {
  readonly firm: FirmContext;
  readonly directory: Directory;
  readonly messages: readonly MessageReading[];
  readonly refs: readonly Ref[];
  readonly claims: readonly ClaimInMessage[];
  readonly clusterOf: Map<Ref, Cluster>;
  /** Referents whose date was read as another than the thing's: their date is no fact. */
  readonly misread: Set<Ref>;
  readonly doubts: Map<Ref, Doubt>;
  /** Referents that speak of a day their meeting has left: nothing they say of it still holds. */
  readonly outdated: Set<Ref>;
  readonly refsById: ReadonlyMap<MessageReading, ReadonlyMap<string, Ref>>;
};

/** Lays out a block. A message whose sender the receiving server refused states nothing and is left out whole. */
export function layOutBlock(firm: FirmContext, directory: Directory, readings: readonly MessageReading[]): Block {
  const messages = sortReadings(readings).filter((message) => message.authentication !== "fail");
  const refs = messages.flatMap(refsOf).map((ref, index) => ({ ...ref, index }));
  const claims = messages.flatMap((message) => message.reading.claims.map((claim) => ({ claim, message })));
  const refsById = new Map<MessageReading, Map<string, Ref>>(messages.map((message) => [message, new Map()]));
  for (const ref of refs) refsById.get(ref.message)?.set(ref.referent.id, ref);
  return {
    firm,
    directory,
    messages,
    refs,
    claims,
    clusterOf: new Map(),
    misread: new Set(),
    doubts: new Map(),
    outdated: new Set(),
    refsById,
  };
}

/** The referent a message calls `id`; undefined when the reading has none of that id. */
export function findRef(block: Block, message: MessageReading, id: string): Ref | undefined {
  return block.refsById.get(message)?.get(id);
}

export function findCluster(block: Block, message: MessageReading, id: string): Cluster | undefined {
  const ref = findRef(block, message, id);
  return ref && block.clusterOf.get(ref);
}

export function relationClaims(
  block: Block,
  type: RelationClaim["type"],
): { claim: RelationClaim; message: MessageReading }[] {
  return block.claims.flatMap(({ claim, message }) =>
    claim.kind === "relation" && claim.type === type ? [{ claim, message }] : [],
  );
}

export function newCluster(block: Block, type: EntityType, ref: Ref): Cluster {
  const cluster: Cluster = { type, refs: [], joinedBy: new Set(), sharedKey: null };
  join(block, cluster, ref, null);
  return cluster;
}

/** Adds a referent; `reason` says in words, without personal data, why it is the same thing. */
export function join(block: Block, cluster: Cluster, ref: Ref, reason: string | null): void {
  cluster.refs.push(ref);
  block.clusterOf.set(ref, cluster);
  if (reason) cluster.joinedBy.add(reason);
}

function refsOf(message: MessageReading): Omit<Ref, "index">[] {
  const mentions = new Map<string, Mention[]>();
  for (const mention of message.reading.mentions) {
    mentions.set(mention.referentId, [...(mentions.get(mention.referentId) ?? []), mention]);
  }
  const firstClaim = new Map<string, number>();
  for (const claim of message.reading.claims) {
    const at = claim.evidence[0]?.startChar;
    if (at === undefined) continue;
    for (const id of claim.kind === "relation" ? [claim.from, claim.to] : [claim.referentId]) {
      firstClaim.set(id, Math.min(at, firstClaim.get(id) ?? at));
    }
  }
  return message.reading.referents
    .map((referent) => {
      const own = (mentions.get(referent.id) ?? []).sort((a, b) => a.span.startChar - b.span.startChar);
      const position = own[0]?.span.startChar ?? firstClaim.get(referent.id) ?? Number.MAX_SAFE_INTEGER;
      return { message, referent, mentions: own, position };
    })
    .sort((a, b) => a.position - b.position);
}
