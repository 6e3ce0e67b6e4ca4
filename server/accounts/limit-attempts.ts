import { createHash } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";

const attemptsMax = 20;
const windowMs = 15 * 60_000;

/**
 * Counts passwords tried for one address, from wherever: better-auth counts by the client's address only, and guesses may come
 * from many. Refused is the password alone: whoever is signed in stays so, and Google's sign-in goes on.
 */
export const limitAttempts = (db: Database): BetterAuthPlugin => {
  const matcher = ({ path }: { readonly path?: string | undefined }) => path === "/sign-in/email";
  const before = createAuthMiddleware(async ({ body }) => {
    if ((await countAttempt(db, keyOf(body))) <= attemptsMax) return;
    throw new APIError("TOO_MANY_REQUESTS", { message: "Too many attempts. Try again later." });
  });
  // The right password begins the counting anew.
  const after = createAuthMiddleware(async ({ body, context }) => {
    if (context.returned instanceof Error) return;
    await withIdentity(db, (tx) => tx.deleteFrom("rateLimit").where("key", "=", keyOf(body)).execute());
  });
  return {
    id: "beep-limit-attempts",
    hooks: { before: [{ matcher, handler: before }], after: [{ matcher, handler: after }] },
  };
};

const keyOf = (body: unknown): string => {
  const email = String((body as { readonly email?: unknown } | undefined)?.email);
  return `account|${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
};

/** The attempt's number within its window. A row's lastRequest is the window's end: better-auth prunes rows that lie behind. */
const countAttempt = async (db: Database, key: string): Promise<number> => {
  const now = Date.now();
  const isOver = sql<boolean>`"rateLimit"."lastRequest" < ${now}`;
  const row = await withIdentity(db, (tx) =>
    tx
      .insertInto("rateLimit")
      .values({ key, count: 1, lastRequest: now + windowMs })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet({
          count: sql<number>`case when ${isOver} then 1 else "rateLimit"."count" + 1 end`,
          lastRequest: sql<number>`case when ${isOver} then excluded."lastRequest" else "rateLimit"."lastRequest" end`,
        }),
      )
      .returning("count")
      .executeTakeFirstOrThrow(),
  );
  return row.count;
};
