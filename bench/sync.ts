// Measures a first sync beside what its source can give, in one run on one database of its own:
//   BEEP_TEST_DATABASE_URL=… ./beep bench sync [--messages 20000] [--seed 1] [--units 999999999]
// Prints messages/s of the sync and of each tenth, resident memory through the run, and the ceiling: the same ids listed and fetched by
// the same client, as many at once, and thrown away. Both are paced by --units quota units a minute, which as a rule stand in no one's way.
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import type { Gmail } from "../server/google/gmail.ts";
import { createGmailClient } from "../server/google/gmail-client.ts";
import { paceGmail, quotaUnits } from "../server/google/paced-gmail.ts";
import { requestsAtOnce } from "../server/mail/sync/read-pending.ts";
import { openSyncedMailbox } from "../test/build/synced-mailbox.ts";
import { testDatabase } from "../test/build/test-database.ts";
import { adviserAddress } from "./generate-mailbox.ts";
import type { ServedGoogle } from "./serve-google.ts";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    units: { type: "string", default: "999999999" },
  },
});
const messages = Number(values.messages);
const unitsPerMinute = Number(values.units);
const quotas = [
  ["Google's quota of one account", 6_000],
  ["a sync as configured without more", 4_000],
] as const;
const { signal } = new AbortController();

const server = fork(new URL("./serve-google.ts", import.meta.url), [
  "--messages",
  values.messages,
  "--seed",
  values.seed,
]);
const db = await testDatabase();
try {
  const [{ url, token }] = (await once(server, "message")) as [ServedGoogle];
  const tokens = { get: async () => token, renew: async () => token };
  const gmail = paceGmail(createGmailClient({ url, tokens }), { unitsPerMinute });
  const ceiling = await measureCeiling(gmail);

  console.error(`the stand-in gives ${ceiling.toFixed(0)} messages/s`);
  const mailbox = await openSyncedMailbox(db, adviserAddress);
  const tenths: { readonly messages: number; readonly atMs: number; readonly rssBytes: number }[] = [];
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 20);
  const startedMs = performance.now();
  const { counts, problem } = await mailbox.sync(gmail, {
    signal,
    onProgress(received) {
      if (received < ((tenths.length + 1) * messages) / 10) return;
      tenths.push({ messages: received, atMs: performance.now(), rssBytes: peakBytes });
      const [seconds, peakMb] = [secondsSince(startedMs).toFixed(0), (peakBytes / 1e6).toFixed(0)];
      console.error(`${received} of ${messages} messages after ${seconds} s, ${peakMb} MB`);
      peakBytes = 0;
    },
  });
  const syncRate = counts.received / secondsSince(startedMs);
  clearInterval(watch);
  if (problem !== undefined) throw new Error(`The sync ended with '${problem}'.`);

  const rates = tenths.map(({ messages: until, atMs }, index) => {
    const before = tenths[index - 1] ?? { messages: 0, atMs: startedMs };
    return (until - before.messages) / ((atMs - before.atMs) / 1000);
  });
  const memory = tenths.map(({ rssBytes }) => rssBytes / 1e6);
  const line = (name: string, value: string) => console.log(`${name.padEnd(38)} ${value}`);
  const { received, stored, excluded, failed } = counts;
  line("database", db.kind);
  line("messages", `${received} (stored ${stored}, excluded ${excluded}, failed ${failed})`);
  line("sync, messages/s", syncRate.toFixed(0));
  line("each tenth, messages/s", rates.map((rate) => rate.toFixed(0)).join(" "));
  line("ceiling of the stand-in, messages/s", ceiling.toFixed(0));
  line("sync / ceiling", (syncRate / ceiling).toFixed(2));
  line("peak resident memory of each tenth, MB", memory.map((mb) => mb.toFixed(0)).join(" "));
  line("last tenth / first tenth", ((memory.at(-1) ?? 0) / (memory[0] ?? 1)).toFixed(2));
  line("quota units a minute here", String(unitsPerMinute));
  for (const [whose, units] of quotas) line(`${whose}, messages/s`, (units / quotaUnits.getMessage / 60).toFixed(1));
} finally {
  if (server.connected) server.disconnect();
  await db.close();
}

/** Ids listed and messages fetched in a second, as a sync does it, with nothing done about them. */
async function measureCeiling(gmail: Gmail): Promise<number> {
  const startedMs = performance.now();
  const ids: string[] = [];
  for (let token: string | null = null, isMore = true; isMore; isMore = token !== null) {
    const page: Awaited<ReturnType<Gmail["listIds"]>> = await gmail.listIds(
      { labelId: null, pageToken: token },
      signal,
    );
    ids.push(...page.ids);
    token = page.nextPageToken;
  }
  for (let at = 0; at < ids.length; at += requestsAtOnce)
    await Promise.all(ids.slice(at, at + requestsAtOnce).map((id) => gmail.getMessage(id, signal)));
  return ids.length / secondsSince(startedMs);
}

function secondsSince(ms: number): number {
  return (performance.now() - ms) / 1000;
}
