import type { Database } from "../../db/database.ts";
import { type Actor, withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { BeepError } from "../../errors.ts";
import type { MailFile } from "../files/mail-file.ts";
import { pieceBytes, placeOf } from "./upload-piece.ts";

/** An upload as a file: any range of it is read piece by piece, each in a short scope of its own. */
export async function openUpload(
  db: Database,
  keys: OrganizationKeys,
  actor: Actor,
  uploadId: string,
  name: string,
): Promise<MailFile> {
  const { organizationId } = actor;
  const row = await withOrganization(db, actor, (tx) =>
    tx
      .selectFrom("mail_upload")
      .select("size_bytes")
      .where("organization_id", "=", organizationId)
      .where("id", "=", uploadId)
      .executeTakeFirst(),
  );
  if (row?.size_bytes == null)
    throw new BeepError("NotFoundError", "What was sent is no longer there. Send it again.", { resource: "upload" });

  const pieceOf = async (number: number): Promise<Buffer> => {
    const { cipher } = await withOrganization(db, actor, (tx) =>
      tx
        .selectFrom("mail_upload_piece")
        .select("cipher")
        .where("organization_id", "=", organizationId)
        .where("upload_id", "=", uploadId)
        .where("number", "=", number)
        .executeTakeFirstOrThrow(),
    );
    return keys.unsealBytes(placeOf(uploadId, number), cipher);
  };
  return {
    name,
    sizeBytes: row.size_bytes,
    async *read(start, end) {
      for (let at = start; at < end; ) {
        const number = Math.floor(at / pieceBytes);
        const offset = number * pieceBytes;
        const piece = await pieceOf(number);
        yield piece.subarray(at - offset, end - offset);
        at = offset + piece.length;
      }
    },
  };
}
