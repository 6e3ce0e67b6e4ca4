import { type Gmail, GmailError } from "../../server/google/gmail.ts";
import { type FaultKind, faultKinds, randomOf } from "../fakes/google/faults.ts";
import { gmailOf } from "../fakes/google/gmail-of.ts";
import type { FakeGoogle } from "../fakes/google/google.ts";
import type { Loss } from "./failing-database.ts";

/** What may go wrong with one sync. A step is a request to Gmail or a transaction. */
export const troubles = [
  "requests_fail",
  "killed",
  "database_gone",
  "token_expires",
  "grant_taken_back",
  "history_forgotten",
  "two_workers",
  "lease_lost",
] as const;
export type Trouble = (typeof troubles)[number];

/** One account of the stand-in and one worker's connections, in which things go wrong as a seed says, until `end`. */
export function troubledSync(
  google: FakeGoogle,
  email: string,
  seed: number,
  events: { readonly loseLease: () => Promise<unknown>; readonly onFetch: (id: string) => Promise<void> },
) {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const chosen = new Set<Trouble>([0, 1].map(() => troubles[below(troubles.length)] ?? "killed"));
  if (random() < 0.5) chosen.add("requests_fail");
  const has = (trouble: Trouble) => chosen.has(trouble);
  const at = Object.fromEntries(troubles.map((trouble) => [trouble, 1 + below(24)])) as Record<Trouble, number>;
  const goneForSteps = 1 + below(6);
  const loss: Loss = (["before", "inside", "after"] as const)[below(3)] ?? "before";
  if (has("requests_fail")) {
    // A pause of a second, as the stand-in asks for then, is tried a few times only: it is the same path.
    const quick = faultKinds.filter((fault) => fault !== "rate_limited_429" || seed % 16 === 0);
    const among: FaultKind[] = [0, 1, 2].map(() => quick[below(quick.length)] ?? "internal_500");
    google.faults.seed({ seed, rate: 0.1 + 0.5 * random(), among, path: /\/gmail\// });
  }

  let step = 0;
  let isOver = false;
  let isRevoked = false;
  const isKilled = () => has("killed") && step >= at.killed;
  const take = async (): Promise<void> => {
    step++;
    if (isOver) return;
    if (has("token_expires") && step === at.token_expires) google.grants.expireAccessTokens();
    if (has("history_forgotten") && step === at.history_forgotten) google.mailboxes.expireHistory(email);
    if (has("lease_lost") && step === at.lease_lost) await events.loseLease();
    if (has("grant_taken_back") && step === at.grant_taken_back) {
      isRevoked = true;
      google.grants.revokeAll(email);
    }
  };
  const client = gmailOf(google, email, {
    timeoutMs: 150,
    pace: { unitsPerMinute: 1e9, baseDelayMs: 2, attempts: 3 },
    onRenew() {
      if (isRevoked) throw new GmailError({ kind: "unauthorized" });
    },
  });
  const stepping =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      await take();
      if (isKilled()) throw new Error("killed");
      return call(...args);
    };
  const gmail: Gmail = {
    getProfile: stepping(client.getProfile),
    listLabels: stepping(client.listLabels),
    listIds: stepping(client.listIds),
    listHistory: stepping(client.listHistory),
    getLabels: stepping(client.getLabels),
    getMessage: stepping(async (id, signal) => {
      await events.onFetch(id);
      return client.getMessage(id, signal);
    }),
  };
  return {
    gmail,
    chosen,
    isTwoWorkers: has("two_workers"),
    nextLoss(): Loss | undefined {
      step++;
      if (isKilled()) return "before";
      const since = step - at.database_gone;
      return has("database_gone") && since >= 0 && since < goneForSteps ? loss : undefined;
    },
    end(): void {
      isOver = true;
      google.faults.clear();
    },
  };
}
