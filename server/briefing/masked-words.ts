import { maskPersonalData } from "../compliance/redact/mask.ts";
import { alwaysMaskedKinds, type PersonalDataKind } from "../compliance/redact/personal-data.ts";
import type { Span } from "../lib/span.ts";

/** Words of a version as a briefing may show them, masked unit by unit. */
export type WordsAt = (documentVersionId: string, span: Span) => string;

/** Masks whole versions before it slices, as the words beside a number say what it is; each version once. */
export function readMaskedWords(contentOf: (documentVersionId: string) => string): WordsAt {
  const masked = new Map<string, string>();
  return (version, { startChar, endChar }) => {
    const text = masked.get(version) ?? maskPersonalData(contentOf(version), maskedKinds).text;
    masked.set(version, text);
    return text.slice(startChar, endChar);
  };
}

// No bullet is about a telephone number, an address or a birth date yet: all are masked (contracts, 4).
const maskedKinds: ReadonlySet<PersonalDataKind> = new Set<PersonalDataKind>([
  ...alwaysMaskedKinds,
  "phone",
  "email_address",
  "street_address",
  "date_of_birth",
]);
