import { addressParser } from "postal-mime";
import type { Mailbox } from "./message.ts";

/** The mailboxes of address headers, groups flattened, names decoded, in order. Addresses keep the case they were sent in. */
export function parseAddresses(values: readonly string[]): readonly Mailbox[] {
  return values.flatMap((value) =>
    addressParser(value, { flatten: true }).map(({ name, address }) => ({
      name: oneLine(name) || null,
      address: oneLine(address ?? "") || null,
    })),
  );
}

/** `Name <addr>` as the canonical header block shows it; a mailbox with one of them shows that one. */
export const showMailbox = ({ name, address }: Mailbox): string =>
  name && address ? `${name} <${address}>` : (name ?? address ?? "");

/** Header text in the canonical form: control characters and line separators as spaces, lone surrogates replaced. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .toWellFormed()
    .trim();
