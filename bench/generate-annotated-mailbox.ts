import { type Family, families, type Style } from "./generate-families.ts";
import { factsOf, thingsOf } from "./generator-truth.ts";
import { topics } from "./generator-vocabulary.ts";
import { type Marked, readMarks } from "./marks.ts";
import type { AnnotatedEntity, AnnotatedMailbox, AnnotatedMessage, Quote } from "./quality/annotated-mailbox.ts";

/** How many families write, each of every topic once; the same seed gives the same mailbox. */
export type AnnotatedPlan = { readonly families: number; readonly seed: number };

const elena = "Elena Marsh <elena@larkfield.example>";
const signature = "Elena Marsh, CFP®\nSenior Advisor | Larkfield Wealth Partners\n317-555-0110";
const startMs = Date.UTC(2026, 0, 5, 14);
// All is sent before the day from which the mailbox is looked at.
const spanMs = 26 * 86_400_000;

/**
 * A synthetic mailbox with what is true of it, in the format of the annotated mailboxes. Families come of several cultures, write
 * in several styles, and many resemble one another: the same surname, the same whole name, a son named for his father, accounts
 * whose last four differ in one digit. What is true was decided before a word was written, so a merge of two of them is a fault.
 */
export function generateAnnotatedMailbox(plan: AnnotatedPlan): AnnotatedMailbox {
  const writers = families(plan);
  const book = createBook(spanMs / (plan.families * (topics.length * 2 + 1)));
  for (const topic of topics) {
    for (const family of writers) {
      const { from, first } = family.head;
      const asked = family.fill(topic.letter);
      const letter = family.style.write(`[elena:Elena]`, asked, `[head:${first}]`);
      const id = book.add(family, { from, to: elena, subject: topic.subject, text: letter, inReplyTo: null });
      const answer = `[head:${first}],\n\n${family.fill(topic.answer)}\n\n[elena:Elena]\n\n${signature}`;
      const quoted = readMarks(asked).plain.replaceAll("\n", "\n> ");
      const text = `${answer}\n\nOn Monday, ${family.head.name} wrote:\n> ${quoted}\n`;
      book.add(family, { from: elena, to: from, subject: `Re: ${topic.subject}`, text, inReplyTo: id });
    }
  }
  for (const family of writers) {
    const { son } = family;
    if (!son) continue;
    const text = writeSon(family.style, son.name, son.ira);
    book.add(family, { from: son.from, to: elena, subject: "My own IRA", text, inReplyTo: null });
  }
  return {
    firm: { slug: `generated-${plan.families}-${plan.seed}`, mailbox: "elena@larkfield.example", today: "2026-02-01" },
    ...book.close(),
    briefings: [],
  };
}

const writeSon = (style: Style, name: string, ira: string): string =>
  style.write(
    "[elena:Elena]",
    `This is [son:${name}], the younger. My [sonira:traditional IRA ending ${ira}] at [schwab:Schwab] is mine alone, please keep it apart from Dad's.`,
    `[son:${name}]`,
  );

type Draft = Pick<AnnotatedMessage, "from" | "subject" | "text" | "inReplyTo"> & { readonly to: string };

/** Collects messages, and of their marks the things and facts that they tell. */
function createBook(stepMs: number) {
  const messages: AnnotatedMessage[] = [];
  const entities = new Map<string, AnnotatedEntity>();
  const relations = new Map<string, AnnotatedMailbox["relations"][number]>();
  const pii: AnnotatedMailbox["pii"] = [];

  const ensure = (family: Family, thing: string): AnnotatedEntity => {
    const told = thingsOf(family, thing);
    const entity = entities.get(told.id) ?? { ...told, mentions: [] };
    entities.set(told.id, entity);
    return entity;
  };
  const mention = (family: Family, thing: string, quote: Quote): void => {
    const { mentions } = ensure(family, thing);
    if (!mentions.some((known) => known.message === quote.message && known.quote === quote.quote)) mentions.push(quote);
  };
  const note = (family: Family, message: string, marked: readonly Marked[]): void => {
    for (const { thing, words } of marked) mention(family, thing, { message, quote: words });
    for (const { type, from, to, at } of factsOf(marked.map(({ thing }) => thing))) {
      const words = marked.find(({ thing }) => thing === at)?.words;
      if (words === undefined) continue;
      const ends = { from: ensure(family, from).id, to: ensure(family, to).id };
      const key = `${type} ${ends.from} ${ends.to}`;
      const known = relations.get(key) ?? { type, ...ends, evidence: [] };
      known.evidence.push({ message, quote: words });
      relations.set(key, known);
    }
  };

  return {
    add: (family: Family, { from, to, subject, text, inReplyTo }: Draft): string => {
      const id = `m${messages.length + 1}`;
      const { plain, marked } = readMarks(text);
      const date = `${new Date(startMs + messages.length * stepMs).toISOString().slice(0, 19)}+00:00`;
      messages.push({ id, thread: inReplyTo ?? id, inReplyTo, date, from, to: [to], cc: [], subject, text: plain });
      for (const line of [from, to]) mention(family, family.thingOf(line), { message: id, quote: nameOf(line) });
      note(family, id, marked);
      if (plain.includes("317-555-0110")) pii.push({ message: id, quote: "317-555-0110", kind: "phone" });
      return id;
    },
    close: () => ({
      messages,
      entities: [...entities.values()],
      relations: [...relations.values()],
      complianceFlags: [],
      pii,
    }),
  };
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(" <"));
