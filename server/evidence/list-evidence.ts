import type { Input, Output } from "../../contract/catalogue.ts";
import { maskPersonalData } from "../compliance/redact/mask.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import type { ReadContents } from "../documents/document-row.ts";
import { BeepError } from "../errors.ts";
import { followRedirect } from "../graph/follow-redirect.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import {
  type EvidenceRow,
  findAttributeEvidence,
  findCitations,
  findDocumentEvidence,
  findMembershipEvidence,
  findMentions,
  findRelationEvidence,
} from "./evidence.repository.ts";

/** How much of the surrounding words is shown on either side, in UTF-16 code units. */
const contextChars = 120;

/**
 * The exact words behind an entity, a relation, an attribute's value, a bullet, or all of a document's: the only source of
 * highlights. Offsets are into the version's content; numbers nobody needs to see are masked unit by unit, so they hold.
 * NotFoundError for what is not there or not readable; EvidenceUnavailableError when its source was destroyed.
 */
export const listEvidence = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Evidence.List">,
  readContents: ReadContents,
): Promise<Output<"Evidence.List">> => {
  const cursor = decodeCursor(input.cursor, 2);
  const after = cursor && { position: Number(cursor[0]), id: String(cursor[1]) };
  const rows = await findRows(tx, actor, input, after, input.limit + 1);
  if (rows.length === 0 && !after)
    throw new BeepError("NotFoundError", "There is no such evidence.", { resource: "evidence" });

  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.position, row.id]);
  const contents = await readContents(tx, actor, [...new Set(page.map((row) => row.documentVersionId))]);
  // Masked as a whole, because what a number is often stands in the words before it.
  const masks = new Map([...contents].map(([versionId, content]) => [versionId, maskPersonalData(content)]));
  const evidence = page.map((row) => {
    const mask = masks.get(row.documentVersionId);
    if (!mask) {
      throw new BeepError("EvidenceUnavailableError", "The source of this evidence was destroyed.", {
        documentId: row.documentId,
      });
    }
    return present(row, mask);
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
    return mentions.length > 0 ? mentions : findMembershipEvidence(tx, actor, entityId, after, limit);
  }
  if (input.relationId)
    return findRelationEvidence(tx, actor, await followRedirect(tx, actor, input.relationId), after, limit);
  if (input.attributeId) {
    return findAttributeEvidence(tx, actor, await followRedirect(tx, actor, input.attributeId), after, limit);
  }
  if (input.meetingPrepBulletId) return findCitations(tx, actor, input.meetingPrepBulletId, after, limit);
  if (input.documentId) return findDocumentEvidence(tx, actor, input.documentId, after, limit);
  return [];
};

const present = (
  row: EvidenceRow,
  { text, masked }: ReturnType<typeof maskPersonalData>,
): Output<"Evidence.List">["evidence"][number] => {
  const from = Math.max(0, row.startChar - contextChars);
  const to = Math.min(text.length, row.endChar + contextChars);
  return {
    documentId: row.documentId,
    documentVersionId: row.documentVersionId,
    startChar: row.startChar,
    endChar: row.endChar,
    text: text.slice(row.startChar, row.endChar),
    before: text.slice(from, row.startChar),
    after: text.slice(row.endChar, to),
    masked: masked
      .filter((span) => span.startChar < to && span.endChar > from)
      .map(({ startChar, endChar, kind }) => ({ startChar, endChar, kind })),
    ...(row.confidence === null ? {} : { confidence: row.confidence }),
    kind: row.kind,
    source: {
      ...sourceIdOf(row),
      ...(row.extractionId ? { extractionId: row.extractionId } : {}),
      ...(row.ontologyId ? { ontologyId: row.ontologyId } : {}),
    },
  };
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
