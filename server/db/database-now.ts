import { sql } from "kysely";
import type { TenantTransaction } from "./with-organization.ts";

/** The database's clock: workers whose own clocks differ agree on it. Read first, for no UPDATE may call it on Citus. */
export const databaseNow = async (tx: TenantTransaction): Promise<Date> => {
  const { now } = await tx.selectNoFrom(sql<Date>`clock_timestamp()`.as("now")).executeTakeFirstOrThrow();
  return now;
};
