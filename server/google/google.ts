import type { GoogleConfig } from "../config.ts";
import { BeepError } from "../errors.ts";
import { createGoogleOAuth, type GoogleOAuth } from "./google-oauth.ts";

/** Google as this installation asks it. */
export type Google = {
  readonly oauth: GoogleOAuth;
  /** Where Google sends people back to. */
  readonly redirectUri: string;
  readonly gmailUrl: string;
  readonly gmailUnitsPerMinute: number;
};

/** The path of `redirectUri`, below the address where people reach Beep. */
export const callbackPath = "/api/google/callback";

/** Undefined where no client of Google is configured. `publicUrl` is where people reach Beep, without a path. */
export const googleOf = (config: GoogleConfig | undefined, publicUrl: string, timeoutMs?: number): Google | undefined =>
  config && {
    oauth: createGoogleOAuth(config, timeoutMs),
    redirectUri: `${publicUrl}${callbackPath}`,
    gmailUrl: config.gmailUrl,
    gmailUnitsPerMinute: config.gmailUnitsPerMinute,
  };

/** Google, or UnavailableError where no client of it is configured. */
export const requireGoogle = (google: Google | undefined): Google => {
  if (google !== undefined) return google;
  throw new BeepError(
    "UnavailableError",
    "No Google account can be linked here yet. Set BEEP_GOOGLE_CLIENT_ID and BEEP_GOOGLE_CLIENT_SECRET (docs/google-setup.md).",
    { reason: "google_not_configured" },
  );
};
