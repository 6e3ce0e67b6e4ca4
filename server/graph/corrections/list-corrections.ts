import { sql } from "kysely";
import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../../db/with-organization.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";
import { findEntityNames } from "../entity-names.ts";
import type { Correction } from "../resolution.ts";
import { keysOf } from "./corrections.repository.ts";
import { getDecidedEntity } from "./entity-key.ts";
import { findEntity } from "./find-entity.ts";

type Row = {
  readonly id: string;
  readonly correction: Correction;
  readonly reason: string;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly undone_by: string | null;
  readonly undone_at: Date | null;
};

/** Decisions of which some words can be read, latest first; of an entity: those whose words are now its own. */
export const listCorrections = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Corrections.List">,
): Promise<Output<"Corrections.List">> => {
  const entity = input.entityId ? await getDecidedEntity(tx, actor, input.entityId) : undefined;
  const rows = await findRows(tx, actor, input, entity?.id);
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.decided_at.toISOString(), row.id]);
  const described = await Promise.all(page.map((row) => describe(tx, actor, row)));
  const names = await findEntityNames(
    tx,
    actor,
    described.flatMap(({ found }) => found.map(({ id }) => id)),
  );
  const corrections = described
    .filter(({ found }) => found.length > 0 && (!entity || found.some(({ id }) => id === entity.id)))
    .map(({ row, found, fact }) => ({
      correctionId: row.id,
      kind: row.correction.kind,
      reason: row.reason,
      decidedBy: row.decided_by,
      decidedAt: row.decided_at.toISOString(),
      undoneBy: row.undone_by,
      undoneAt: row.undone_at?.toISOString() ?? null,
      entities: found.map(({ id, type }) => ({ entityId: id, type, name: names.get(id) ?? type })),
      fact,
    }));
  return { corrections, ...next };
};

async function findRows(
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Corrections.List">,
  entityId: string | undefined,
): Promise<Row[]> {
  const [at = null, id = null] = decodeCursor(input.cursor, ["instant", "id"]) ?? [];
  const { rows } = await sql<Row>`
    select correction.id, correction, reason, decided_by, date_trunc('milliseconds', decided_at) as decided_at, undone_by, undone_at
    from correction
    where correction.organization_id = ${actor.organizationId} and (${input.includeUndone} or undone_at is null)
      and exists (
        select from correction_document tied
        join document on document.organization_id = ${actor.organizationId} and document.id = tied.document_id
        where tied.organization_id = ${actor.organizationId} and tied.correction_id = correction.id
          and (${entityId ?? null}::uuid is null or document.block_id in (
            select block_id from mention where organization_id = ${actor.organizationId} and entity_id = ${entityId ?? null}::uuid)))
      and (${id}::uuid is null or (date_trunc('milliseconds', decided_at), correction.id) < (${at}::timestamptz, ${id}::uuid))
    order by date_trunc('milliseconds', decided_at) desc, correction.id desc limit ${input.limit + 1}`.execute(tx);
  return rows;
}

async function describe(tx: TenantTransaction, actor: Actor, row: Row) {
  const { correction } = row;
  const entities = await Promise.all(keysOf(correction).map((key) => findEntity(tx, actor, key)));
  const found = [...new Map(entities.flatMap((entity) => (entity ? [[entity.id, entity] as const] : []))).values()];
  return { row, found, fact: await factOf(tx, actor, correction) };
}

/** What was decided about, where the words that say it can be read. */
async function factOf(tx: TenantTransaction, actor: Actor, correction: Correction) {
  if (correction.kind === "set_status") return { name: "status", value: correction.value };
  if (!("target" in correction) || !("fact" in correction.target)) return null;
  const { fact, value, at } = correction.target;
  const readable = await tx
    .selectFrom("document_version")
    .select("id")
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", at.documentVersionId)
    .executeTakeFirst();
  return readable ? { name: fact, value } : null;
}
