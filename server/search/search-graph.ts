import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { EntityType } from "../extract/reading.ts";
import { findEntityNames } from "../graph/entity-names.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";

type Result = Output<"Graph.Search">["results"][number];
type Kind = Result["kind"];

/**
 * Entities by name, then documents by their words, each best first. Only what the actor reads is found, named and counted;
 * removed documents are left out. Snippets come from the masked text. Filtering by type leaves documents out.
 */
export const searchGraph = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Search">,
): Promise<Output<"Graph.Search">> => {
  const [from = "entity", skip = 0] = decodeCursor(input.cursor, ["text", "count"]) ?? [];
  const kinds = input.kinds ?? (input.types ? ["entity"] : ["entity", "document"]);
  const results: Result[] = [];
  let next: { kind: Kind; skip: number } | undefined = {
    kind: from === "document" ? "document" : "entity",
    skip: Number(skip),
  };

  while (next && results.length < input.limit) {
    const room: number = input.limit - results.length;
    const found: readonly Result[] = kinds.includes(next.kind)
      ? await searches[next.kind](tx, actor, input, room + 1, next.skip)
      : [];
    results.push(...found.slice(0, room));
    if (found.length > room) next = { kind: next.kind, skip: next.skip + room };
    else next = next.kind === "entity" ? { kind: "document", skip: 0 } : undefined;
  }
  const hasMore = next !== undefined && kinds.includes(next.kind);
  return hasMore && next ? { results, nextCursor: encodeCursor([next.kind, next.skip]) } : { results };
};

type Search = (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Graph.Search">,
  limit: number,
  skip: number,
) => Promise<readonly Result[]>;

const searchEntities: Search = async (tx, actor, { query, types }, limit, skip) => {
  const { rows } = await sql<{ entity_id: string; type: EntityType; confidence: number; score: number }>`
    select found.entity_id, entity.type, entity.confidence, found.score
    from beep_search_entities(${query}, ${types ?? null}::text[], ${limit}, ${skip}) as found
    join entity on entity.organization_id = ${actor.organizationId} and entity.id = found.entity_id
    order by found.score desc, found.entity_id`.execute(tx);
  const names = await findEntityNames(
    tx,
    actor,
    rows.map((row) => row.entity_id),
  );
  return rows.map((row) => ({
    kind: "entity",
    entityId: row.entity_id,
    type: row.type,
    name: names.get(row.entity_id) ?? row.type,
    confidence: row.confidence,
    score: row.score,
  }));
};

const searchDocuments: Search = async (tx, actor, { query }, limit, skip) => {
  const { rows } = await sql<{
    document_id: string;
    current_version_id: string;
    headline: string;
    opening: string;
    score: number;
  }>`
    select found.document_id, document.current_version_id, found.headline, found.opening, found.score
    from beep_search_documents(${wordsOf(query)}, ${limit}, ${skip}) as found
    join document on document.organization_id = ${actor.organizationId} and document.id = found.document_id
      and document.state = 'present'
    order by found.score desc, document.sort_key desc, found.document_id`.execute(tx);
  return rows.map((row) => {
    // The headline drops what it takes for markup; then the opening words stand in, so that offsets always hold.
    const at = row.opening.indexOf(row.headline);
    const snippet = at >= 0 && row.headline !== "" ? row.headline : row.opening.slice(0, 200);
    const startChar = Math.max(at, 0);
    return {
      kind: "document",
      documentId: row.document_id,
      documentVersionId: row.current_version_id,
      snippet,
      startChar,
      endChar: startChar + snippet.length,
      score: row.score,
    };
  });
};

/**
 * A dash means "without" only right before a word: in "Thompson - beneficiary" it parts two words that are both wanted, and
 * PostgreSQL refuses a row of hundreds as too complex.
 */
const wordsOf = (query: string): string => query.replace(/-(?=[\s-]|$)/g, " ");

const searches: Record<Kind, Search> = { entity: searchEntities, document: searchDocuments };
