import { setTimeout as wait } from "node:timers/promises";
import { type Gmail, GmailError } from "./gmail.ts";
import { createTokenBucket } from "./token-bucket.ts";

/** How to pace requests of one account. */
export type Pace = {
  readonly unitsPerMinute: number;
  /** The first wait after a fault; each further one is twice as long, up to half a minute. */
  readonly baseDelayMs?: number;
  readonly attempts?: number;
};

/** Quota units of Gmail's methods since May 2026: https://developers.google.com/workspace/gmail/api/reference/quota */
export const quotaUnits: Readonly<Record<keyof Gmail, number>> = {
  getProfile: 1,
  listLabels: 1,
  listIds: 5,
  listHistory: 2,
  getMessage: 20,
  getLabels: 20,
};

/**
 * Gmail within the account's quota: what Google calls too much, and what fails for the moment, is tried again after a wait with
 * jitter, a bounded number of times. Too much for one request is too much for all of the account's.
 */
export function paceGmail(gmail: Gmail, { unitsPerMinute, baseDelayMs = 500, attempts = 6 }: Pace): Gmail {
  const bucket = createTokenBucket(unitsPerMinute);
  const paced =
    <Args extends unknown[], T>(method: keyof Gmail, call: (...args: [...Args, AbortSignal]) => Promise<T>) =>
    async (...args: [...Args, AbortSignal]): Promise<T> => {
      const signal = args.at(-1) as AbortSignal;
      for (let attempt = 1; ; attempt++) {
        await bucket.take(quotaUnits[method], signal);
        try {
          return await call(...args);
        } catch (error) {
          const fault = error instanceof GmailError ? error.fault : null;
          const isPassing = fault?.kind === "rate_limited" || fault?.kind === "unavailable";
          if (!isPassing || attempt >= attempts) throw error;
          const delayMs = Math.min(delayMsMax, baseDelayMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
          if (fault.kind === "rate_limited") bucket.pause(Math.max(delayMs, fault.retryAfterMs ?? 0));
          else await wait(delayMs, undefined, { signal });
        }
      }
    };
  return {
    getProfile: paced("getProfile", gmail.getProfile),
    listLabels: paced("listLabels", gmail.listLabels),
    listIds: paced("listIds", gmail.listIds),
    listHistory: paced("listHistory", gmail.listHistory),
    getMessage: paced("getMessage", gmail.getMessage),
    getLabels: paced("getLabels", gmail.getLabels),
  };
}

const delayMsMax = 30_000;
