import { readMessage } from "../../server/extract/read-message.ts";
import type { Reading, Referent, ReferentType } from "../../server/extract/reading.ts";
import { findZones } from "../../server/mail/find-zones.ts";
import type { Mailbox } from "../../server/mail/message.ts";
import { parsedMessage } from "./parsed-message.ts";

export type MailOptions = {
  readonly from?: Mailbox;
  readonly to?: readonly Mailbox[];
  readonly cc?: readonly Mailbox[];
  /** The sender's calendar date; 2026-01-14 (a Wednesday) by default. */
  readonly date?: string;
  readonly subject?: string;
  /** Message-IDs that it answers; none by default. */
  readonly inReplyTo?: readonly string[];
};

/** What one message says, in the shape tests ask about: the words of each mention, and what is claimed of its referent. */
export type MailRead = {
  readonly reading: Reading;
  /** The mentioned words of every referent of a type. */
  words(type: ReferentType): readonly string[];
  /** The referent that these words mention. */
  at(words: string): Referent;
  /** The values claimed for an attribute of the referent that these words mention. */
  values(words: string, attribute: string): readonly string[];
  /** Names of the subjects of relations of a type to, or objects of relations from, the referent these words mention. */
  related(words: string, relation: string): readonly string[];
  /** "category: words" of every flag. */
  flags(): readonly string[];
};

export const client: Mailbox = { name: "Ingrid Halloran", address: "ingrid@halloran.example" };
export const adviser: Mailbox = { name: "Tomas Reyl", address: "tomas@reylwealth.example" };

/** Reads a message of an invented client to an invented adviser, through the zones and every finder. */
export function readMail(text: string, options: MailOptions = {}): MailRead {
  const { from = client, to = [adviser], cc = [], date = "2026-01-14", subject = "A note", inReplyTo = [] } = options;
  const line = (box: Mailbox): string => `${box.name} <${box.address}>`;
  const iso = `${date}T09:00:00-05:00`;
  const head = [
    `From: ${line(from)}`,
    `To: ${to.map(line).join(", ")}`,
    ...(cc.length > 0 ? [`Cc: ${cc.map(line).join(", ")}`] : []),
    `Date: ${iso}`,
    `Subject: ${subject}`,
  ];
  const message = parsedMessage(text, {
    from: [from],
    to,
    cc,
    subject,
    inReplyTo,
    date: { iso, epochMs: Date.parse(iso), localDate: date, offsetMinutes: -300 },
    content: `${head.join("\n")}\n\n${text}`,
  });
  const reading = readMessage({ message, zones: findZones(message) });
  const referent = (id: string): Referent => {
    const found = reading.referents.find((r) => r.id === id);
    if (!found) throw new Error("A mention of no referent.");
    return found;
  };
  const at = (words: string): Referent => {
    const mention = reading.mentions.find((m) => m.text.includes(words));
    if (!mention)
      throw new Error(`Nothing mentions "${words}"; there are: ${reading.mentions.map((m) => m.text).join(" | ")}`);
    return referent(mention.referentId);
  };
  return {
    reading,
    words: (type) => reading.mentions.filter((m) => referent(m.referentId).type === type).map((m) => m.text),
    at,
    values: (words, attribute) =>
      reading.claims.flatMap((c) =>
        c.kind === "attribute" && c.referentId === at(words).id && c.name === attribute ? [c.value] : [],
      ),
    related: (words, relation) =>
      reading.claims.flatMap((c) => {
        if (c.kind !== "relation" || c.type !== relation) return [];
        const { id } = at(words);
        return c.from === id ? [referent(c.to).name] : c.to === id ? [referent(c.from).name] : [];
      }),
    flags: () => reading.flags.map((flag) => `${flag.category}: ${flag.text}`),
  };
}
