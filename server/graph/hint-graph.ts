import type { Database } from "../db/database.ts";
import { databaseNow } from "../db/database-now.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { recordHints } from "../hints/record-hints.ts";

/** Often enough that a graph is seen to grow, seldom enough to cost nothing beside what makes it. */
const everyMs = 1000;

/** Tells screens now and then that the graph is another; `end` does so once more if anything came since. */
export const hintGraph = (db: Database, actor: Actor) => {
  let toldAtMs = performance.now();
  let isUntold = false;
  const tell = async (): Promise<void> => {
    toldAtMs = performance.now();
    isUntold = false;
    const { organizationId } = actor;
    const changed = ["Graph.Get", "Households.List", "Meetings.List"] as const;
    await withOrganization(db, actor, async (tx) =>
      recordHints(
        tx,
        organizationId,
        await databaseNow(tx),
        changed.map((operation) => ({ operation, id: organizationId })),
      ),
    );
  };
  return {
    async changed(): Promise<void> {
      isUntold = true;
      if (performance.now() - toldAtMs >= everyMs) await tell();
    },
    async end(): Promise<void> {
      if (isUntold) await tell();
    },
  };
};
