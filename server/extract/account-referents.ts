import type { Span } from "../lib/span.ts";
import type { AccountWords } from "./account-phrases.ts";
import { findAmounts } from "./amounts.ts";
import type { Referent } from "./reading.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { kindsOfTrust } from "./trust-kinds.ts";

/** An account as one phrase of a sentence speaks of it. */
export type AccountSeen = {
  readonly span: Span;
  readonly words: AccountWords;
  readonly type: string;
  readonly last4: string | null;
  /** "my", "the", "a", "of" (a name's possessive) or null. */
  readonly determiner: string | null;
  readonly owners: readonly string[];
  /** `isBefore`: "the Alder 401(k)"; `isCustodian`: "at Alder", not "from Alder". */
  readonly institutions: readonly { readonly id: string; readonly isBefore: boolean; readonly isCustodian: boolean }[];
};

/** Kinds of accounts and acts, not accounts: "a Roth", "Roth conversion", "IRA rules", "checking in", "our plan". */
export const isGenericAccount = (scene: Scene, part: Sentence, seen: AccountSeen): boolean => {
  const after = scene.content.slice(seen.words.endChar, Math.min(part.endChar, seen.words.endChar + 30));
  const written = scene.content.slice(seen.words.startChar, seen.words.endChar);
  const isPossessed = seen.owners.length > 0 || /^(?:my|our|his|her|their|your|of)$/.test(seen.determiner ?? "");
  if (seen.last4) return false;
  if (
    /^\s+(?:conversions?|convert|contributions?|rules?|limits?|ladder|strategy|thing|question|idea|window|law|regulations|world|deductions?|match|rollovers?)\b/i.test(
      after,
    )
  )
    return true;
  if (isItemOfBalance(scene, part, seen) && !/^(?:plan|account)$/.test(seen.type)) return false;
  if (/^\s+(?:through|from|with|at)\s+(?:the|my|our|his|her|work)\b/i.test(after) && isWorkplacePlan.test(seen.type))
    return false;
  if (/^(?:checking|savings)$/i.test(written) && !isPossessed && seen.institutions.length === 0) return true;
  if (
    /^checking$/i.test(written) &&
    /^\s+(?:in|on|with|if|whether|to|that|the|up|back|out)\b/i.test(after) &&
    seen.institutions.length === 0
  )
    return true;
  if (seen.type === "plan")
    return (
      seen.institutions.length === 0 && !/employer/i.test(scene.content.slice(seen.span.startChar, seen.span.endChar))
    );
  if (seen.type === "account")
    return seen.institutions.length === 0 && !(seen.determiner === "of" && seen.owners.length > 0);
  if (
    /^(?:portfolio|brokerage|managed account|advisory account|investment account|investment portfolio)$/i.test(
      written,
    ) &&
    !isPossessed &&
    seen.institutions.length === 0
  ) {
    return !(seen.determiner === "the" && findAntecedent(scene, seen));
  }
  if (
    seen.type === "trust" &&
    !/acc(?:oun)?t/i.test(written) &&
    !/\p{Lu}|\d/u.test(scene.content.slice(seen.span.startChar, seen.words.startChar))
  )
    return true;
  if (/^(?:a|an|any|some|each|these|those)$/.test(seen.determiner ?? ""))
    return seen.institutions.length === 0 && seen.owners.length === 0;
  if (seen.determiner === null && !isPossessed && seen.institutions.length === 0) {
    const isBalance = /^\s*[,:(–-]\s*(?:about\s+|roughly\s+|around\s+)?\$[\d,.]+/.test(
      scene.content.slice(seen.span.endChar, part.endChar),
    );
    const isDescribed = /^(?:old|current|former|existing)\s/i.test(
      scene.content.slice(seen.span.startChar, seen.words.startChar),
    );
    return !isBalance && !isDescribed && !findAntecedent(scene, seen);
  }
  return false;
};

/** "a 457 through the district" is one that somebody has. */
const isWorkplacePlan = /^(?:401k|403b|other)$/;

/** "- a roth at the bank, 19k", "* 401k, like $47,000": an item of a list that opens with the account and tells its balance. */
const isItemOfBalance = (scene: Scene, part: Sentence, seen: AccountSeen): boolean =>
  part.marker !== null &&
  seen.span.startChar - part.startChar < 4 &&
  findAmounts(scene.content.slice(seen.span.endChar, Math.min(part.endChar, seen.span.endChar + 60))).some(
    ({ unit }) => unit === "dollars",
  );

/** Joins the phrase to the account of this message it repeats, or adds an account, and makes the mention. */
export const addAccount = (scene: Scene, part: Sentence, seen: AccountSeen): void => {
  const known = seen.last4
    ? findByLastFour(scene, part, seen)
    : /^(?:a|an|another)$/.test(seen.determiner ?? "")
      ? undefined
      : findAntecedent(scene, seen);
  const id = known?.id ?? scene.addReferent("Account", "Account", {});
  const old = scene.getReferent(id).keys;
  const accountType = moreExact(old.accountType, typeOf(seen));
  const custodian = custodianOf(scene, seen);
  scene.updateReferent(id, {
    keys: {
      ...(accountType ? { accountType } : {}),
      ...(seen.last4 ? { last4: seen.last4 } : {}),
      ...(custodian ? { custodian: scene.getReferent(custodian).name } : {}),
      ...(seen.owners.length > 0 && !old.owners?.length ? { owners: seen.owners } : {}),
    },
  });
  scene.updateReferent(id, { name: nameOf(scene, id, seen) });
  if (!scene.addFind("account", id, seen.span, true)) return;
  scene.addMention(
    id,
    seen.span,
    seen.last4 ? 0.95 : seen.owners.length > 0 || seen.institutions.length > 0 ? 0.85 : 0.75,
  );
  const confidence = seen.type === "ira" ? 0.6 : 0.85;
  if (typeOf(seen)) scene.addAttribute(id, "accountType", typeOf(seen) ?? "", seen.span, confidence);
  if (seen.last4) scene.addAttribute(id, "last4", seen.last4, seen.span, 0.97);
  for (const owner of seen.owners)
    scene.addRelation("ownsAccount", owner, id, seen.span, seen.determiner === "their" ? 0.6 : 0.85);
  if (custodian) addCustodian(scene, id, custodian, seen.span, 0.85);
};

/** Where an account lies, as relation and attribute. */
export const addCustodian = (
  scene: Scene,
  account: string,
  institution: string,
  span: Span,
  confidence: number,
): void => {
  scene.addRelation("heldAt", account, institution, span, confidence);
  scene.addAttribute(account, "custodian", scene.getReferent(institution).name, span, confidence);
};

const financial = /^(?:custodian|bank|insurer|lender)$/;

/** Of the institutions beside the words, the one that keeps the account: a bank, custodian or insurer, or any that it lies "at". */
const custodianOf = (scene: Scene, seen: AccountSeen): string | null => {
  const mayKeep = seen.type === "daf" ? /^(?:custodian|bank|charity)$/ : financial;
  const kinds = seen.institutions.map((one) => ({
    ...one,
    kind: scene.getReferent(one.id).keys.institutionKind ?? "",
  }));
  const known = kinds.find(
    ({ kind, isCustodian, isBefore }) => mayKeep.test(kind) && (isCustodian || isBefore || kind !== "employer"),
  );
  return known?.id ?? kinds.find(({ isCustodian, isBefore }) => isCustodian && !isBefore)?.id ?? null;
};

const typeOf = (seen: AccountSeen): string | null =>
  seen.type === "ira" ? "traditional_ira" : seen.type === "plan" || seen.type === "account" ? null : seen.type;

/** "IRA" after "inherited IRA" says less; "joint account" after "brokerage account" says more. */
const moreExact = (old: string | undefined, seen: string | null): string | undefined => {
  if (!old) return seen ?? undefined;
  if (!seen) return old;
  return old === "brokerage" && seen === "joint_brokerage" ? seen : old;
};

const accounts = (scene: Scene): Referent[] => scene.referents().filter(({ type }) => type === "Account");

const findByLastFour = (scene: Scene, part: Sentence, seen: AccountSeen): Referent | undefined => {
  const same = accounts(scene).find(({ keys }) => keys.last4 === seen.last4);
  if (same) return same;
  // "the 403(b) at Alder … the one ending 9043": the number belongs to the account just named in this sentence.
  const before = scene.findsIn("account", { startChar: part.startChar, endChar: seen.span.startChar }).at(-1);
  const gap = before ? scene.content.slice(before.endChar, seen.span.startChar) : "";
  const isBare = !/acc/i.test(scene.content.slice(seen.words.startChar, seen.words.endChar));
  if (
    seen.words.type === "account" &&
    before &&
    (/^\)?[,\s(]*$/.test(gap) || (isBare && gap.length < 40 && !/\b(?:and|or)\b|[.;]/.test(gap)))
  ) {
    const account = scene.getReferent(before.referentId);
    if (!account.keys.last4) return account;
  }
  if (seen.type === "account") return undefined;
  return findAntecedent(scene, seen);
};

/** The account last spoken of in this message that the words can mean. */
const findAntecedent = (scene: Scene, seen: AccountSeen): Referent | undefined => {
  const latest = [...scene.findsIn("account")].filter(({ startChar }) => startChar < seen.span.startChar).reverse();
  const ids = [...new Set(latest.map(({ referentId }) => referentId))];
  return ids.map(scene.getReferent).find((account) => canMean(scene, account, seen));
};

const canMean = (scene: Scene, { id, keys }: Referent, seen: AccountSeen): boolean => {
  if (seen.last4 && keys.last4 && keys.last4 !== seen.last4) return false;
  if (!isCompatible(keys.accountType, seen.type)) return false;
  // A number of which nobody said what it is: "the 403(b)" that follows is another's name, but for "the plan, ending 9043".
  const said = wordsOf(scene, id);
  if (keys.last4 && !keys.accountType && /^40[13]/.test(seen.type) && !/\bplan\b/i.test(said)) return false;
  const words = scene.content.slice(seen.span.startChar, seen.words.endChar);
  if (/\bnew\b/i.test(words) && keys.last4 && !/\bnew\b/i.test(said)) return false;
  if (seen.type === "trust" && areOfTwoKinds(said, words)) return false;
  // "my brokerage account ending 0043" beside "our joint account" is another account; "the brokerage account" may be it.
  const isLoose = keys.accountType !== typeOf(seen) && /brokerage$/.test(seen.type);
  if (isLoose && (seen.last4 || seen.owners.length > 0)) return false;
  const institutions = institutionsOf(scene, id);
  const beside = seen.institutions.map((one) => one.id);
  if (beside.length > 0 && institutions.size > 0 && !beside.some((one) => institutions.has(one))) return false;
  if (beside.length > 0 && institutions.size === 0 && seen.type === "account") return false;
  const owners = keys.owners ?? [];
  return seen.owners.length === 0 || owners.length === 0 || seen.owners.some((owner) => owners.includes(owner));
};

/** All that the message calls the account, one phrase a line. */
const wordsOf = (scene: Scene, account: string): string =>
  scene
    .findsIn("account")
    .filter(({ referentId }) => referentId === account)
    .map(({ startChar, endChar }) => scene.content.slice(startChar, endChar))
    .join("\n");

/** A family's marital and revocable trusts are two. */
const areOfTwoKinds = (said: string, words: string): boolean => {
  const [known, seen] = [kindsOfTrust(said), kindsOfTrust(words)];
  return known.size > 0 && seen.size > 0 && known.isDisjointFrom(seen);
};

/** Institutions that stand inside any phrase for the account. */
const institutionsOf = (scene: Scene, account: string): ReadonlySet<string> =>
  new Set(
    scene
      .findsIn("account")
      .filter(({ referentId }) => referentId === account)
      .flatMap((find) => scene.institutionsIn(find).map(({ referentId }) => referentId)),
  );

const isCompatible = (known: string | undefined, seen: string): boolean => {
  if (!known) return /^(?:account|plan|401k|403b)$/.test(seen);
  if (known === seen) return true;
  if (seen === "ira") return known === "traditional_ira" || known === "inherited_ira";
  if (seen === "traditional_ira") return false;
  if (seen === "plan") return known === "401k" || known === "403b" || known === "other";
  if (seen === "account") return true;
  return (known === "brokerage" && seen === "joint_brokerage") || (known === "joint_brokerage" && seen === "brokerage");
};

const labels: Readonly<Record<string, string>> = {
  traditional_ira: "Traditional IRA",
  roth_ira: "Roth IRA",
  sep_ira: "SEP IRA",
  inherited_ira: "Inherited IRA",
  "401k": "401(k)",
  "403b": "403(b)",
  "529": "529 plan",
  hsa: "HSA",
  daf: "Donor-advised fund",
  annuity: "Annuity",
  joint_brokerage: "Joint brokerage",
  brokerage: "Brokerage",
  trust: "Trust account",
  checking: "Checking account",
  savings: "Savings account",
  credit_line: "Line of credit",
};

const nameOf = (scene: Scene, id: string, seen: AccountSeen): string => {
  const { keys, name: old } = scene.getReferent(id);
  const written = scene.content.slice(seen.words.startChar, seen.words.endChar).replace(/\s+/g, " ");
  const label =
    labels[keys.accountType ?? ""] ?? (seen.type === "account" || /\d{4}/.test(written) ? "Account" : written);
  if (keys.last4) return `${keys.accountType ? label : "Account"} ${keys.last4}`;
  if (old !== "Account" && seen.institutions.length === 0) return old;
  const [institution] = seen.institutions;
  if (institution)
    return institution.isBefore
      ? `${scene.getReferent(institution.id).name} ${label}`
      : `${label} at ${scene.getReferent(institution.id).name}`;
  const [owner] = keys.owners ?? [];
  return owner ? `${scene.getReferent(owner).name}'s ${label}` : label;
};
