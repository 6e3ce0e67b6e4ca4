import { randomUUID } from "node:crypto";
import type { Gmail } from "../../../server/google/gmail.ts";
import { createGmailClient } from "../../../server/google/gmail-client.ts";
import { type Pace, paceGmail } from "../../../server/google/paced-gmail.ts";
import type { FakeGoogle } from "./google.ts";

const readonlyScope = "https://www.googleapis.com/auth/gmail.readonly";

/** Gmail of one account of the stand-in, by Google's client over the wire, as someone who was granted it would ask. */
export function gmailOf(
  google: FakeGoogle,
  email: string,
  options: {
    readonly scopes?: readonly string[];
    readonly timeoutMs?: number;
    /** Called whenever a refused token is renewed; throws when the grant was taken back. */
    readonly onRenew?: () => void;
    readonly pace?: Pace;
  } = {},
): Gmail {
  const { scopes = [readonlyScope], timeoutMs = 2_000, onRenew = () => {}, pace } = options;
  const give = () => {
    const token = randomUUID();
    const { clientId } = google.config;
    google.grants.addAccessToken(token, { email, clientId, scopes, expiresAtMs: Date.now() + 3_600_000 });
    return token;
  };
  let token = give();
  const client = createGmailClient({
    url: google.config.gmailUrl,
    timeoutMs,
    tokens: {
      get: async () => token,
      async renew(refused) {
        onRenew();
        if (refused === token) token = give();
        return token;
      },
    },
  });
  return pace === undefined ? client : paceGmail(client, pace);
}
