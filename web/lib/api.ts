import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import type { ErrorTag } from "../../server/errors.ts";

/** An operation's refusal: branch on `tag`; `fields` are the tag's own. "Unreachable" is ours: no answer came at all. */
export class ApiError extends Error {
  readonly tag: ErrorTag | "Unreachable";
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(tag: ErrorTag | "Unreachable", message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "ApiError";
    this.tag = tag;
    this.fields = fields;
  }
}

/** How far a long operation is: `done` of its unit; `fraction` between 0 and 1, null while nobody knows. */
export type Progress = {
  readonly phase: string;
  readonly done: number;
  readonly unit: string;
  readonly fraction: number | null;
};

type CallOptions = {
  /** Slug of the organization the call is for. */
  readonly organization?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

/** Calls an operation as the signed-in person; throws ApiError. */
export const call = async <N extends OperationName>(
  name: N,
  input: CallInput<N>,
  options: CallOptions = {},
): Promise<Output<N>> => {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json", ...organizationHeader(options.organization) },
    body: JSON.stringify(input),
    signal: options.signal ?? null,
  };
  return (await answerOf(await reach(`/v1/${name}`, request), options.onProgress)) as Output<N>;
};

/** Sends a file as the body of an operation that takes one; the input goes into the query. */
export const sendFile = async <N extends OperationName>(
  name: N,
  input: Readonly<Record<string, string>>,
  file: File,
  options: CallOptions = {},
): Promise<Output<N>> => {
  const request = {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...organizationHeader(options.organization) },
    body: file,
    signal: options.signal ?? null,
  };
  const response = await reach(`/v1/${name}?${new URLSearchParams(input)}`, request);
  return (await answerOf(response, options.onProgress)) as Output<N>;
};

const organizationHeader = (slug: string | undefined): Record<string, string> =>
  slug === undefined ? {} : { "beep-organization": slug };

const reach = async (url: string, request: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...request, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
};

const unreachable = () =>
  new ApiError("Unreachable", "Beep does not answer. Check that the server runs and that you are connected.");

const answerOf = async (response: Response, onProgress: CallOptions["onProgress"]): Promise<unknown> => {
  if (!response.ok) throw await refusalOf(response);
  if (response.headers.get("content-type")?.startsWith("application/x-ndjson") !== true) return response.json();
  for await (const line of linesOf(response)) {
    const message = JSON.parse(line) as { progress?: Progress; result?: unknown; error?: Refusal };
    if (message.progress !== undefined) onProgress?.(message.progress);
    else if (message.error !== undefined) throw asApiError(message.error);
    else return message.result;
  }
  throw new ApiError("Unreachable", "The connection ended before the answer. Repeat it: nothing is done twice.");
};

type Refusal = { readonly tag: ErrorTag; readonly message: string } & Readonly<Record<string, unknown>>;

const refusalOf = async (response: Response): Promise<ApiError> => {
  const body = (await response.json().catch(() => undefined)) as { error?: Refusal } | undefined;
  return body?.error === undefined ? unreachable() : asApiError(body.error);
};

const asApiError = ({ tag, message, ...fields }: Refusal) => new ApiError(tag, message, fields);

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = "";
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const lines = (rest + chunk.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}
