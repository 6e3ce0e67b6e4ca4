import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { jobViewOf, visibleRuns } from "./job-view.ts";

/** The jobs the actor may know of, the latest first. */
export const listJobs = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Jobs.List">,
): Promise<Output<"Jobs.List">> => {
  const after = decodeCursor(input.cursor, ["instant", "id"]);
  let query = visibleRuns(tx, actor);
  if (input.state !== undefined) query = query.where("state", "=", input.state);
  if (input.job !== undefined) query = query.where("job", "=", input.job);
  if (input.providerAccountId !== undefined) query = query.where("mailbox_id", "=", input.providerAccountId);
  if (after !== undefined) {
    const [at, id] = [new Date(after[0]), after[1]];
    query = query.where((eb) =>
      eb.or([eb("requested_at", "<", at), eb.and([eb("requested_at", "=", at), eb("id", ">", id)])]),
    );
  }
  const rows = await query
    .orderBy("requested_at", "desc")
    .orderBy("id")
    .limit(input.limit + 1)
    .execute();
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.requested_at.toISOString(), row.id]);
  return { jobs: page.map(jobViewOf), ...next };
};
