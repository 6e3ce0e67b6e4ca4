import { BeepError } from "../errors.ts";

/**
 * A failure of the database as a tag of ours; anything else is returned as it is. Messages of PostgreSQL quote the values of
 * rows, so only the SQLSTATE and names from the schema are kept.
 */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof BeepError) return error;
  if (isDatabaseError(error)) return fromSqlState(error);
  return isLostConnection(error) ? unavailable("database_unreachable", "The database cannot be reached.") : error;
}

// By shape: the embedded database has a class of its own for the same fields.
type DatabaseError = Error & { readonly code: string; readonly constraint?: string; readonly table?: string };

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && "severity" in error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code));
}

function fromSqlState(error: DatabaseError): BeepError {
  const { code } = error;
  switch (code) {
    case "23505":
      return new BeepError("ConflictError", "This already exists.", {
        reason: "already_exists",
        constraint: error.constraint,
      });
    case "23503":
      return new BeepError("ConflictError", "What this refers to does not exist, or is still in use.", {
        reason: "reference",
        constraint: error.constraint,
      });
    case "40001":
    case "40P01":
    case "55P03":
    case "53300":
    case "57014":
      return new BeepError("OverloadedError", "The database is too busy for this now.", { retryAfterSeconds: 1 });
    case "25006":
      return unavailable("database_read_only", "The database accepts no writes at the moment.");
    case "53100":
      return unavailable(
        "disk_full",
        "The database's disk is full. Nothing was lost; free some space and repeat the command.",
      );
    case "28P01":
    case "28000":
    case "3D000":
      return unavailable("database_login", "The database refused the login of DATABASE_URL, or has no such database.");
  }
  if (code.startsWith("08") || code.startsWith("57P"))
    return unavailable("database_unreachable", "The database cannot be reached.");
  return new BeepError(
    "InternalError",
    `The database refused a statement: SQLSTATE ${code}${placeOf(error)}${reasonOf(error)}.`,
  );
}

function unavailable(reason: string, message: string): BeepError {
  return new BeepError("UnavailableError", message, { reason });
}

function placeOf(error: DatabaseError): string {
  return error.constraint !== undefined
    ? `, ${error.constraint}`
    : error.table !== undefined
      ? `, table ${error.table}`
      : "";
}

// Class 42 (wrong SQL, missing privilege) speaks of the schema alone.
function reasonOf(error: DatabaseError): string {
  return error.code.startsWith("42") ? `, ${error.message}` : "";
}

const lostConnectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EPIPE",
  "EHOSTUNREACH",
]);

// pg reports these without a code.
const lostConnectionMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isLostConnection);
  if ("code" in error && lostConnectionCodes.has(String(error.code))) return true;
  return lostConnectionMessages.test(error.message);
}
