import { type Cluster, findRef, join, newCluster, type Ref } from "./block.ts";
import { type Context, clustersOf, householdsOfRef, overlap, overlapOrUnknown } from "./context.ts";
import type { Household } from "./households.ts";
import { institutionKey } from "./institutions.ts";

type Account = {
  readonly cluster: Cluster;
  readonly types: Set<string>;
  readonly last4: string | null;
  readonly custodians: Set<string>;
  readonly owners: Set<Cluster>;
  readonly households: Set<Household>;
  readonly years: Set<string>;
};

/** Accounts one person owns: a different owner is a different account. */
const individual = new Set(["traditional_ira", "roth_ira", "sep_ira", "inherited_ira", "401k", "403b", "hsa"]);

/**
 * Joins accounts by last four digits with type and custodian, then phrases without digits ("the IRA") by owner and household.
 * Two numbers are two accounts, whatever else agrees. A phrase that fits several is the one last spoken of in its thread, else nothing.
 */
export function resolveAccounts(context: Context): Cluster[] {
  const refs = context.block.refs.filter((ref) => ref.referent.type === "Account");
  const accounts: Account[] = [];
  for (const ref of refs.filter((ref) => ref.referent.keys.last4)) {
    const found = describe(context, ref);
    const same = accounts.filter((account) => account.last4 === found.last4 && agree(account, found));
    if (same[0]) absorb(context, same[0], found, ref, "same last four");
    else accounts.push({ ...found, cluster: newCluster(context.block, "Account", ref) });
  }
  for (const ref of refs.filter((ref) => !ref.referent.keys.last4)) placePhrase(context, accounts, ref);
  return accounts.map((account) => account.cluster);
}

type Description = Omit<Account, "cluster">;

function describe(context: Context, ref: Ref): Description {
  const { accountType, last4, custodian, owners } = ref.referent.keys;
  const claimedOwners = ref.message.reading.claims.flatMap((claim) =>
    claim.kind === "relation" && claim.type === "ownsAccount" && claim.to === ref.referent.id ? [claim.from] : [],
  );
  const heldAt = ref.message.reading.claims.flatMap((claim) => {
    const held = claim.kind === "relation" && claim.type === "heldAt" && claim.from === ref.referent.id;
    const institution = held ? findRef(context.block, ref.message, claim.to)?.referent : undefined;
    return institution ? [institution.keys.institution ?? institution.name] : [];
  });
  const ownerIds = [...(owners ?? []), ...claimedOwners];
  const words = [ref.referent.name, ...ref.mentions.map((mention) => mention.text)].join(" ");
  return {
    types: new Set(accountType && accountType !== "other" ? [accountType] : []),
    last4: last4 ?? null,
    custodians: new Set([custodian, ...heldAt].flatMap((name) => (name ? [institutionKey(name)] : []))),
    owners: new Set(clustersOf(context, ref.message, ownerIds).filter((owner) => owner.type === "Client")),
    households: householdsOfRef(context, ref, ownerIds),
    years: new Set(words.match(/\b(?:19|20)\d{2}\b/g) ?? []),
  };
}

/** Nothing known of the two says they differ. */
function agree(account: Account, found: Description): boolean {
  if (account.last4 && found.last4 && account.last4 !== found.last4) return false;
  return (
    typesAgree(account.types, found.types) &&
    custodiansAgree(account.custodians, found.custodians) &&
    overlapOrUnknown(account.households, found.households) &&
    overlapOrUnknown(account.years, found.years) &&
    ownersAgree(account, found)
  );
}

function ownersAgree(account: Account, found: Description): boolean {
  const isIndividual = [...account.types, ...found.types].some((type) => individual.has(type));
  return !isIndividual || overlapOrUnknown(account.owners, found.owners);
}

function typesAgree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return overlapOrUnknown(widen(a), widen(b));
}

/** "The brokerage account" may be the joint one. */
function widen(types: ReadonlySet<string>): Set<string> {
  return new Set([...types].map((type) => (type === "joint_brokerage" ? "brokerage" : type)));
}

function custodiansAgree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return true;
  return [...a].some((x) => [...b].some((y) => x === y || x.includes(y) || y.includes(x)));
}

function absorb(context: Context, account: Account, found: Description, ref: Ref, reason: string): void {
  join(context.block, account.cluster, ref, reason);
  for (const field of ["types", "custodians", "years"] as const)
    for (const value of found[field]) account[field].add(value);
  for (const owner of found.owners) account.owners.add(owner);
  for (const household of found.households) account.households.add(household);
}

function placePhrase(context: Context, accounts: Account[], ref: Ref): void {
  const found = describe(context, ref);
  const fitting = accounts.filter((account) => agree(account, found) && overlap(account.households, found.households));
  const typed = fitting.filter((account) => found.types.size > 0 && account.types.size > 0);
  const owned = typed.filter((account) => overlap(account.owners, found.owners));
  const candidates = owned.length > 0 ? owned : typed.length > 0 ? typed : fitting;
  const chosen = candidates.length === 1 ? candidates[0] : lastSpokenOf(candidates, ref);
  if (chosen) {
    // A name that says nothing of its kind must not draw every "account" of a household to the only one known.
    if (found.types.size === 0 && candidates.length === 1 && !wasSpokenOf(chosen, ref)) return;
    absorb(
      context,
      chosen,
      found,
      ref,
      candidates.length === 1 ? "the only one of its kind in the household" : "the last one spoken of",
    );
    return;
  }
  const isNamed = found.types.size > 0 && (found.owners.size > 0 || found.households.size === 1);
  if (candidates.length === 0 && isNamed)
    accounts.push({ ...found, cluster: newCluster(context.block, "Account", ref) });
}

function lastSpokenOf(candidates: readonly Account[], ref: Ref): Account | undefined {
  const last = (account: Account): number =>
    Math.max(-1, ...account.cluster.refs.filter((other) => isEarlierInThread(other, ref)).map((other) => other.index));
  const ranked = candidates.map((account) => ({ account, at: last(account) })).sort((a, b) => b.at - a.at);
  const [first, second] = ranked;
  return first && first.at >= 0 && first.at !== second?.at ? first.account : undefined;
}

function wasSpokenOf(account: Account, ref: Ref): boolean {
  return account.cluster.refs.some((other) => isEarlierInThread(other, ref));
}

function isEarlierInThread(other: Ref, ref: Ref): boolean {
  return (
    other.index < ref.index && (other.message === ref.message || other.message.threadKey === ref.message.threadKey)
  );
}
