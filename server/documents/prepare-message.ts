import { zstdCompressSync } from "node:zlib";
import { maskPersonalData } from "../compliance/redact/mask.ts";
import type { Reading } from "../extract/reading.ts";
import type { MessageEnvelope } from "../graph/resolution.ts";
import { jsonColumn } from "../lib/json-column.ts";
import type { ParsedMessage, Zone } from "../mail/message.ts";
import {
  type DocumentSource,
  documentIdOf,
  documentMessageId,
  envelopeOf,
  sentAtMs,
  threadKeyOf,
  versionIdOf,
} from "./document.ts";
import type { OrganizationKeys } from "./keys.ts";
import { proveReading } from "./prove-reading.ts";
import { seal } from "./seal.ts";

/** A message as it was read, with all that is stored of it. `source` without ids is a file's: its hash is its id. */
export type ReadMessage = {
  readonly source: Omit<DocumentSource, "sourceId" | "threadId"> & {
    readonly gmail?: { readonly id: string; readonly threadId: string };
  };
  readonly message: ParsedMessage;
  readonly raw: Uint8Array;
  readonly zones: readonly Zone[];
  readonly zonerVersion: string;
  readonly ontologyId: string;
  readonly reading: Reading;
};

/** Everything recordMessages writes, computed and sealed before its transaction begins. */
export type PreparedMessage = {
  readonly source: DocumentSource;
  readonly sourceHash: string;
  readonly messageId: string;
  /** Where the message goes when no document holds it yet. */
  readonly documentId: string;
  readonly sentAtMs: number | null;
  readonly localDate: string | null;
  readonly envelope: MessageEnvelope;
  readonly extraction: PreparedExtraction;
  readonly attachmentsJson: string;
  readonly canonicaliserVersion: string;
  readonly content: string;
  readonly maskedText: string;
  readonly raw: Uint8Array;
  readonly newDocument: SealedVersion & { readonly wrappedKey: Buffer };
};

/** What was read in a version, proved against its content. */
export type PreparedExtraction = {
  readonly ontologyId: string;
  readonly zonerVersion: string;
  readonly reading: Reading;
  readonly zonesJson: string;
  readonly readingJson: string;
};

export type SealedVersion = { readonly id: string; readonly contentCipher: Buffer; readonly rawCipher: Buffer };

/** Pure but for the random document key: run it outside any scope, it reads, masks, compresses and encrypts. */
export function prepareMessage(keys: OrganizationKeys, read: ReadMessage): PreparedMessage {
  const { message, raw, source } = read;
  const sourceHash = keys.hash("identity", message.identity);
  const messageId = documentMessageId(message);
  const documentId = documentIdOf(keys.organizationId, messageId, sourceHash);
  const { key, wrappedKey } = keys.createDocumentKey(documentId);
  const content = message.content;
  return {
    source: {
      mailboxId: source.mailboxId,
      type: source.type,
      labels: source.labels,
      sourceId: source.gmail?.id ?? sourceHash,
      threadId: source.gmail?.threadId ?? message.gmailThreadId ?? threadKeyOf(message, sourceHash),
    },
    sourceHash,
    messageId,
    documentId,
    sentAtMs: sentAtMs(message),
    localDate: storableDate(message.date?.localDate ?? null),
    envelope: envelopeOf(message, sourceHash),
    extraction: prepareExtraction(content, read),
    attachmentsJson: jsonColumn(message.attachments),
    canonicaliserVersion: message.canonicaliserVersion,
    content,
    maskedText: maskPersonalData(content).text,
    raw,
    newDocument: {
      wrappedKey,
      ...sealVersion(keys.organizationId, key, documentId, versionIdOf(documentId, 1, sourceHash), { content, raw }),
    },
  };
}

export function prepareExtraction(
  content: string,
  read: Pick<ReadMessage, "ontologyId" | "zonerVersion" | "zones" | "reading">,
): PreparedExtraction {
  const reading = proveReading(content, read.reading);
  return {
    ontologyId: read.ontologyId,
    zonerVersion: read.zonerVersion,
    reading,
    zonesJson: jsonColumn(read.zones),
    readingJson: jsonColumn(reading),
  };
}

/** A calendar day the database takes; a Date header may name any number. */
const storableDate = (day: string | null) => (day !== null && /^(?!0000)\d{4}-\d\d-\d\d$/.test(day) ? day : null);

/** Content and raw message of one version, compressed by zstd, each bound to its place. */
export function sealVersion(
  organizationId: string,
  documentKey: Buffer,
  documentId: string,
  id: string,
  { content, raw }: { readonly content: string; readonly raw: Uint8Array },
): SealedVersion {
  return {
    id,
    contentCipher: seal(
      documentKey,
      versionBinding("content", organizationId, documentId, id),
      zstdCompressSync(Buffer.from(content)),
    ),
    rawCipher: seal(documentKey, versionBinding("raw", organizationId, documentId, id), zstdCompressSync(raw)),
  };
}

export const versionBinding = (
  part: "content" | "raw",
  organizationId: string,
  documentId: string,
  versionId: string,
) => [`document_version.${part}`, organizationId, documentId, versionId];
