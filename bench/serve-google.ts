// The stand-in for Google with one generated mailbox, in a process of its own so that its memory and time are not the sync's. Started
// by bench/sync.ts, to which it says where it listens and how to ask; it ends when that does.
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { startGoogle } from "../test/fakes/google/google.ts";
import { adviserAddress, generateMbox } from "./generate-mailbox.ts";

const { values } = parseArgs({ options: { messages: { type: "string" }, seed: { type: "string" } } });

/** What the other process asks Gmail with. */
export type ServedGoogle = { readonly url: string; readonly token: string };

const google = await startGoogle({ accounts: [{ email: adviserAddress, name: "Elena Marsh" }], redirectUris: [] });
const folder = mkdtempSync(join(tmpdir(), "beep-bench-google-"));
try {
  const file = join(folder, "mail.mbox");
  const plan = { messages: Number(values.messages), seed: Number(values.seed) };
  await pipeline(Readable.from(generateMbox(plan)), createWriteStream(file));
  await google.mailboxes.fill(adviserAddress, [file]);
} finally {
  rmSync(folder, { recursive: true });
}
const token = "token-of-the-bench";
google.grants.addAccessToken(token, {
  email: adviserAddress,
  clientId: google.config.clientId,
  scopes: ["https://www.googleapis.com/auth/gmail.readonly"],
  expiresAtMs: Date.now() + 24 * 3_600_000,
});
process.send?.({ url: google.url, token } satisfies ServedGoogle);
await once(process, "disconnect");
await google.close();
