import { type RawBuilder, sql } from "kysely";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { followRedirect } from "./follow-redirect.ts";

/** The household's present id, through redirects. NotFoundError when no readable evidence shows it. */
export const getHousehold = async (tx: TenantTransaction, actor: Actor, householdId: string): Promise<string> => {
  const id = await followRedirect(tx, actor, householdId);
  const found = await tx
    .selectFrom("entity")
    .select("id")
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .where("type", "=", "Household")
    .executeTakeFirst();
  if (!found) throw new BeepError("NotFoundError", "There is no such household.", { resource: "household" });
  return id;
};

/** A query for the ids of the documents that speak of a household or of one of its clients. */
export const documentsOfHousehold = (actor: Actor, householdId: string | null): RawBuilder<unknown> => sql`
  select mention.document_id from mention
  where mention.organization_id = ${actor.organizationId} and (mention.entity_id = ${householdId}::uuid
    or mention.entity_id in (
      select from_entity_id from relation where organization_id = ${actor.organizationId}
        and type = 'belongsToHousehold' and to_entity_id = ${householdId}::uuid and superseded_by is null))`;
