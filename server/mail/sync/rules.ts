import type { RuleReason } from "../mail-ledger.ts";
import type { ParsedMessage } from "../message.ts";

/** What is left out of a mailbox. Days are of the message's own date; `before` and `after` leave out what lies outside of them. */
export type MailRules = {
  /** Gmail's labels, by id or by name whatever its case: DRAFT, SPAM, TRASH, CHAT or one of the mailbox's own. */
  readonly labels: readonly string[];
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
};

export const defaultRules: MailRules = {
  labels: ["DRAFT", "SPAM", "TRASH", "CHAT"],
  addresses: [],
  domains: [],
  before: null,
  after: null,
};

/** Labels of Gmail's own that say why by themselves. */
const systemReasons: Readonly<Record<string, RuleReason>> = {
  DRAFT: "draft",
  SPAM: "spam",
  TRASH: "trash",
  CHAT: "chat",
};

/** The reason a message with these labels is left out, or undefined. `labelIds` are the rules' labels as ids of this mailbox. */
export function leftOutByLabel(labelIds: ReadonlySet<string>, labels: readonly string[]): RuleReason | undefined {
  const hit = labels.filter((label) => labelIds.has(label)).sort()[0];
  return hit === undefined ? undefined : (systemReasons[hit] ?? "label");
}

/** Whether it is a reason of leftOutByLabel. */
export const isLabelReason = (reason: string | null): reason is RuleReason =>
  reason === "label" || Object.values<string | null>(systemReasons).includes(reason);

type Envelope = Pick<ParsedMessage, "from" | "to" | "cc"> & { readonly localDate: string | null };

/** The reason a message is left out by who wrote or received it or by its day, or undefined. An address is left out in whichever line it stands. */
export function leftOutByEnvelope(rules: MailRules, { from, to, cc, localDate }: Envelope): RuleReason | undefined {
  const addresses = [...from, ...to, ...cc].flatMap(({ address }) => (address === null ? [] : [address]));
  if (addresses.some((address) => rules.addresses.includes(address))) return "address";
  const domains = addresses.map((address) => address.slice(address.lastIndexOf("@") + 1));
  if (domains.some((domain) => rules.domains.some((out) => domain === out || domain.endsWith(`.${out}`))))
    return "domain";
  if (localDate === null) return undefined;
  const isTooOld = rules.before !== null && localDate < rules.before;
  const isTooNew = rules.after !== null && localDate > rules.after;
  return isTooOld || isTooNew ? "date" : undefined;
}

/** A message in the trash or in spam, where the rules leave those out, has left the mailbox although Gmail still keeps it. */
export function isOutOfMailbox(labelIds: ReadonlySet<string>, labels: readonly string[]): boolean {
  return ["SPAM", "TRASH"].some((label) => labelIds.has(label) && labels.includes(label));
}

/** The rules' labels as ids: a name is looked up among the mailbox's labels; one it does not have leaves nothing out. */
export function labelIdsOf(
  rules: MailRules,
  mailboxLabels: readonly { readonly id: string; readonly name: string }[],
): ReadonlySet<string> {
  const named = new Map(mailboxLabels.map(({ id, name }) => [name.toLowerCase(), id]));
  return new Set(rules.labels.map((label) => named.get(label.toLowerCase()) ?? label));
}
