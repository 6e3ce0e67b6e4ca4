import { z } from "zod";
import { GmailError, type GmailFault } from "./gmail.ts";

/** Any failure of Google's client as a GmailError. Its messages hold addresses and queries: none is kept. */
export function translateGmailError(error: unknown): GmailError {
  if (error instanceof GmailError) return error;
  const { status, response, code } = failure.catch({}).parse(error);
  if (status !== undefined) return new GmailError(faultOfAnswer(status, response));
  const isTimeout = code === "TimeoutError" || code === "ETIMEDOUT";
  return new GmailError({ kind: "unavailable", reason: isTimeout ? "timeout" : "network" });
}

type Response = z.output<typeof failure>["response"];

// https://developers.google.com/workspace/gmail/api/guides/handle-errors
function faultOfAnswer(status: number, response: Response): GmailFault {
  const isJson = response?.data?.error !== undefined;
  const reasons = isJson ? reasonsIn(response) : [];
  if (status === 429 || (status === 403 && reasons.some((reason) => /rateLimitExceeded|quotaExceeded/i.test(reason))))
    return { kind: "rate_limited", retryAfterMs: retryAfterMs(response?.headers?.get("retry-after") ?? null) };
  if (status === 401) return { kind: "unauthorized" };
  if (status === 403 && reasons.some((reason) => /insufficient|SCOPE_INSUFFICIENT/i.test(reason)))
    return { kind: "missing_scope" };
  if (status === 404 && isJson) return { kind: "not_found" };
  if (status >= 500 || status === 408) return { kind: "unavailable", reason: isJson ? "server_error" : "not_json" };
  return isJson ? { kind: "refused" } : { kind: "unavailable", reason: "not_json" };
}

const reasonsIn = (response: Response): readonly string[] => {
  const { errors, details, status } = response?.data?.error ?? {};
  return [...(errors ?? []), ...(details ?? [])].flatMap(({ reason }) => reason ?? []).concat(status ?? []);
};

/** Seconds, or a date (RFC 9110, 10.2.3); never more than ten minutes, whatever it says. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(600_000, Math.max(0, ms));
}

const reasoned = z.array(z.object({ reason: z.string().optional() })).optional();
const failure = z.object({
  status: z.number().optional(),
  code: z.union([z.string(), z.number()]).optional(),
  response: z
    .object({
      headers: z.instanceof(Headers).optional().catch(undefined),
      data: z
        .object({
          error: z.object({ errors: reasoned, details: reasoned, status: z.string().optional() }).optional(),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
