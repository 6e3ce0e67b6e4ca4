import type { Input, Output } from "../../contract/catalogue.ts";
import { databaseNow } from "../db/database-now.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import { listHints } from "../hints/list-hints.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { Caller } from "./caller.ts";
import { visibleHints } from "./visible-hints.ts";

/** Events.List: what changed since the cursor that the caller may ask about. */
export const listEvents = async (
  tx: TenantTransaction,
  caller: Caller,
  input: Input<"Events.List">,
): Promise<Output<"Events.List">> => {
  const since = decodeCursor(input.cursor, ["instant"])?.[0];
  if (since === undefined) return { hints: [], isReset: false, cursor: cursorOf(await databaseNow(tx)) };
  const { hints, now } = await listHints(tx, caller.organizationId, new Date(since));
  const seen = visibleHints(hints ?? [], caller);
  return {
    hints: seen.map(({ operation, id }) => ({ operation, id })),
    isReset: hints === undefined,
    cursor: cursorOf(now),
  };
};

const cursorOf = (now: Date): string => encodeCursor([now.toISOString()]);
