import type { Progress } from "../operations/handler.ts";
import { errorBody, errorResponse } from "./error-response.ts";

/**
 * Progress as JSON lines, then `{ result }` or `{ error }`. A call that ends before it reports anything is answered like any other: its
 * result as JSON, or an error with its status; after that the status is sent and the last line tells.
 */
export const streamAnswer = (run: (report: (progress: Progress) => void) => Promise<unknown>): Promise<Response> =>
  new Promise((respond) => {
    const lines = new TransformStream<Uint8Array, Uint8Array>();
    const writer = lines.writable.getWriter();
    let isStarted = false;
    const write = (line: object) => {
      if (!isStarted) respond(new Response(lines.readable, { headers: { "content-type": "application/x-ndjson" } }));
      isStarted = true;
      // A reader that went away aborts the run by the request's signal; its unread lines are nobody's loss.
      writer.write(encoder.encode(`${JSON.stringify(line)}\n`)).catch(() => {});
    };
    run((progress) => write({ progress }))
      .then(
        (result) => (isStarted ? write({ result }) : respond(Response.json(result))),
        (error: unknown) => (isStarted ? write(errorBody(error)) : respond(errorResponse(error, true))),
      )
      .finally(() => writer.close().catch(() => {}));
  });

const encoder = new TextEncoder();
