import { BeepError } from "../errors.ts";

/** An opaque place to go on from: the sort values of the last row shown, as base64url JSON. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** What a value of a cursor may be. Cursors come from outside: what a column would not take must not reach a statement. */
const kinds = {
  text: (value: unknown): value is string => typeof value === "string" && !value.includes("\0"),
  id: (value: unknown): value is string =>
    typeof value === "string" && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value),
  instant: (value: unknown): value is string =>
    typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
  count: (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31,
};
type Kind = keyof typeof kinds;
type Values<Kinds extends readonly Kind[]> = {
  readonly [I in keyof Kinds]: Kinds[I] extends "count" ? number : string;
};

/** The values of a cursor of ours, of these kinds, or undefined without one; anything else is a ValidationError on `cursor`. */
export const decodeCursor = <const Kinds extends readonly Kind[]>(
  cursor: string | undefined,
  expected: Kinds,
): Values<Kinds> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const isOurs = Array.isArray(values) && values.length === expected.length;
    if (isOurs && expected.every((kind, i) => kinds[kind](values[i]))) return values as unknown as Values<Kinds>;
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
