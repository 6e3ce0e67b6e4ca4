import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";
import type { Person } from "./person.ts";
import { hashSecretToken } from "./secret-token.ts";

/** Begins every key, so that scanners for secrets know one. */
export const apiKeyPrefix = "beep_";

/** Whoever holds the key; undefined when there is no such key, or it was revoked or has expired. */
export const findKeyHolder = async (db: Database, key: string): Promise<Person | undefined> =>
  withIdentity(db, async (tx) => {
    const row = await tx
      .selectFrom("apiKey")
      .select(["id", "organizationId", "role", "createdBy", sql<boolean>`${isUseNew}`.as("isUseNew")])
      .where("keyHash", "=", hashSecretToken(key))
      .where("revokedAt", "is", null)
      .where("expiresAt", ">", sql<Date>`now()`)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (row.isUseNew) {
      await tx.updateTable("apiKey").set({ lastUsedAt: sql<Date>`now()` }).where("id", "=", row.id).execute();
    }
    const { id: keyId, organizationId, role, createdBy } = row;
    return {
      kind: "api_key",
      callerId: `api-key:${keyId}`,
      userId: null,
      key: { keyId, organizationId, role, createdBy },
    };
  });

// Exact to a minute: a key in steady use would else write its row at every call.
const isUseNew = sql<boolean>`"lastUsedAt" is null or "lastUsedAt" < now() - interval '1 minute'`;
