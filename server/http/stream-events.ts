import { setTimeout as wait } from "node:timers/promises";
import { catalogue } from "../../contract/catalogue.ts";
import type { StoredHint } from "../hints/list-hints.ts";
import { callerOf } from "../operations/caller-of.ts";
import { type CallContext, call } from "../operations/invoke.ts";
import { visibleHints } from "../operations/visible-hints.ts";

/** How long nothing may come before a sign of life; then also whoever may not listen any more is let go. */
const heartbeatMs = 15_000;

/**
 * Events.List as a stream of server-sent events: `hint` with `{ operation, id }`, and `reset` when too much changed to be named. Access is
 * asked anew before anything is sent: a role, a mailbox, a session that was lost ends what it opened. Hints wait for a slow reader as one
 * each, however often they came.
 */
export const streamEvents = async (context: CallContext, cursor: string | undefined): Promise<Response> => {
  const opened = await call(context, "Events.List", cursor === undefined ? {} : { cursor });
  const { organizationId } = await callerOf(context, catalogue["Events.List"]);
  const waiting = new Map<string, StoredHint>();
  const end = new AbortController();
  const signal = AbortSignal.any([context.signal, end.signal]);
  let isReset = false;
  let wake = () => {};
  const stopListening = context.app.hintFeed.listen(
    organizationId,
    (hints) => {
      isReset ||= hints === undefined;
      for (const hint of hints ?? []) waiting.set(`${hint.operation} ${hint.id}`, hint);
      wake();
    },
    () => end.abort(),
  );

  const somethingToSay = async (): Promise<void> => {
    if (waiting.size > 0 || isReset) return;
    const woken = new AbortController();
    wake = () => woken.abort();
    await wait(heartbeatMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => {});
  };

  async function* events(): AsyncGenerator<string> {
    try {
      yield textOf(opened);
      while (!signal.aborted) {
        await somethingToSay();
        if (signal.aborted) return;
        const caller = await callerOf(context, catalogue["Events.List"]);
        const hints = visibleHints([...waiting.values()], caller);
        waiting.clear();
        yield textOf({ hints, isReset });
        isReset = false;
      }
    } catch {
      // No access any more, or no database to tell it by: the client asks again and is told.
    } finally {
      stopListening();
    }
  }
  const body = ReadableStream.from(encoded(events()));
  return new Response(body, { headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } });
};

type Told = {
  readonly hints: readonly { readonly operation: string; readonly id: string }[];
  readonly isReset: boolean;
  readonly cursor?: string;
};

/** A comment is the sign of life. */
const textOf = ({ hints, isReset, cursor }: Told): string => {
  const lines = hints.map(({ operation, id }) => `event: hint\ndata: ${JSON.stringify({ operation, id })}\n\n`);
  if (isReset) lines.unshift("event: reset\ndata: {}\n\n");
  if (cursor !== undefined) lines.push(`id: ${cursor}\nretry: 3000\n\n`);
  return lines.length > 0 ? lines.join("") : ":\n\n";
};

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
