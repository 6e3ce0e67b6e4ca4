import type { Mailbox, SentDate } from "../message.ts";
import { parseAddresses } from "../parse-addresses.ts";
import { type Block, isBlankLine, textOf } from "./block.ts";
import { parseWrittenDate } from "./written-date.ts";

/** The header lines a mail program copies above a message it forwards or quotes in full. */
export type HeaderBlock = {
  /** The line after the header lines. */
  readonly end: number;
  readonly author: Mailbox | null;
  readonly writtenAt: SentDate | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
};

/**
 * "From: … Sent: … To: … Subject: …" starting at `line`, in any order, in the languages mail programs write them in; null
 * unless there are `fieldsMin` different ones. A time without zone is read in `offsetMinutes`, the outer message's.
 */
export function headerBlockAt(block: Block, line: number, fieldsMin: number): HeaderBlock | null {
  const fields = new Map<Field, string>();
  let at = line;
  let end = line;
  let last: Field | null = null;
  for (; at < block.to && at < line + linesMax; at++) {
    const text = textOf(block, at).replace(/\*/g, "").trim();
    const match = fieldLine.exec(text);
    const field = match ? fieldOf(match[1] ?? "") : undefined;
    if (match && field) {
      if (fields.has(field) && field !== "other") break;
      fields.set(field, match[2] ?? "");
      last = field;
      end = at + 1;
    } else if (isBlankLine(block, at)) {
      // HTML mail shows each field as a paragraph: a blank line ends the block only when no field follows it.
      const next = fieldLine.exec(
        textOf(block, at + 1)
          .replace(/\*/g, "")
          .trim(),
      );
      const nextField = next ? fieldOf(next[1] ?? "") : undefined;
      if (fields.size > 0 && (!nextField || fields.has(nextField))) break;
      if (fields.size === 0) return null;
    } else if ((last === "to" || last === "cc") && /[@;<>]/.test(text) && !/[.!?]$/.test(text)) {
      fields.set(last, `${fields.get(last) ?? ""} ${text}`);
      end = at + 1;
    } else if (last === "subject" && end === at && fields.size >= 3 && isBlankLine(block, at + 1) && text.length < 80) {
      // A long subject wraps onto the line before the empty one.
      fields.set(last, `${fields.get(last) ?? ""} ${text}`);
      end = at + 1;
      break;
    } else {
      break;
    }
  }
  const named = ["from", "date", "to", "subject"].filter((field) => fields.has(field as Field)).length;
  if (named < fieldsMin) return null;
  return {
    end,
    author: lowerCased(parseAddresses([fields.get("from") ?? ""]))[0] ?? null,
    writtenAt: parseWrittenDate(fields.get("date") ?? "", block.writtenAt?.offsetMinutes ?? 0),
    to: lowerCased(mailboxesOf(fields.get("to"))),
    cc: lowerCased(mailboxesOf(fields.get("cc"))),
    subject: fields.get("subject") ?? "",
  };
}

const linesMax = 60;
const fieldLine = /^([\p{L}-]{1,12}(?: [\p{L}]{2,4})?)\s?:\s*(.*)$/u;

type Field = "from" | "date" | "to" | "cc" | "subject" | "other";

const names: readonly (readonly [Field, string])[] = [
  ["from", "from von de da van från fra od"],
  ["date", "sent date gesendet datum envoyé fecha enviado enviada inviato data verzonden skickat sendt wysłano"],
  ["to", "to an à a para per aan till til do"],
  ["cc", "cc kopie kopia copie cópia"],
  ["subject", "subject betreff objet asunto oggetto onderwerp assunto ämne emne temat"],
  [
    "other",
    "bcc importance priority attachments reply-to sender organization anlagen anhang wichtigkeit importanza prioridad",
  ],
];

const fieldsByName = new Map(names.flatMap(([field, words]) => words.split(" ").map((word) => [word, field] as const)));

const fieldOf = (name: string): Field | undefined => {
  const words = name.toLowerCase();
  return fieldsByName.get(words) ?? fieldsByName.get(words.split(" ")[0] ?? "");
};

/** Outlook parts names with semicolons and shows "Ruiz, Ana" without quotes; commas separate only when there are none. */
const mailboxesOf = (text: string | undefined): readonly Mailbox[] => {
  if (!text) return [];
  if (!text.includes(";")) return parseAddresses([text]);
  return text
    .split(";")
    .flatMap((part) => parseAddresses([part.includes("<") ? part : `"${part.trim().replace(/["\\]/g, "")}"`]));
};

const lowerCased = (mailboxes: readonly Mailbox[]): readonly Mailbox[] =>
  mailboxes
    .map(({ name, address }) => ({ name, address: address?.toLowerCase() ?? null }))
    .filter(({ name, address }) => name ?? address);
