import type { Mailbox } from "../message.ts";

/** Words a person may sign with: those of the display name and of the address before the @, in lower case. */
export const nameTokens = ({ name, address }: Mailbox): readonly string[] =>
  `${name ?? ""} ${(address ?? "").split("@")[0] ?? ""}`
    .toLowerCase()
    .split(/[^\p{L}’'-]+/u)
    .filter((word) => word.length > 0);

/**
 * Whether a line is its writer's name and nothing else: "Ana Ruiz, CFP®", "Ana", a short form ("Pri" of Priscilla) or initials.
 * A mailbox without a display name ("ruizfamily@") may be signed with any part of it.
 */
export function isNameLine(line: string, author: Mailbox | null): boolean {
  const text = line.trim().replace(/^[-–—~*_]+\s*/u, "");
  if (text === "" || text.length > 60 || /[?!:;@]|\d{3}/.test(text) || !author) return false;
  const own = (text.split(/,|\||\(/u)[0] ?? "").replace(/[.*_–—-]+$/u, "").trim();
  const words = own.split(/\s+/u).map((word) => word.toLowerCase().replace(/[.®™]+/gu, ""));
  const tokens = nameTokens(author);
  if (words.length === 0 || words.length > 5 || own === "") return false;
  const isShortForm = (word: string) =>
    word.length >= 2 && tokens.some((token) => token.startsWith(word) && word.length < token.length);
  const isInitial = (word: string) => word.length === 1 && tokens.some((token) => token.startsWith(word));
  const known = words.filter((word) => tokens.includes(word) || titles.has(word));
  if (words.length === 1) return known.length === 1 || isShortForm(own.toLowerCase()) || isInitials(own, author);
  return (
    known.length > 0 &&
    words.every(
      (word) =>
        known.includes(word) || isInitial(word) || isShortForm(word) || /^\p{Lu}/u.test(wordAsWritten(own, word)),
    )
  );
}

const titles = new Set("dr mr mrs ms mx prof rev jr sr ii iii iv".split(" "));

const isInitials = (word: string, author: Mailbox): boolean => {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, "");
  const initials = (author.name ?? "")
    .split(/\s+/u)
    .map((part) => part[0]?.toLowerCase() ?? "")
    .join("");
  return letters !== "" && letters.length <= 3 && (initials === letters || initials[0] === letters);
};

const wordAsWritten = (text: string, lower: string): string =>
  text.split(/\s+/u).find((word) => word.toLowerCase().startsWith(lower)) ?? "";
