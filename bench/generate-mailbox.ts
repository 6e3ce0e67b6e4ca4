import { firstNames, places, surnames, topics } from "./generator-vocabulary.ts";
import { readMarks } from "./marks.ts";
import { mulberry32 } from "./random.ts";

/** What a generated mailbox is made of. `messages` is exact; one family writes about sixty messages; the same seed gives the same bytes. */
export type MailboxPlan = { readonly messages: number; readonly seed: number };

/** Whose mailbox it is. */
export const adviserAddress = "elena@larkfield.example";

const adviser = { name: "Elena Marsh", address: adviserAddress };
const associate = { name: "Devon Reyes", address: "devon@larkfield.example" };

/** Raw messages of a synthetic adviser's mailbox, in the order they were sent: threads of clients, colleagues and newsletters. */
export function* generateMessages({ messages, seed }: MailboxPlan): Generator<string> {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const families = Array.from({ length: Math.max(1, Math.ceil(messages / 60)) }, (_, index) => family(index, pick));
  const start = Date.UTC(2023, 0, 2, 14);
  const stepMs = (3 * 365 * 86_400_000) / Math.max(messages, 1);

  for (let index = 0; index < messages; index++) {
    const sentAt = start + Math.floor(index * stepMs);
    if (index % 12 === 11) yield newsletter(index, sentAt, pick);
    else {
      const writer = families[Math.floor(random() * families.length)] as Family;
      yield letter(index, sentAt, writer, pick, random);
    }
  }
}

/** The same mailbox as one mbox file's text, message by message. */
export function* generateMbox(plan: MailboxPlan): Generator<string> {
  for (const message of generateMessages(plan)) {
    yield `From bench@larkfield.example Mon Jan  2 14:00:00 2023\n${message.replace(/^(>*From )/gm, ">$1")}\n`;
  }
}

type Family = {
  readonly surname: string;
  readonly first: string;
  readonly second: string;
  readonly child: string;
  readonly domain: string;
  readonly ira: string;
  readonly joint: string;
  lastThread: { id: string; subject: string } | null;
};

const family = (index: number, pick: <T>(list: readonly T[]) => T): Family => {
  // Surnames repeat after a few hundred families, as they do in a real firm; the number in the domain keeps addresses apart.
  const surname = pick(surnames);
  const lastFour = (n: number): string => String(1000 + ((index * 7919 + n * 104_729) % 9000));
  return {
    surname,
    first: pick(firstNames),
    second: pick(firstNames),
    child: pick(firstNames),
    domain: `${surname.toLowerCase()}${index}.example`,
    ira: lastFour(1),
    joint: lastFour(2),
    lastThread: null,
  };
};

const letter = (
  index: number,
  sentAt: number,
  writer: Family,
  pick: <T>(list: readonly T[]) => T,
  random: () => number,
): string => {
  const client = `${writer.first} ${writer.surname} <${writer.first.toLowerCase()}@${writer.domain}>`;
  const id = `<bench-${index}@larkfield.example>`;
  const isReply = writer.lastThread !== null && random() < 0.5;
  const subject = isReply ? `Re: ${writer.lastThread?.subject}` : pick(topics).subject;
  const parent = isReply ? writer.lastThread?.id : null;
  const fromFirm = isReply && random() < 0.6;
  writer.lastThread = { id, subject: subject.replace(/^Re: /, "") };
  const topic = pick(topics);
  const amount = `$${(10 + Math.floor(random() * 900)) * 1000}`.replace(/(\d)(\d{3})$/, "$1,$2");
  const fill = (text: string): string =>
    readMarks(text)
      .plain.replaceAll("{weekday}", "Tuesday")
      .replaceAll("{spouse}", writer.second)
      .replaceAll("{child}", writer.child)
      .replaceAll("{ira}", writer.ira)
      .replaceAll("{joint}", writer.joint)
      .replaceAll("{amount}", amount)
      .replaceAll("{place}", pick(places))
      .replaceAll("{surname}", writer.surname)
      .replaceAll("{day}", String(1 + Math.floor(random() * 28)));
  const body = fromFirm
    ? `${writer.first},\n\n${fill(topic.answer)}\n\nElena\n\nElena Marsh, CFP®\nSenior Advisor | Larkfield Wealth Partners\n317-555-0110\n\nOn Monday, ${writer.first} ${writer.surname} wrote:\n> ${fill(topic.letter).replaceAll("\n", "\n> ")}\n`
    : `Elena,\n\n${fill(topic.letter)}\n\n${fill(pick(topics).letter)}\n\nThanks,\n${writer.first}\n\n${writer.first} ${writer.surname}\n`;
  return headers({
    id,
    sentAt,
    from: fromFirm ? `${adviser.name} <${adviser.address}>` : client,
    to: fromFirm ? client : `${adviser.name} <${adviser.address}>`,
    cc: random() < 0.3 ? `${associate.name} <${associate.address}>` : null,
    subject,
    parent: parent ?? null,
    body,
  });
};

const newsletter = (index: number, sentAt: number, pick: <T>(list: readonly T[]) => T): string =>
  headers({
    id: `<bench-${index}@larkfield.example>`,
    sentAt,
    from: "Summit Ridge Funds <updates@summitridgefunds.example>",
    to: `${adviser.name} <${adviser.address}>`,
    cc: null,
    subject: `Market notes from ${pick(places)}`,
    parent: null,
    body: "Dear Advisor,\n\nYields were little changed this week and spreads stayed in a narrow band.\n\nYou are receiving this because you attended a webinar. Unsubscribe | Manage preferences\nPast performance does not guarantee future results.\n",
  });

const headers = (m: {
  id: string;
  sentAt: number;
  from: string;
  to: string;
  cc: string | null;
  subject: string;
  parent: string | null;
  body: string;
}): string =>
  [
    `Message-ID: ${m.id}`,
    `Date: ${new Date(m.sentAt).toUTCString().replace("GMT", "+0000")}`,
    `From: ${m.from}`,
    `To: ${m.to}`,
    ...(m.cc ? [`Cc: ${m.cc}`] : []),
    `Subject: ${m.subject}`,
    ...(m.parent ? [`In-Reply-To: ${m.parent}`, `References: ${m.parent}`] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    m.body,
  ].join("\n");
