import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";
import { type Actor, type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { BeepError } from "../../errors.ts";
import { kindOfHead } from "../files/file-kind.ts";
import { pieceBytes, placeOf } from "./upload-piece.ts";

/** More than the largest part Google Takeout makes of an export; what is larger is read from the server's own disk. */
const uploadBytesMax = 50 * 1024 ** 3;

/**
 * Keeps what is sent, sealed piece by piece, and answers its id; no plain byte of it reaches a disk. Memory holds one piece. What breaks
 * off is left for keep-up to destroy. ValidationError for what begins like no mail, PayloadTooLargeError beyond the bound.
 */
export async function storeUpload(
  db: Database,
  keys: OrganizationKeys,
  actor: Actor,
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string> {
  const { organizationId } = actor;
  const id = randomUUID();
  const write = <T>(fn: (tx: TenantTransaction) => Promise<T>) => {
    signal.throwIfAborted();
    return withOrganization(db, actor, fn);
  };
  let sizeBytes = 0;
  let number = 0;
  for await (const piece of piecesOf(body)) {
    if (number === 0) {
      if (kindOfHead(piece) === "other") throw noMail();
      await write((tx) => insertUpload(tx, organizationId, id));
    }
    sizeBytes += piece.length;
    if (sizeBytes > uploadBytesMax) throw tooLarge();
    const row = { organization_id: organizationId, upload_id: id, number };
    const cipher = keys.sealBytes(placeOf(id, number), piece);
    await write((tx) =>
      tx
        .insertInto("mail_upload_piece")
        .values({ ...row, cipher })
        .execute(),
    );
    number++;
  }
  if (number === 0) throw noMail();
  await write((tx) =>
    tx
      .updateTable("mail_upload")
      .set({ size_bytes: sizeBytes })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute(),
  );
  return id;
}

const insertUpload = (tx: TenantTransaction, organizationId: string, id: string) =>
  tx.insertInto("mail_upload").values({ organization_id: organizationId, id, created_at: new Date() }).execute();

/** The same bytes in pieces of one size, the last one shorter. */
async function* piecesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + pieceBytes - bytes);
      parts.push(part);
      bytes += part.length;
      from += part.length;
      if (bytes < pieceBytes) continue;
      yield Buffer.concat(parts);
      parts = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(parts);
}

const noMail = () =>
  new BeepError("ValidationError", "What was sent is no mail: send an .eml file, an mbox, or an archive of them.", {
    issues: [{ path: "body", message: "no mail" }],
  });

const tooLarge = () =>
  new BeepError("PayloadTooLargeError", "What was sent is too large: import it on the server with ./beep import.", {
    limitBytes: uploadBytesMax,
  });
