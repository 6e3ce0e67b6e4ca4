import { randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";
import type { KeyWrapper } from "../documents/keys.ts";

/**
 * The secret that signs session cookies and seals second factors, the same for every process: made once, kept wrapped by the
 * master key. UnavailableError when the master key is missing or another one.
 */
export const openIdentitySecret = async (db: Database, wrapper: KeyWrapper): Promise<string> => {
  const row = (await findSecret(db)) ?? (await makeSecret(db, wrapper));
  const secret = await wrapper.unwrap({ wrappedKey: row.wrappedKey, wrappedBy: row.wrappedBy }, bindingOf(row.version));
  return secret.toString("base64url");
};

const bindingOf = (version: number) => ["identity_secret", String(version)];

const findSecret = (db: Database) =>
  withIdentity(db, (tx) =>
    tx
      .selectFrom("identitySecret")
      .select(["version", "wrappedKey", "wrappedBy"])
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst(),
  );

/** Of two processes that make one at once, one wins and both use it. */
const makeSecret = async (db: Database, wrapper: KeyWrapper) => {
  const wrapped = await wrapper.wrap(randomBytes(32), bindingOf(1));
  return withIdentity(db, async (tx) => {
    await tx
      .insertInto("identitySecret")
      .values({ version: 1, ...wrapped })
      .onConflict((conflict) => conflict.column("version").doNothing())
      .execute();
    return tx
      .selectFrom("identitySecret")
      .select(["version", "wrappedKey", "wrappedBy"])
      .where("version", "=", 1)
      .executeTakeFirstOrThrow();
  });
};
