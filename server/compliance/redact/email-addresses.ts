import type { Candidate } from "./personal-data.ts";

/** E-mail addresses in running text. The look-behind lets a match start only where a run of address characters starts: linear time. */
export function findEmailAddresses(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(emailAddress)) {
    const startChar = match.index;
    found.push({ kind: "email_address", strength: 2, startChar, endChar: startChar + match[0].length });
  }
  return found;
}

const emailAddress =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_%+][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@])/gu;
