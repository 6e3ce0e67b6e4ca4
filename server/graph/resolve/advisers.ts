import { domainOf, isFirmAddress, isTradeDomain } from "../addresses.ts";
import type { EvidenceSpan, MessageReading } from "../resolution.ts";
import type { Context } from "./context.ts";
import { evidenceOfMention } from "./fact-draft.ts";
import { type Household, householdsOfMessage } from "./households.ts";
import { isParticipant, type Person } from "./person.ts";

export type Advising = {
  readonly adviser: Person;
  readonly household: Household;
  readonly message: MessageReading;
  readonly evidence: readonly EvidenceSpan[];
};

/** Titles of those who advise a family; a custodian's clerk or an assistant serves it. */
const advisingTitle =
  /\b(cpa|accountant|tax|attorney|lawyer|counsel|solicitor|esq|insurance|agent|advis[eo]r|planner|actuary)\b/i;

/**
 * Who advises each household: of the firm, the owner of a mailbox that corresponds with it (else whoever writes to it most);
 * of others, accountants, lawyers and the like in mail that is this one household's.
 */
export function findAdvisers(context: Context): Advising[] {
  return context.households.all.flatMap((household) => {
    const mail = context.block.messages.filter((message) => {
      const [only, ...others] = householdsOfMessage(context.block, context.people, context.households, message);
      return only === household && others.length === 0;
    });
    const theirs = mail.filter((message) => [...household.members].some((member) => isParticipant(member, message)));
    const ofFirm = adviserOfRecord(context, theirs);
    const others = [...context.people.persons].filter((person) => isAdvising(context, person));
    return [...(ofFirm ? [ofFirm] : []), ...others].flatMap((adviser) => {
      const shown = mail.flatMap((message) => mentionIn(context, message, adviser))[0];
      return shown ? [{ adviser, household, message: shown.message, evidence: [shown.span] }] : [];
    });
  });
}

function adviserOfRecord({ block, people }: Context, mail: readonly MessageReading[]): Person | undefined {
  const ofFirm = [...people.persons].filter(
    (person) =>
      person.type === "Professional" && [...person.addresses].some((address) => isFirmAddress(block.firm, address)),
  );
  const letters = (person: Person): number => mail.filter((message) => isParticipant(person, message)).length;
  const isOwner = (person: Person): boolean =>
    block.firm.mailboxAddresses.some((address) => person.addresses.has(address));
  const ranked = ofFirm.filter((person) => letters(person) > 0);
  return ranked.sort((a, b) => Number(isOwner(b)) - Number(isOwner(a)) || letters(b) - letters(a))[0];
}

function isAdvising({ block }: Context, person: Person): boolean {
  if (person.type !== "Professional") return false;
  const addresses = [...person.addresses];
  if (addresses.some((address) => isFirmAddress(block.firm, address))) return false;
  const titles = person.refs.flatMap(({ referent }) => referent.keys.role ?? []);
  return (
    titles.some((title) => advisingTitle.test(title)) ||
    (titles.length === 0 && addresses.some((address) => isTradeDomain(domainOf(address))))
  );
}

function mentionIn(
  { block, people }: Context,
  message: MessageReading,
  person: Person,
): { message: MessageReading; span: EvidenceSpan }[] {
  return [...(block.refsById.get(message)?.values() ?? [])].flatMap((ref) => {
    const mention = people.of.get(ref) === person ? ref.mentions[0] : undefined;
    return mention ? [{ message, span: evidenceOfMention(message, mention) }] : [];
  });
}
