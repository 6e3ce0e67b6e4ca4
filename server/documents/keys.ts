import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { seal, unseal } from "./seal.ts";

/** What holds the master key: a file, or a cloud key service. `boundTo` must be authenticated with the wrapped key. */
export type KeyWrapper = {
  wrap(key: Buffer, boundTo: readonly string[]): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey, boundTo: readonly string[]): Promise<Buffer>;
};
type WrappedKey = { readonly wrappedKey: Buffer; readonly wrappedBy: string };

/** An organization's keys, opened. Held in memory only; nothing in it is ever logged or stored. */
export type OrganizationKeys = {
  readonly organizationId: string;
  /** The version new document keys are wrapped with. */
  readonly contentKeyVersion: number;
  /** HMAC-SHA256 (base64url) under the key that rotation never changes: document identity, and names for bytes. */
  hash(purpose: "identity" | "raw" | "audit_seal", value: string | Uint8Array): string;
  createDocumentKey(documentId: string): { readonly key: Buffer; readonly wrappedKey: Buffer };
  openDocumentKey(documentId: string, wrappedKey: Buffer, keyVersion: number): Buffer;
  /** For what belongs to the organization and to no document: the text of a question. `purpose` binds it to its place. */
  sealText(purpose: string, text: string): Buffer;
  unsealText(purpose: string, sealed: Buffer): string;
  /** The same for bytes. */
  sealBytes(place: readonly string[], bytes: Uint8Array): Buffer;
  unsealBytes(place: readonly string[], sealed: Buffer): Buffer;
};

/**
 * The actor's organization's keys, made when it has none. Call it outside any scope: a wrapper may be a network service.
 * UnavailableError when the master key is missing or another one; nothing is written then.
 */
export async function openOrganizationKeys(db: Database, actor: Actor, wrapper: KeyWrapper): Promise<OrganizationKeys> {
  const { organizationId } = actor;
  let rows = await listKeys(db, actor);
  if (rows.length === 0) {
    const made = await Promise.all(purposes.map((purpose) => makeKey(wrapper, organizationId, purpose)));
    await withOrganization(db, actor, (tx) =>
      tx
        .insertInto("organization_key")
        .values(made)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    // Another process may have made them first: its rows are the ones that count.
    rows = await listKeys(db, actor);
  }
  const opened = await Promise.all(
    rows.map(async ({ purpose, version, wrapped_key: wrappedKey, wrapped_by: wrappedBy }) => ({
      purpose,
      version,
      key: await wrapper.unwrap({ wrappedKey, wrappedBy }, bindingOf(organizationId, purpose, version)),
    })),
  );
  return organizationKeys(organizationId, opened);
}

const purposes = ["content", "source_hash"] as const;
type Purpose = (typeof purposes)[number];
type OpenKey = { readonly purpose: Purpose; readonly version: number; readonly key: Buffer };

const bindingOf = (organizationId: string, purpose: Purpose, version: number) => [
  "organization_key",
  organizationId,
  purpose,
  String(version),
];

function listKeys(db: Database, { organizationId, mailboxIds, userId }: Actor) {
  return withOrganization(db, { organizationId, mailboxIds, userId }, (tx) =>
    tx
      .selectFrom("organization_key")
      .select(["purpose", "version", "wrapped_key", "wrapped_by"])
      .where("organization_id", "=", organizationId)
      .orderBy("version")
      .execute(),
  );
}

async function makeKey(wrapper: KeyWrapper, organizationId: string, purpose: Purpose) {
  const { wrappedKey, wrappedBy } = await wrapper.wrap(randomBytes(32), bindingOf(organizationId, purpose, 1));
  return {
    organization_id: organizationId,
    purpose,
    version: 1,
    wrapped_key: wrappedKey,
    wrapped_by: wrappedBy,
    created_at: new Date(),
  };
}

function organizationKeys(organizationId: string, opened: readonly OpenKey[]): OrganizationKeys {
  const sourceHash = opened.find(({ purpose }) => purpose === "source_hash");
  const content = opened.filter(({ purpose }) => purpose === "content");
  const current = content.at(-1);
  if (sourceHash === undefined || current === undefined)
    throw new BeepError("InternalError", "The organization's keys are incomplete.");
  const contentKey = (version: number) => {
    const found = content.find((candidate) => candidate.version === version);
    if (found === undefined) throw new BeepError("InternalError", "A content key version is missing.");
    return found.key;
  };
  const sealBytes = (boundTo: readonly string[], bytes: Uint8Array) =>
    Buffer.concat([versionBytes(current.version), seal(current.key, boundTo, bytes)]);
  const unsealBytes = (boundTo: readonly string[], sealed: Buffer) =>
    unseal(contentKey(sealed.readUInt16BE()), boundTo, sealed.subarray(2));
  const documentBinding = (documentId: string) => ["document_key", organizationId, documentId];
  return {
    organizationId,
    contentKeyVersion: current.version,
    hash: (purpose, value) =>
      createHmac("sha256", sourceHash.key).update(`${purpose}\0`).update(value).digest("base64url"),
    createDocumentKey(documentId) {
      const key = randomBytes(32);
      return { key, wrappedKey: seal(current.key, documentBinding(documentId), key) };
    },
    openDocumentKey: (documentId, wrappedKey, keyVersion) =>
      unseal(contentKey(keyVersion), documentBinding(documentId), wrappedKey),
    sealText: (purpose, text) => sealBytes([purpose, organizationId], Buffer.from(text)),
    unsealText: (purpose, sealed) => unsealBytes([purpose, organizationId], sealed).toString(),
    sealBytes: (place, bytes) => sealBytes([organizationId, ...place], bytes),
    unsealBytes: (place, sealed) => unsealBytes([organizationId, ...place], sealed),
  };
}

function versionBytes(version: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(version);
  return bytes;
}
