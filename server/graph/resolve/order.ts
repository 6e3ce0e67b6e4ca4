import type { MessageReading } from "../resolution.ts";

/**
 * Messages in the order facts are settled: sent time (unknown first), then Message-ID, then what they say, which is the same in
 * every organization, then source hash, which is not. Arrival plays no part.
 */
export function sortReadings(readings: readonly MessageReading[]): MessageReading[] {
  return [...readings].sort(compareReadings);
}

function compareReadings(a: MessageReading, b: MessageReading): number {
  const byTime = (a.sentAtMs ?? Number.NEGATIVE_INFINITY) - (b.sentAtMs ?? Number.NEGATIVE_INFINITY);
  if (byTime !== 0 && !Number.isNaN(byTime)) return byTime;
  return (
    compareText(a.messageId ?? "", b.messageId ?? "") ||
    compareText(wordsOf(a), wordsOf(b)) ||
    compareText(a.sourceHash, b.sourceHash)
  );
}

const wordsOf = ({ from, to, cc, reading }: MessageReading): string => JSON.stringify([from, to, cc, reading.mentions]);

/** By code unit, not by locale: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
