import { z } from "zod";
import { BeepError } from "../errors.ts";

/** Any failure of Google's OAuth as a tag. Its own words hold addresses and tokens: none is kept. */
export const translateOAuthError = (error: unknown): BeepError => {
  if (error instanceof BeepError) return error;
  const { response } = answered.safeParse(error).data ?? {};
  if (response !== undefined && clientErrors.has(response.data.error)) {
    return new BeepError(
      "UnavailableError",
      "Google does not know this installation's OAuth client. Check BEEP_GOOGLE_CLIENT_ID, BEEP_GOOGLE_CLIENT_SECRET and the redirect addresses registered for it (docs/google-setup.md).",
      { reason: "google_client_refused" },
    );
  }
  return googleUnavailable();
};

export const googleUnavailable = (): BeepError =>
  new BeepError("ProviderUnavailableError", "Google does not answer as it should. Try again in a minute.", {
    providerId: "google",
    retryAfterSeconds: 60,
  });

// https://datatracker.ietf.org/doc/html/rfc6749#section-5.2
const clientErrors: ReadonlySet<string> = new Set(["invalid_client", "unauthorized_client", "redirect_uri_mismatch"]);
const answered = z.object({ response: z.object({ data: z.object({ error: z.string() }) }) });
