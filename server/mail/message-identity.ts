import { createHash } from "node:crypto";
import type { Mailbox } from "./message.ts";
import type { Leaf } from "./read-body.ts";

/** The decoded headers that tell one message from another (contracts, 2). `date` is ISO 8601, or the header as sent when it is no date. */
export type IdentityHeaders = {
  readonly messageId: string | null;
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly date: string | null;
  readonly subject: string;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
};

/**
 * Canonical JSON (keys sorted) of a message's identity: its headers, and of each leaf the type, name and SHA-256 of the decoded
 * bytes. Line ends of leaves that an export may rewrite (text, and whatever is sent without base64) count as \n, and those at
 * the end do not count, so that LF and CRLF copies of a message are the same message. Depends on no canonicaliser version.
 */
export function messageIdentity(headers: IdentityHeaders, leaves: readonly Leaf[]): string {
  return JSON.stringify({
    cc: headers.cc.map(mailbox),
    date: headers.date,
    from: headers.from.map(mailbox),
    inReplyTo: headers.inReplyTo,
    leaves: leaves.map(({ content: { name, type, encoding }, bytes }) => ({
      name,
      sha256: sha256(type.startsWith("text/") || encoding !== "base64" ? withUnixLineEnds(bytes) : bytes),
      type,
    })),
    messageId: headers.messageId,
    references: headers.references,
    subject: headers.subject,
    to: headers.to.map(mailbox),
  });
}

const mailbox = ({ address, name }: Mailbox) => ({ address, name });

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const carriageReturn = 0x0d;
const newline = 0x0a;

const withUnixLineEnds = (bytes: Buffer): Buffer => {
  const out = bytes.includes(carriageReturn) ? Buffer.allocUnsafe(bytes.length) : bytes;
  let length = bytes.length;
  if (out !== bytes) {
    length = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] !== carriageReturn || bytes[at + 1] !== newline) out[length++] = bytes[at] ?? 0;
    }
  }
  while (length > 0 && out[length - 1] === newline) length -= 1;
  return out.subarray(0, length);
};
