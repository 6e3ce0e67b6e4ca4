import { formatAmount, formatDate, formatTime } from "./wording.ts";

export type Change = { readonly attribute: string; readonly old: string; readonly now: string };

/** "Annual review: date changed from November 19, 2026 to December 3, 2026." */
export const sayChange = (name: string, { attribute, old, now }: Change): string =>
  `${name}: ${wordsOf(attribute)} changed from ${show(attribute, old)} to ${show(attribute, now)}.`;

/** "dueDate" → "due date", as in the ontology; "last4" stays. */
const wordsOf = (attribute: string): string => attribute.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);

function show(attribute: string, value: string): string {
  if (attribute === "amount") return formatAmount(value);
  if (attribute === "time") return formatTime(value);
  return /date/i.test(attribute) ? formatDate(value) : value;
}
