import type { OrganizationKeys } from "../../documents/keys.ts";

type TokenKind = "refresh" | "access" | "revoke";

/** Sealed for its mailbox and its column: in another's place it does not open. */
export const sealToken = (keys: OrganizationKeys, kind: TokenKind, mailboxId: string, token: string): Buffer =>
  keys.sealText(purposeOf(kind, mailboxId), token);

export const unsealToken = (keys: OrganizationKeys, kind: TokenKind, mailboxId: string, sealed: Buffer): string =>
  keys.unsealText(purposeOf(kind, mailboxId), sealed);

const purposeOf = (kind: TokenKind, mailboxId: string) => `google_${kind}_token ${mailboxId}`;
