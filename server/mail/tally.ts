import type { Written } from "./store-batch.ts";

export type MailCounts = {
  readonly received: number;
  readonly stored: number;
  readonly excluded: number;
  readonly failed: number;
  /** Of the stored: documents and versions that were not there before, and messages that changed nothing. */
  readonly newDocuments: number;
  readonly newVersions: number;
  readonly unchanged: number;
  /** Excluded and failed by reason. */
  readonly reasons: Readonly<Record<string, number>>;
};

export type MailProgress = Pick<MailCounts, "received" | "stored" | "excluded" | "failed"> & {
  readonly messagesPerSecond: number;
};

/** Counts messages as they are written, for one run over a mailbox. */
export function startTally() {
  const startedMs = performance.now();
  const counts = { received: 0, stored: 0, excluded: 0, failed: 0, newDocuments: 0, newVersions: 0, unchanged: 0 };
  const reasons: Record<string, number> = {};
  return {
    add(written: readonly Written[]) {
      for (const { entry, recorded } of written) {
        const outcome = entry?.outcome ?? "stored";
        counts.received++;
        counts[outcome]++;
        if (entry !== undefined && entry.outcome !== "stored") reasons[entry.reason] = (reasons[entry.reason] ?? 0) + 1;
        if (recorded === "document") counts.newDocuments++;
        if (recorded === "version") counts.newVersions++;
        if (recorded === "known" || recorded === "source") counts.unchanged++;
      }
    },
    counts: (): MailCounts => ({ ...counts, reasons: { ...reasons } }),
    progress(): MailProgress {
      const { received, stored, excluded, failed } = counts;
      const seconds = Math.max(0.001, (performance.now() - startedMs) / 1000);
      return { received, stored, excluded, failed, messagesPerSecond: received / seconds };
    },
  };
}
