import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import { withQueue } from "../db/with-organization.ts";

/** So many at a time, the oldest first. */
const batchMax = 200;

/**
 * Passes what waits in the outbox to the queue; answers how many. Their ids are the deliveries' ids, which the queue takes once: a
 * crash in between, or two relays at once, pass nothing twice. Jobs that only a newer release knows wait for it.
 */
export const relayOutbox = async (
  db: Database,
  boss: Pick<PgBoss, "insert">,
  jobNames: readonly string[],
): Promise<number> => {
  const waiting = await withQueue(db, (tx) =>
    tx
      .selectFrom("outbox")
      .select(["organization_id", "id", "job", "payload"])
      .where("job", "in", jobNames)
      .orderBy("created_at")
      .limit(batchMax)
      .execute(),
  );
  for (const [name, rows] of Map.groupBy(waiting, ({ job }) => job)) {
    await boss.insert(
      name,
      rows.map(({ organization_id: organizationId, id, payload }) => ({
        id,
        data: { organizationId, jobId: payload.jobId },
      })),
    );
  }
  if (waiting.length > 0) {
    const passed = waiting.map(({ organization_id, id }) => sql`(${organization_id}::uuid, ${id}::uuid)`);
    await withQueue(db, (tx) =>
      sql`delete from outbox where (organization_id, id) in (${sql.join(passed)})`.execute(tx),
    );
  }
  return waiting.length;
};
