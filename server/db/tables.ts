import type { ColumnType } from "kysely";

/**
 * Row types, column for column as in migrations/ (snake_case, no renaming). `uuid`, `text` and `date` are strings (a date is
 * "YYYY-MM-DD"), `timestamptz` is a Date, `bigint` and `count(*)` are numbers, `bytea` is a Buffer, `jsonb` is parsed when read
 * and given as `JSON.stringify(...)` when written.
 */
export type Tables = TenantTables & IdentityTables;

/** Tables under row-level security; reached by withOrganization only. */
export type TenantTables = Record<never, never>;

/** Users, organizations and members; reached by withIdentity only. */
export type IdentityTables = Record<never, never>;

/** A jsonb column: parsed when read, a JSON string when written. */
export type Json<T> = ColumnType<T, string, string>;
