import { findBirthDates } from "./birth-dates.ts";
import { findEmailAddresses } from "./email-addresses.ts";
import { findNumbers } from "./numbers.ts";
import type { Candidate, PersonalDataKind, PersonalDataSpan } from "./personal-data.ts";
import { findStreetAddresses } from "./street-addresses.ts";

/**
 * Personal data in running text, in order, without overlap. Each kind is a shape, a check (Luhn, ABA, area rules) and,
 * where the shape alone proves nothing, a word beside it; a word that names something else (invoice, tracking) rejects.
 * Works in linear time: every look around a number is bounded.
 */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const candidates = [
    ...findEmailAddresses(text),
    ...findNumbers(text),
    ...findBirthDates(text),
    ...findStreetAddresses(text),
  ].sort(strongestFirst);
  const taken = new Map<number, Candidate>();
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (overlapsTaken(taken, candidate)) continue;
    kept.push(candidate);
    for (let i = candidate.startChar; i < candidate.endChar; i++) taken.set(i, candidate);
  }
  return kept
    .sort((a, b) => a.startChar - b.startChar)
    .map(({ kind, startChar, endChar }) => ({ kind, startChar, endChar, text: text.slice(startChar, endChar) }));
}

/** Which kind wins when two of equal strength and length claim the same words. */
const order: readonly PersonalDataKind[] = [
  "email_address",
  "credit_card",
  "us_ssn",
  "us_ein",
  "routing_number",
  "passport",
  "drivers_license",
  "date_of_birth",
  "account_number",
  "phone",
  "street_address",
];

function strongestFirst(a: Candidate, b: Candidate): number {
  return (
    b.strength - a.strength ||
    b.endChar - b.startChar - (a.endChar - a.startChar) ||
    order.indexOf(a.kind) - order.indexOf(b.kind) ||
    a.startChar - b.startChar
  );
}

function overlapsTaken(taken: ReadonlyMap<number, Candidate>, candidate: Candidate): boolean {
  for (let i = candidate.startChar; i < candidate.endChar; i++) if (taken.has(i)) return true;
  return false;
}
