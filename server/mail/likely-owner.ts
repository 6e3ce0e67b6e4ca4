import type { MailItem } from "./mail-item.ts";

/**
 * The address that stands in most of these messages, as sender or recipient: an export's owner is in nearly every one, its
 * correspondents in some. Of equally frequent ones the first in the alphabet; undefined when no message has any.
 */
export function likelyOwner(items: readonly MailItem[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { raw } of items)
    for (const address of addressesIn(raw)) counts.set(address, (counts.get(address) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best?.[0];
}

/** Header lines only, without decoding: an address is ASCII there (RFC 5322, 3.4.1), and what is not hardly is the owner's. */
function addressesIn(raw: Uint8Array): ReadonlySet<string> {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headBytesMax)).toString("latin1");
  const headers = head.slice(0, /\r?\n\r?\n/.exec(head)?.index).replace(/\r?\n[ \t]+/g, " ");
  const found = new Set<string>();
  for (const [, value] of headers.matchAll(/^(?:from|to|cc|(?:x-)?delivered-to):(.*)$/gim))
    for (const [address] of value?.matchAll(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g) ?? [])
      found.add(address.toLowerCase());
  return found;
}

const headBytesMax = 65_536;
