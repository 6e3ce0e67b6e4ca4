import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { listVersionContents, type MaskedSlice, maskedSlicer } from "../documents/version-content.ts";
import { BeepError } from "../errors.ts";
import { type EntityLabel, findEntityLabels } from "../graph/entity-names.ts";
import { followRedirect } from "../graph/follow-redirect.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import {
  type EvidenceRow,
  findCitations,
  findDocumentEvidence,
  findEvidenceOfRelations,
  findFactEvidence,
  findMentions,
} from "./evidence.repository.ts";

/**
 * The exact words behind an entity, a relation, an attribute's value, a bullet, or all of a document's: the only source of
 * highlights. Offsets are into the version's content; numbers nobody needs to see are masked unit by unit, so they hold.
 * NotFoundError for what is not there or not readable; EvidenceUnavailableError when its source was destroyed.
 */
export const listEvidence = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Evidence.List">,
  keys: OrganizationKeys,
): Promise<Output<"Evidence.List">> => {
  const cursor = decodeCursor(input.cursor, ["count", "id"]);
  const after = cursor && { position: cursor[0], id: cursor[1] };
  const rows = await findRows(tx, actor, input, after, input.limit + 1);
  if (rows.length === 0 && !after && !(await isReadableDocument(tx, actor, input.documentId)))
    throw new BeepError(
      "NotFoundError",
      "There is no evidence of that id here. `beep prep` and `beep export graph`, with --format json, show ids.",
      { resource: "evidence" },
    );

  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.position, row.id]);
  const contents = await listVersionContents(tx, keys, [...new Set(page.map((row) => row.documentVersionId))]);
  const slicers = new Map([...contents].map(([versionId, { content }]) => [versionId, maskedSlicer(content)]));
  const mentioned = page.flatMap(({ entityId }) => (entityId === null ? [] : [entityId]));
  const entities = await findEntityLabels(tx, actor, [...new Set(mentioned)]);
  const evidence = page.flatMap((row) => {
    const slice = slicers.get(row.documentVersionId);
    const entity = entities.get(row.entityId ?? "");
    return slice ? [present(row, slice(row.startChar, row.endChar), entity)] : [];
  });
  return { evidence, ...next };
};

const findRows = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Evidence.List">,
  after: { position: number; id: string } | undefined,
  limit: number,
): Promise<readonly EvidenceRow[]> => {
  if (input.entityId) {
    const entityId = await followRedirect(tx, actor, input.entityId);
    const mentions = await findMentions(tx, actor, entityId, after, limit);
    return mentions.length > 0 ? mentions : findEvidenceOfRelations(tx, actor, entityId, after, limit);
  }
  if (input.relationId)
    return findFactEvidence(tx, actor, "relation", await followRedirect(tx, actor, input.relationId), after, limit);
  if (input.attributeId) {
    return findFactEvidence(tx, actor, "attribute", await followRedirect(tx, actor, input.attributeId), after, limit);
  }
  if (input.meetingPrepBulletId) return findCitations(tx, actor, input.meetingPrepBulletId, after, limit);
  if (input.documentId) return findDocumentEvidence(tx, actor, input.documentId, after, limit);
  return [];
};

const present = (
  row: EvidenceRow,
  slice: MaskedSlice,
  entity: EntityLabel | undefined,
): Output<"Evidence.List">["evidence"][number] => ({
  documentId: row.documentId,
  documentVersionId: row.documentVersionId,
  startChar: row.startChar,
  endChar: row.endChar,
  text: slice.text,
  before: slice.before,
  after: slice.after,
  masked: [...slice.masked],
  ...(row.confidence === null ? {} : { confidence: row.confidence }),
  kind: row.kind,
  ...(entity === undefined ? {} : { entity }),
  source: {
    ...sourceIdOf(row),
    ...(row.extractionId ? { extractionId: row.extractionId } : {}),
    ...(row.ontologyId ? { ontologyId: row.ontologyId } : {}),
  },
});

/** A newsletter holds no evidence and is there all the same; what was destroyed is known to have been. */
const isReadableDocument = async (tx: TenantTransaction, actor: Actor, id: string | undefined): Promise<boolean> => {
  if (id === undefined) return false;
  const row = await tx
    .selectFrom("document")
    .select("state")
    .where("organization_id", "=", actor.organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row?.state === "destroyed") {
    throw new BeepError("EvidenceUnavailableError", "This document was destroyed.", { documentId: id });
  }
  return row !== undefined;
};

const sourceIdOf = (row: EvidenceRow) => {
  switch (row.kind) {
    case "mention":
      return { mentionId: row.id };
    case "relation":
      return { relationEvidenceId: row.id };
    case "attribute":
      return { attributeEvidenceId: row.id };
    case "bullet":
      return row.bulletId ? { meetingPrepBulletId: row.bulletId } : {};
    default:
      return row.kind satisfies never;
  }
};
