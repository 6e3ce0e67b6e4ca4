import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OperationName } from "../../contract/catalogue.ts";
import { refresh } from "./operations.ts";
import { useOrganization } from "./session.ts";

/** Hints that come at once are answered by asking once. */
const gatherMs = 250;

/** What is asked anew with an operation that is hinted, because it shows the same things. */
const alongWith: Readonly<Partial<Record<OperationName, readonly OperationName[]>>> = {
  "Jobs.Get": ["Jobs.List"],
  "Mail.SyncStatus": ["Mail.Completeness"],
  "Documents.List": ["Threads.List", "Threads.Get"],
};

/** Keeps what is on the screen as it is on the server: whatever a hint names is asked anew. Rests while nobody looks at the page. */
export const useLive = (): void => {
  const { slug } = useOrganization();
  const client = useQueryClient();
  useEffect(() => {
    const waiting = new Set<OperationName>();
    let source: EventSource | undefined;
    let cursor = "";
    let timer: number | undefined;
    const flush = () => {
      timer = undefined;
      void refresh(client, slug, [...waiting]);
      waiting.clear();
    };
    const hear = ({ data, lastEventId }: MessageEvent<string>) => {
      cursor = lastEventId || cursor;
      const { operation } = JSON.parse(data) as { readonly operation: OperationName };
      for (const name of [operation, ...(alongWith[operation] ?? [])]) waiting.add(name);
      timer ??= window.setTimeout(flush, gatherMs);
    };
    const close = () => {
      source?.close();
      source = undefined;
    };
    // A browser has six connections to a server for all its tabs: one that nobody sees gives its own back.
    const openWhereSeen = () => {
      close();
      if (document.hidden) return;
      source = new EventSource(
        `/v1/events?${new URLSearchParams({ organization: slug, ...(cursor ? { cursor } : {}) })}`,
      );
      source.addEventListener("hint", hear);
      source.addEventListener("reset", () => void client.invalidateQueries({ queryKey: [slug] }));
    };
    openWhereSeen();
    document.addEventListener("visibilitychange", openWhereSeen);
    return () => {
      document.removeEventListener("visibilitychange", openWhereSeen);
      window.clearTimeout(timer);
      close();
    };
  }, [slug, client]);
};
