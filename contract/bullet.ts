import { z } from "zod";
import { count, id, looseDate, mailText, spanFields } from "./shapes.ts";

/** Why a bullet was not shown. */
export const withheldReason = z.enum([
  "uncited",
  "unsupported",
  "guarantee_language",
  "advice_language",
  "not_necessary",
  "other_household",
]);

const citation = z.object({
  ...spanFields,
  text: mailText,
  kind: z.enum(["mention", "relation", "attribute"]),
  source: z.record(z.string(), z.unknown()),
  /** Whose message it is and when it was sent, for a note under the bullet. */
  sentOn: looseDate.nullable(),
  from: mailText.nullable(),
});

/** One thing that is said, with the words it came from. */
export const bullet = z.object({ id, text: mailText, citations: z.array(citation) });

export const disclaimer = z.object({ version: z.string(), text: z.string() });
export const withheld = z.array(z.object({ reason: withheldReason, count }));
