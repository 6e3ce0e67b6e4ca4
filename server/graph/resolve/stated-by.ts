import { isFirmAddress } from "../addresses.ts";
import type { MessageReading, StatedBy } from "../resolution.ts";
import type { Block } from "./block.ts";
import type { People } from "./person.ts";

/**
 * Who says it: by the address whose words these are, when the organization knows it and the receiving server passed the message;
 * otherwise `unverified`, which supersedes nothing (contracts, 3). Words without an address count as their relayer's.
 */
export function statedByOf(block: Block, people: People, message: MessageReading, author: string | null): StatedBy {
  const sender = message.from[0]?.address ?? null;
  const address = author ?? sender;
  const entry = sender === null ? undefined : block.directory.entries.get(sender);
  const isVerified =
    message.authentication === "pass" && sender !== null && (entry?.isKnown ?? isFirmAddress(block.firm, sender));
  if (!isVerified || address === null) return "unverified";
  if (isFirmAddress(block.firm, address)) return "firm";
  return people.byAddress.get(address)?.type === "Client" ? "client" : "third_party";
}

const weight: Readonly<Record<StatedBy, number>> = { client: 4, firm: 3, third_party: 2, unverified: 1, inferred: 0 };

/** Of several who say the same, the one whose word weighs most. */
export function weightiest(all: readonly StatedBy[]): StatedBy {
  return all.reduce((best, next) => (weight[next] > weight[best] ? next : best), all[0] ?? "inferred");
}

/** Whether a later statement may replace an earlier one: never unverified or inferred; a third party only another's or its own kind. */
export function maySupersede(later: StatedBy, earlier: StatedBy): boolean {
  if (later === "unverified" || later === "inferred") return false;
  return later !== "third_party" || earlier !== "client";
}
