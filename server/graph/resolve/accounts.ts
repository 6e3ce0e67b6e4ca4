import { kindsOfTrust } from "../../extract/trust-kinds.ts";
import { type Cluster, join, newCluster, type Ref } from "./block.ts";
import { type Context, clustersOf, householdsOfRef, overlap, overlapOrUnknown } from "./context.ts";
import { doubt } from "./doubts.ts";
import type { Household } from "./households.ts";
import { institutionKey } from "./institutions.ts";

type Account = {
  readonly cluster: Cluster;
  readonly types: Set<string>;
  readonly last4: string | null;
  /** Words that name a custodian or an employer, wherever the phrase has them. */
  readonly houses: Set<string>;
  /** Those it is said to be of ("my", "Dorothea's"); not whoever's mail merely speaks of it. */
  readonly owners: Set<Cluster>;
  readonly households: Set<Household>;
  readonly years: Set<string>;
  /** What kind of trust its name says: a family's marital and revocable trusts are two. */
  readonly trusts: Set<string>;
};

type Description = Omit<Account, "cluster">;

/** Accounts one person owns: a different owner is a different account. */
const individual = new Set(["ira", "traditional_ira", "roth_ira", "sep_ira", "inherited_ira", "401k", "403b", "hsa"]);

/** "The IRA" may be any of these but a Roth; "the brokerage account" may be the joint one. */
const general: Readonly<Record<string, readonly string[]>> = {
  ira: ["ira", "traditional_ira", "inherited_ira", "sep_ira"],
  brokerage: ["brokerage", "joint_brokerage"],
};

/**
 * Joins accounts by last four digits with type and custodian, then phrases without digits ("the IRA") by owner, custodian and household.
 * Two numbers are two accounts, whatever else agrees. A phrase that fits several is the one last spoken of in its thread, else nothing.
 */
export function resolveAccounts(context: Context): Cluster[] {
  const refs = context.block.refs.filter((ref) => ref.referent.type === "Account");
  const accounts: Account[] = [];
  for (const ref of refs.filter((ref) => ref.referent.keys.last4)) {
    const found = describe(context, ref);
    const same = accounts.find((account) => account.last4 === found.last4 && agree(account, found));
    if (same) absorb(context, same, found, ref, "same last four");
    else accounts.push({ ...found, cluster: newCluster(context.block, "Account", ref) });
  }
  for (const ref of refs.filter((ref) => !ref.referent.keys.last4)) placePhrase(context, accounts, ref);
  return accounts.map((account) => account.cluster);
}

function describe(context: Context, ref: Ref): Description {
  const { last4, owners } = ref.referent.keys;
  const claims = ref.message.reading.claims.filter((claim) => claim.kind === "relation");
  const claimed = claims.flatMap((claim) =>
    claim.type === "ownsAccount" && claim.to === ref.referent.id ? [claim.from] : [],
  );
  const type = typeOf(ref);
  return {
    types: new Set(type ? [type] : []),
    last4: last4 ?? null,
    houses: housesOf(context, ref),
    owners: new Set(clustersOf(context, ref.message, owners).filter((owner) => owner.type === "Client")),
    households: householdsOfRef(context, ref, [...(owners ?? []), ...claimed]),
    years: new Set(wordsOf(ref).match(/\b(?:19|20)\d{2}\b/g) ?? []),
    trusts: new Set(type === "trust" ? kindsOfTrust(wordsOf(ref)) : []),
  };
}

/** A bare "IRA" is read as a traditional one; here it stays any kind until words say so. */
function typeOf(ref: Ref): string | undefined {
  const { accountType } = ref.referent.keys;
  if (accountType === "other") return undefined;
  if (accountType !== "traditional_ira") return accountType;
  return /\btrad|rollover/i.test(wordsOf(ref)) ? accountType : "ira";
}

function wordsOf(ref: Ref): string {
  return [ref.referent.name, ...ref.mentions.map((mention) => mention.text)].join(" ");
}

