import { BeepError } from "../errors.ts";

/** An opaque place to go on from: the sort values of the last row shown, as base64url JSON. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** The values of a cursor of ours, or undefined without one; anything else is a ValidationError on `cursor`. */
export const decodeCursor = (
  cursor: string | undefined,
  length: number,
): readonly (string | number | null)[] | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const isValue = (value: unknown) => value === null || typeof value === "string" || typeof value === "number";
    if (Array.isArray(values) && values.length === length && values.every(isValue)) return values;
  } catch {
    // Falls through to the one answer for every cursor that is not ours.
  }
  throw new BeepError("ValidationError", "The cursor is not one that this list gave out.", {
    issues: [{ path: "cursor", message: "not a cursor of this list" }],
  });
};

/** Cuts one row more than was asked for into a page and the cursor of its last row. */
export const pageOf = <Row>(
  rows: readonly Row[],
  limit: number,
  valuesOf: (row: Row) => readonly (string | number | null)[],
): { readonly page: readonly Row[]; readonly nextCursor?: string } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return rows.length > limit && last !== undefined ? { page, nextCursor: encodeCursor(valuesOf(last)) } : { page };
};
