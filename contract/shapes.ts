import { z } from "zod";
import { entityTypes, flagCategories, relationTypes } from "../server/extract/reading.ts";

/** Shapes that several operations share. */
export const id = z.uuid();
export const day = z.iso.date();
/** A date as exact as a mail lets one say: 2026, 2026-06 or 2026-06-14. */
export const looseDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
export const instant = z.iso.datetime({ offset: true });
export const count = z.int().nonnegative();
export const confidence = z.number().min(0).max(1);
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and dashes");
export const entityType = z.enum(entityTypes);
export const relationType = z.enum(relationTypes);
export const flagCategory = z.enum(flagCategories);
export const statedBy = z.enum(["client", "third_party", "firm", "unverified", "inferred"]);

/** Words of a mail. Marked, so that invoke masks numbers nobody needs to see before they leave. */
export const mailText = z.string().meta({ mailText: true });
export type MailTextMark = { readonly mailText?: boolean };

/** Where the words are: UTF-16 code units, end-exclusive, into the exact content of one version. */
export const spanFields = {
  documentId: id,
  documentVersionId: id,
  startChar: count,
  endChar: count,
};

/** Words where they stand, with a little of what is around them. */
export const quote = z.object({ ...spanFields, before: mailText, text: mailText, after: mailText });

/** Every list pages alike: a bound, and an opaque cursor to go on from. */
export const pageInput = {
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
};
export const nextCursor = z.string().optional();
