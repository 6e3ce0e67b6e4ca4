import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { apiKeyPrefix } from "./api-keys.ts";
import { mayGrant, mayNotGrant, requirePerson } from "./grants.ts";
import type { Membership } from "./membership.ts";
import type { Person } from "./person.ts";
import { makeSecretToken } from "./secret-token.ts";

/** Characters of a key that lists show: enough to tell keys apart, too few to help anybody guess. */
const startLength = apiKeyPrefix.length + 4;

/** Makes a key; the answer is the only place it ever stands in. */
export const createApiKey = async (
  db: Database,
  caller: Person & Membership,
  { name, role, expiresInDays }: Input<"ApiKeys.Create">,
): Promise<Output<"ApiKeys.Create">> => {
  requirePerson(caller);
  if (!mayGrant(caller.roles, role)) throw mayNotGrant();
  const { token, tokenHash } = makeSecretToken(apiKeyPrefix);
  const row = await withIdentity(db, (tx) =>
    tx
      .insertInto("apiKey")
      .values({
        organizationId: caller.organizationId,
        name,
        role,
        start: token.slice(0, startLength),
        keyHash: tokenHash,
        createdBy: caller.userId,
        expiresAt: sql<Date>`now() + make_interval(days => ${expiresInDays})`,
      })
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
  return { ...toOutput(row), key: token };
};

/** Every key of the organization, newest first. */
export const listApiKeys = async (
  db: Database,
  organizationId: string,
  input: Input<"ApiKeys.List">,
): Promise<Output<"ApiKeys.List">> => {
  const after = decodeCursor(input.cursor, ["instant", "id"]);
  const rows = await withIdentity(db, (tx) => {
    let query = tx
      .selectFrom("apiKey")
      .select([...columns, "lastUsedAt", state.as("state")])
      .where("organizationId", "=", organizationId);
    if (after !== undefined) query = query.where(sql<boolean>`("createdAt", id) < (${after[0]}, ${after[1]}::uuid)`);
    return query
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(input.limit + 1)
      .execute();
  });
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    apiKeys: page.map(({ lastUsedAt, state: keyState, ...row }) => ({
      ...toOutput(row),
      state: keyState,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    ...next,
  };
};

/** Ends a key; ending it twice is no error. */
export const revokeApiKey = async (
  db: Database,
  caller: Person & Membership,
  apiKeyId: string,
): Promise<Output<"ApiKeys.Revoke">> => {
  requirePerson(caller);
  return withIdentity(db, async (tx) => {
    const row = await tx
      .updateTable("apiKey")
      .set({ revokedAt: sql<Date>`coalesce("revokedAt", now())` })
      .where("organizationId", "=", caller.organizationId)
      .where("id", "=", apiKeyId)
      .returning("id")
      .executeTakeFirst();
    if (row === undefined) throw new BeepError("NotFoundError", "There is no such API key.", { resource: "api_key" });
    return { apiKeyId: row.id };
  });
};

const columns = ["id", "name", "role", "start", "createdBy", "createdAt", "expiresAt"] as const;

const state = sql<"active" | "revoked" | "expired">`case when "revokedAt" is not null then 'revoked'
  when "expiresAt" <= now() then 'expired' else 'active' end`;

const toOutput = <R extends { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date }>({
  id,
  createdAt,
  expiresAt,
  ...row
}: R) => ({ apiKeyId: id, ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() });