/** Capitalised words of the phrase that name neither its kind nor a person, and its custodian's. */
function housesOf(context: Context, ref: Ref): Set<string> {
  const { custodian } = ref.referent.keys;
  const ownerNames = new Set(
    [...context.people.persons].flatMap((person) => person.names.flatMap(({ given, surname }) => [given, surname])),
  );
  const capitalised = ref.mentions.flatMap((mention) => mention.text.match(/\p{Lu}[\p{L}.&'’-]+/gu) ?? []).join(" ");
  const words = `${institutionKey(custodian ?? "")} ${institutionKey(capitalised)}`.split(" ");
  return new Set(words.filter((word) => word.length > 2 && !kindWords.has(word) && !ownerNames.has(word)));
}

const kindWords = new Set(
  "ira roth sep simple hsa daf traditional rollover inherited joint brokerage trust account accounts family annuity checking savings plan fund donor advised life estate her his our their the your old new revocable living irrevocable credit line mom dad mother father money market individual beneficiary college education retirement pension bank".split(
    " ",
  ),
);

/** Nothing known of the two says they differ. */
function agree(account: Account, found: Description): boolean {
  if (account.last4 && found.last4 && account.last4 !== found.last4) return false;
  const isIndividual = [...account.types, ...found.types].some((type) => individual.has(type));
  return (
    typesAgree(account.types, found.types) &&
    overlapOrUnknown(account.houses, found.houses) &&
    overlapOrUnknown(account.households, found.households) &&
    overlapOrUnknown(account.years, found.years) &&
    overlapOrUnknown(account.trusts, found.trusts) &&
    (!isIndividual || overlapOrUnknown(account.owners, found.owners))
  );
}

function typesAgree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return true;
  return [...a].every((x) => [...b].some((y) => x === y || general[x]?.includes(y) || general[y]?.includes(x)));
}

function absorb(context: Context, account: Account, found: Description, ref: Ref, reason: string): void {
  join(context.block, account.cluster, ref, reason);
  for (const field of ["types", "houses", "years", "trusts"] as const)
    for (const value of found[field]) account[field].add(value);
  for (const owner of found.owners) account.owners.add(owner);
  for (const household of found.households) account.households.add(household);
}

/** How well a phrase fits an account that it may be: whose, where, of what kind. */
function likenessOf(account: Account, found: Description): number {
  const owner = overlap(account.owners, found.owners) ? 4 : 0;
  const house = overlap(account.houses, found.houses) ? 4 : 0;
  const kind = overlap(account.types, found.types) ? 3 : account.types.size > 0 && found.types.size > 0 ? 2 : 0;
  // A name that says neither whose nor where nor of what kind fits nothing by itself.
  return owner + house + kind;
}

function placePhrase(context: Context, accounts: Account[], ref: Ref): void {
  const found = describe(context, ref);
  const near = accounts.filter((account) => agree(account, found) && overlap(account.households, found.households));
  const scored = near
    .map((account) => ({ account, score: likenessOf(account, found) }))
    .filter(({ score }) => score > 0);
  // "The 403(b)" is one that is known as such, before a number of which nobody said what it is.
  const known = found.types.size > 0 ? scored.filter(({ account }) => account.types.size > 0) : scored;
  const ranked = known.length > 0 ? known : scored;
  const best = Math.max(0, ...ranked.map(({ score }) => score));
  const candidates = ranked.filter(({ score }) => score === best).map(({ account }) => account);
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const spoken = lastSpokenOf(best > 0 ? candidates : near, ref);
  const chosen = only ?? spoken;
  if (!only && best > 0)
    doubt(
      context.block,
      ref,
      candidates.map(({ cluster }) => cluster),
      "several accounts of the household that it may be",
    );
  if (chosen)
    absorb(context, chosen, found, ref, only ? "the one it can be in the household" : "the last one spoken of");
  else if (best === 0 && found.types.size > 0 && (found.owners.size > 0 || found.households.size === 1)) {
    accounts.push({ ...found, cluster: newCluster(context.block, "Account", ref) });
  }
}

function lastSpokenOf(candidates: readonly Account[], ref: Ref): Account | undefined {
  const last = (account: Account): number =>
    Math.max(-1, ...account.cluster.refs.filter((other) => isEarlierInThread(other, ref)).map((other) => other.index));
  const ranked = candidates.map((account) => ({ account, at: last(account) })).sort((a, b) => b.at - a.at);
  const [first, second] = ranked;
  return first && first.at >= 0 && first.at !== second?.at ? first.account : undefined;
}

function isEarlierInThread(other: Ref, ref: Ref): boolean {
  return (
    other.index < ref.index && (other.message === ref.message || other.message.threadKey === ref.message.threadKey)
  );
}
