import type { HouseholdRecord, RecordSentence } from "./household-record.ts";

/** Flagged words are reported only where compliance is told of them. */
export const isFlagged = (
  { flags }: Pick<HouseholdRecord, "flags">,
  { message, startChar, endChar }: RecordSentence,
): boolean =>
  flags.some(
    (f) => f.documentVersionId === message.documentVersionId && f.startChar < endChar && startChar < f.endChar,
  );
