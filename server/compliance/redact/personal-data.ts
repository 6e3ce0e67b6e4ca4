import type { Span } from "../../lib/span.ts";

export type PersonalDataKind =
  | "us_ssn"
  | "us_ein"
  | "account_number"
  | "routing_number"
  | "credit_card"
  | "phone"
  | "email_address"
  | "street_address"
  | "date_of_birth"
  | "drivers_license"
  | "passport";

export type PersonalDataSpan = Span & { readonly kind: PersonalDataKind; readonly text: string };

/**
 * Never shown, searched or sent to a model: a number that opens an account or proves an identity.
 * The other kinds (phone, e-mail, address, birth date) may be shown, in a bullet that is about them.
 */
export const alwaysMaskedKinds: ReadonlySet<PersonalDataKind> = new Set<PersonalDataKind>([
  "us_ssn",
  "us_ein",
  "account_number",
  "routing_number",
  "credit_card",
  "drivers_license",
  "passport",
]);

/**
 * A find that may lose to another over the same text. `strength` 2: a word beside it says what it is;
 * 1: only its shape does.
 */
export type Candidate = Span & { readonly kind: PersonalDataKind; readonly strength: 1 | 2 };
