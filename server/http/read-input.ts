import type { Operation } from "../../contract/operation.ts";
import { BeepError } from "../errors.ts";

/**
 * The operation's input from a request: its JSON body; for one that takes a stream, any other body is the stream and the
 * query is the input. No body at all is an empty input.
 */
export const readInput = async (
  request: Request,
  operation: Operation,
): Promise<{ readonly input: unknown; readonly body?: ReadableStream<Uint8Array> }> => {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim();
  if (operation.takesBody === true && type !== "application/json" && request.body !== null) {
    return { input: Object.fromEntries(new URL(request.url).searchParams), body: request.body };
  }
  const text = await request.text().catch(() => Promise.reject(notJson("The body ended before its end.")));
  if (text === "") return { input: {} };
  // Also what stops a form on some web page from posting here: browsers send JSON elsewhere only after asking.
  if (type !== "application/json") throw notJson("The body must be application/json.");
  try {
    return { input: JSON.parse(text) };
  } catch {
    throw notJson("The body is not valid JSON.");
  }
};

const notJson = (message: string) =>
  new BeepError("ValidationError", message, { issues: [{ path: "", message: "not JSON" }] });
