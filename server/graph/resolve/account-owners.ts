import type { RelationClaim } from "../../extract/reading.ts";
import type { MessageReading } from "../resolution.ts";
import { type Block, type Cluster, findCluster, findRef, relationClaims } from "./block.ts";
import { isRejected, type PlacedDecisions } from "./place-decisions.ts";

/** Accounts that two people may have together; of all others the one said most often to be the owner is. */
const shared = new Set(["joint_brokerage", "trust", "529", "daf", "checking", "savings", "credit_line", "annuity"]);

export type AccountOwners = {
  /** Whether this ownership stands; `said`: the words call it theirs ("my IRA"), rather than speak of it in their mail ("the IRA"). */
  holds(owner: Cluster, account: Cluster, said: boolean): boolean;
};

/** Weighs who owns each account: where words say whose it is, mail that merely speaks of it does not count. */
export function accountOwners(block: Block, decided: PlacedDecisions): AccountOwners {
  const said = new Map<Cluster, Map<Cluster, number>>();
  const spoken = new Map<Cluster, Map<Cluster, number>>();
  for (const { claim, message } of relationClaims(block, "ownsAccount")) {
    const [owner, account] = [findCluster(block, message, claim.from), findCluster(block, message, claim.to)];
    if (!owner || !account || (owner.type !== "Client" && owner.type !== "Household")) continue;
    if (isRejected(decided.ofRelation("ownsAccount", owner, account))) continue;
    const tally = isSaid(block, message, claim) ? said : spoken;
    const counts = tally.get(account) ?? new Map<Cluster, number>();
    tally.set(account, counts);
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return {
    holds: (owner, account, isOwn) => {
      const counts = said.get(account) ?? spoken.get(account);
      // What a person decided stands as decided; rejected, it is kept to be restored.
      if (decided.ofRelation("ownsAccount", owner, account)) return true;
      if (!counts?.has(owner) || (said.has(account) && !isOwn)) return false;
      const isShared = account.refs.some((ref) => shared.has(ref.referent.keys.accountType ?? ""));
      const isSole = account.refs.some((ref) => ref.referent.keys.accountType !== undefined) && !isShared;
      return !isSole || (counts.get(owner) ?? 0) === Math.max(...counts.values());
    },
  };
}

/** The reading names the owner among the account's own keys. */
export function isSaid(block: Block, message: MessageReading, claim: RelationClaim): boolean {
  return findRef(block, message, claim.to)?.referent.keys.owners?.includes(claim.from) ?? false;
}
