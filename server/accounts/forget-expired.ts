import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";

/** Longer than any attempt is counted (limit-attempts.ts, better-auth.ts). */
const attemptsCountedMs = 24 * 3600_000;

/** Deletes what lets nobody in any more: ended sessions, what was waited for in vain, setup links, and attempts counted long ago. */
export const forgetExpired = (db: Database): Promise<void> =>
  withIdentity(db, async (tx) => {
    for (const table of ["session", "verification", "setupLink"] as const)
      await tx.deleteFrom(table).where("expiresAt", "<", sql<Date>`now()`).execute();
    await tx
      .deleteFrom("rateLimit")
      .where("lastRequest", "<", Date.now() - attemptsCountedMs)
      .execute();
  });
