import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Actor, TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { Attachment, Zone } from "../mail/message.ts";
import { documentColumns, presentDocuments } from "./document-row.ts";
import type { OrganizationKeys } from "./keys.ts";
import { listVersionContents } from "./version-content.ts";

type Row = Parameters<typeof presentDocuments>[2][number];
type Version = {
  readonly documentVersionId: string;
  readonly versionNumber: number;
  readonly createdAt: Date;
  readonly attachments: Attachment[];
};

/** One document at its current version or another of its own, with content and zones. EvidenceUnavailableError once destroyed. */
export const getDocument = async (
  tx: TenantTransaction,
  actor: Actor,
  input: Input<"Documents.Get">,
  keys: OrganizationKeys,
): Promise<Output<"Documents.Get">> => {
  const { rows } = await sql<Row>`
    select ${documentColumns} from document
    where organization_id = ${actor.organizationId} and id = ${input.documentId}`.execute(tx);
  const row = rows[0];
  if (!row) throw new BeepError("NotFoundError", "There is no such document.", { resource: "document" });
  if (row.state === "destroyed") {
    throw new BeepError("EvidenceUnavailableError", "This document was destroyed.", { documentId: row.documentId });
  }
  const versions = await versionsOf(tx, actor, input.documentId);
  const wanted = input.documentVersionId ?? row.documentVersionId;
  const version = versions.find((candidate) => candidate.documentVersionId === wanted);
  if (!version) throw new BeepError("NotFoundError", "There is no such version.", { resource: "documentVersion" });

  const [document] = await presentDocuments(tx, actor, [{ ...row, documentVersionId: wanted }], keys);
  const content = (await listVersionContents(tx, keys, [wanted])).get(wanted)?.content;
  if (!document || content === undefined)
    throw new BeepError("NotFoundError", "There is no such document.", { resource: "document" });
  return {
    ...document,
    versionNumber: version.versionNumber,
    versions: versions.map(({ attachments: _, createdAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
    })),
    content,
    zones: (await zonesOf(tx, actor, wanted)).map(({ kind, startChar, endChar }) => ({ kind, startChar, endChar })),
    attachments: version.attachments,
  };
};

const versionsOf = async (tx: TenantTransaction, actor: Actor, documentId: string): Promise<readonly Version[]> => {
  const { rows } = await sql<Version>`
    select id as "documentVersionId", version_number as "versionNumber", created_at as "createdAt", attachments
    from document_version where organization_id = ${actor.organizationId} and document_id = ${documentId}
    order by version_number`.execute(tx);
  return rows;
};

const zonesOf = async (tx: TenantTransaction, actor: Actor, versionId: string): Promise<readonly Zone[]> => {
  const { rows } = await sql<{ zones: readonly Zone[] }>`
    select zones from extraction where organization_id = ${actor.organizationId} and document_version_id = ${versionId}
    order by created_at desc, id limit 1`.execute(tx);
  return rows[0]?.zones ?? [];
};
