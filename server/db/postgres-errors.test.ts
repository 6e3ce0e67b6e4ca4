import pg from "pg";
import { expect, test } from "vitest";
import { BeepError } from "../errors.ts";
import { translatePostgresError } from "./postgres-errors.ts";

const secret = "jane.doe@example.test";

function fromDatabase(code: string, fields: Partial<pg.DatabaseError> = {}): BeepError {
  const error = Object.assign(new pg.DatabaseError(`Key (email)=(${secret})`, 1, "error"), {
    severity: "ERROR",
    code,
    detail: `Failing row contains (${secret}).`,
    ...fields,
  });
  const translated = translatePostgresError(error);
  if (!(translated instanceof BeepError)) throw new Error("not translated");
  return translated;
}

test.each([
  ["23505", "ConflictError"],
  ["23503", "ConflictError"],
  ["40001", "OverloadedError"],
  ["40P01", "OverloadedError"],
  ["53300", "OverloadedError"],
  ["57014", "OverloadedError"],
  ["57P01", "UnavailableError"],
  ["08006", "UnavailableError"],
  ["25006", "UnavailableError"],
  ["53100", "UnavailableError"],
  ["28P01", "UnavailableError"],
  ["23514", "InternalError"],
  ["22P02", "InternalError"],
])("SQLSTATE %s is %s and repeats no value of a row", (code, tag) => {
  const error = fromDatabase(code, { constraint: "thing_pkey" });
  expect(error.tag).toBe(tag);
  expect(error.message + JSON.stringify(error.fields)).not.toContain(secret);
});

test.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect"])(
  "%s is UnavailableError",
  (message) => {
    expect(translatePostgresError(new Error(message))).toMatchObject({ fields: { reason: "database_unreachable" } });
  },
);

test("a refused connection is UnavailableError, also as the aggregate that Node makes of several addresses", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  for (const error of [refused, new AggregateError([refused])]) {
    expect(translatePostgresError(error)).toMatchObject({ tag: "UnavailableError" });
  }
});

test("what is not the database's passes unchanged", () => {
  const error = new TypeError("a bug");
  expect(translatePostgresError(error)).toBe(error);
});
