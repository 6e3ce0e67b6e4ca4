import { sql } from "kysely";
import type { BriefingSubject } from "../briefing/briefing.ts";
import { wordsIn } from "../briefing/words.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { termsOf } from "./question-words.ts";

// The best documents by words lead to their households; further ones add little.
const documentsMax = 40;

/** The households whose mail speaks in the question's words, best first: for questions that name no client. */
export async function findHouseholdsByWords(
  tx: TenantTransaction,
  actor: Actor,
  question: string,
  limit: number,
): Promise<readonly BriefingSubject[]> {
  const terms = termsOf(question, new Set()).map((t) => wordsIn(t.word).join(" "));
  if (terms.length === 0) return [];
  const org = actor.organizationId;
  const { rows } = await sql<{ id: string; name: string; type: "Household" | "Client" }>`
    with found as (
      select document.block_id, max(hit.score) as score
      from beep_search_documents(${terms.join(" or ")}, ${documentsMax}, 0) as hit
      join document on document.organization_id = ${org} and document.id = hit.document_id and document.state = 'present'
      group by document.block_id
    )
    select entity.id, entity.type, min(entity_name.name) as name
    from found
    join entity on entity.organization_id = ${org} and entity.block_id = found.block_id and entity.type = 'Household'
      and entity.status is distinct from 'rejected'
    join entity_name on entity_name.organization_id = ${org} and entity_name.entity_id = entity.id and entity_name.rank = 0
    group by entity.id, entity.type, found.score
    order by found.score desc, entity.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ entityId: row.id, type: row.type, name: row.name }));
}
