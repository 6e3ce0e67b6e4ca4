import pg from "pg";

const { builtins } = pg.types;

/**
 * How both databases' text values become JavaScript values, given to each client rather than set globally. Differs from pg's
 * defaults in two: bigint (and so count(*)) is a number, refused beyond 2^53; date stays "YYYY-MM-DD", since midnight in
 * the server's zone is another day elsewhere.
 */
export const valueParsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === builtins.INT8) return parseBigint;
    if (oid === builtins.DATE) return keepText;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
} as pg.CustomTypesConfig;

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError("A bigint from the database does not fit a JavaScript number.");
  return value;
}

function keepText(text: string): string {
  return text;
}
