import { type Quote, readAnnotatedMailbox } from "./quality/annotated-mailbox.ts";

// Run as `node bench/check-annotations.ts bench/corpus/NAME.json …`: every quote of an annotated mailbox must be an exact substring of its
// message, every reference must lead somewhere, every relation must join the types it can join. Exits 1 and lists what is wrong.

const people = ["Client", "Professional"];
const owners = ["Client", "Household"];
const joins: Record<string, readonly [from: readonly string[], to: readonly string[]]> = {
  belongsToHousehold: [["Client"], ["Household"]],
  spouseOf: [["Client"], ["Client"]],
  parentOf: [["Client"], ["Client"]],
  childOf: [["Client"], ["Client"]],
  siblingOf: [["Client"], ["Client"]],
  ownsAccount: [owners, ["Account"]],
  heldAt: [["Account"], ["Institution"]],
  experiencedEvent: [["Client"], ["LifeEvent"]],
  hasActionItem: [owners, ["ActionItem"]],
  assignedTo: [["ActionItem"], people],
  attends: [people, ["Meeting"]],
  concerns: [["Meeting"], ["Household"]],
  advises: [["Professional"], owners],
  hasGoal: [owners, ["Goal"]],
  worksFor: [people, ["Institution"]],
};

/** What is wrong with an annotated mailbox, one line a fault; none for a sound one. */
const faultsOf = (file: string): string[] => {
  const mailbox = readAnnotatedMailbox(file);
  const faults: string[] = [];
  const messages = new Map(mailbox.messages.map((message) => [message.id, message]));
  const types = new Map(mailbox.entities.map((entity) => [entity.id, entity.type]));
  const checkQuote = ({ message: id, quote }: Quote, of: string): void => {
    const message = messages.get(id);
    if (!message) return void faults.push(`${of}: no message ${id}`);
    const fields = [message.subject, message.text, message.from, ...message.to, ...message.cc];
    if (!fields.some((field) => field.includes(quote)))
      faults.push(`${of}: ${id} does not hold ${JSON.stringify(quote)}`);
  };
  for (const message of mailbox.messages)
    if (message.inReplyTo && !messages.has(message.inReplyTo)) faults.push(`${message.id}: answers no message`);
  for (const entity of mailbox.entities) {
    for (const mention of entity.mentions) checkQuote(mention, entity.name);
    if (Object.values(entity.attributes).some((value) => /\d{9,}/.test(value)))
      faults.push(`${entity.name}: an attribute holds a whole number`);
  }
  for (const relation of mailbox.relations) {
    const of = `${relation.type} ${relation.from} ${relation.to}`;
    const [from, to] = joins[relation.type] ?? [[], []];
    if (!from.includes(types.get(relation.from) ?? "") || !to.includes(types.get(relation.to) ?? ""))
      faults.push(`${of}: joins what it cannot join`);
    for (const evidence of relation.evidence) checkQuote(evidence, of);
  }
  for (const flag of mailbox.complianceFlags) checkQuote(flag, flag.category);
  for (const item of mailbox.pii) checkQuote(item, item.kind);
  for (const briefing of mailbox.briefings) {
    if (types.get(briefing.household) !== "Household" || types.get(briefing.meeting) !== "Meeting")
      faults.push(`${briefing.ask}: not a household's meeting`);
    for (const fact of briefing.mustInclude) for (const evidence of fact.evidence) checkQuote(evidence, fact.fact);
  }
  return faults;
};

const faults = process.argv.slice(2).flatMap((file) => faultsOf(file).map((fault) => `${file}: ${fault}`));
if (faults.length > 0) console.error(faults.join("\n"));
process.exitCode = faults.length > 0 ? 1 : 0;
