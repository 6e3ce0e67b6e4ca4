/**
 * The address that stands in most of these messages: an export's owner is in every one, its correspondents in some. Each element
 * holds one message's addresses; of equally frequent ones the first in the alphabet. Undefined when no message has any.
 */
export function likelyOwner(messages: Iterable<readonly string[]>): string | undefined {
  const counts = new Map<string, number>();
  for (const addresses of messages)
    for (const address of new Set(addresses)) counts.set(address, (counts.get(address) ?? 0) + 1);
  let best: string | undefined;
  for (const [address, count] of counts) {
    const bestCount = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (best === undefined || count > bestCount || (count === bestCount && address < best)) best = address;
  }
  return best;
}
