import { zstdDecompressSync } from "node:zlib";
import { maskPersonalData } from "../compliance/redact/mask.ts";
import type { PersonalDataSpan } from "../compliance/redact/personal-data.ts";
import type { TenantTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { OrganizationKeys } from "./keys.ts";
import { versionBinding } from "./prepare-message.ts";
import { unseal } from "./seal.ts";

export type VersionContent = {
  readonly documentId: string;
  readonly documentVersionId: string;
  /** Exactly the text that spans index into. */
  readonly content: string;
};

/**
 * The canonical content of versions the actor may read, by version id. A version that is not there, or not for the actor, is
 * missing from the answer; EvidenceUnavailableError when its document was destroyed.
 */
export async function listVersionContents(
  tx: TenantTransaction,
  keys: OrganizationKeys,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, VersionContent>> {
  if (versionIds.length === 0) return new Map();
  const { organizationId } = keys;
  const rows = await selectSealed(tx, organizationId)
    .select("document_version.content_cipher as cipher")
    .where("document_version.id", "in", [...new Set(versionIds)])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { documentId: row.document_id, documentVersionId: row.id, content: openPart(keys, row, "content").toString() },
    ]),
  );
}

export type MaskedSlice = {
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** Offsets into the content, like the span's. */
  readonly masked: readonly Omit<PersonalDataSpan, "text">[];
};

/**
 * Slices of one content with what is never shown hidden unit by unit, and up to `contextChars` units around each. The whole
 * content is masked first: a span must not cut a number in two and show half of it.
 */
export function maskedSlicer(content: string, contextChars = 120): (startChar: number, endChar: number) => MaskedSlice {
  const { text, masked } = maskPersonalData(content);
  return (startChar, endChar) => {
    const from = wholeUnit(text, Math.max(0, startChar - contextChars));
    const to = wholeUnit(text, Math.min(text.length, endChar + contextChars));
    return {
      text: text.slice(startChar, endChar),
      before: text.slice(from, startChar),
      after: text.slice(endChar, to),
      masked: masked
        .filter((span) => span.startChar < to && span.endChar > from)
        .map(({ kind, startChar, endChar }) => ({ kind, startChar, endChar })),
    };
  };
}

/** Moves an offset out of the middle of a surrogate pair. */
const wholeUnit = (text: string, at: number) => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) && at > 0 ? at - 1 : at);

type SealedRow = {
  readonly id: string;
  readonly document_id: string;
  readonly wrapped_key: Buffer | null;
  readonly key_version: number;
  readonly cipher: Buffer;
};

function selectSealed(tx: TenantTransaction, organizationId: string) {
  return tx
    .selectFrom("document_version")
    .innerJoin("document", (join) =>
      join
        .onRef("document.organization_id", "=", "document_version.organization_id")
        .onRef("document.id", "=", "document_version.document_id"),
    )
    .select(["document_version.id", "document_version.document_id", "document.wrapped_key", "document.key_version"])
    .where("document_version.organization_id", "=", organizationId)
    .where("document.organization_id", "=", organizationId);
}

/** The bytes of a version's content, or of the message as it came. EvidenceUnavailableError when its document was destroyed. */
export function openPart(keys: OrganizationKeys, row: SealedRow, part: "content" | "raw"): Buffer {
  if (row.wrapped_key === null)
    throw new BeepError("EvidenceUnavailableError", "This document was destroyed; the record of it remains.", {
      documentId: row.document_id,
    });
  const key = keys.openDocumentKey(row.document_id, row.wrapped_key, row.key_version);
  const binding = versionBinding(part, keys.organizationId, row.document_id, row.id);
  return zstdDecompressSync(unseal(key, binding, row.cipher));
}
