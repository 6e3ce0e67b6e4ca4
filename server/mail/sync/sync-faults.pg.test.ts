import { afterAll, beforeAll, expect, it } from "vitest";
import { adviserAddress, generateMessages } from "../../../bench/generate-mailbox.ts";
import { failingDatabase } from "../../../test/build/failing-database.ts";
import { mailboxOutcome } from "../../../test/build/mailbox-outcome.ts";
import { type Trouble, troubledSync, troubles } from "../../../test/build/sync-troubles.ts";
import { letter, openSyncedMailbox } from "../../../test/build/synced-mailbox.ts";
import { type TestDatabase, testDatabase } from "../../../test/build/test-database.ts";
import { gmailOf } from "../../../test/fakes/google/gmail-of.ts";
import { type FakeGoogle, startGoogle } from "../../../test/fakes/google/google.ts";
import type { Gmail } from "../../google/gmail.ts";
import { resolveDirty } from "../../graph/resolve-organization.ts";

/** So many seeded runs in all; lanes wait for their own stand-in's pauses at once. */
const runs = 200;
const lanes = 4;

let db: TestDatabase;
const googles: FakeGoogle[] = [];
beforeAll(async () => {
  db = await testDatabase();
  const accounts = Array.from({ length: runs / lanes + 1 }, (_, n) => ({
    email: `paula${n}@larkfield.example`,
    name: "Paula",
  }));
  for (let lane = 0; lane < lanes; lane++) googles.push(await startGoogle({ accounts, redirectUris: [] }));
});
afterAll(async () => {
  await db.close();
  for (const google of googles) await google.close();
});

const mail = [...generateMessages({ messages: 8, seed: 5 })];

/** What people do to the mailbox: first what is there when it is linked, then what happens once that was read. */
const stories = (google: FakeGoogle, email: string) => {
  const ids: string[] = [];
  const { add, remove, relabel } = google.mailboxes;
  return {
    async begin() {
      for (const raw of mail.slice(0, 6)) ids.push(await add(email, raw));
      ids.push(await add(email, letter(1), ["SPAM"]), await add(email, "no header at all\n", ["INBOX"]));
    },
    addFleeting: () => add(email, letter(2, "Fleeting")),
    async goOn() {
      for (const raw of mail.slice(6)) await add(email, raw);
      await remove(email, ids[0] ?? "");
      await relabel(email, ids[1] ?? "", { add: ["STARRED"], remove: ["INBOX"] });
      await relabel(email, ids[2] ?? "", { add: ["TRASH"] });
      await relabel(email, ids[6] ?? "", { add: ["INBOX"], remove: ["SPAM"] });
    },
  };
};

async function openRun(google: FakeGoogle, email: string) {
  const mailbox = await openSyncedMailbox(db, adviserAddress);
  const { begin, goOn, addFleeting } = stories(google, email);
  let fleeting: string | undefined;
  /** Deleted after it was listed, before it is read. */
  const onFetch = async (id: string) => {
    if (id !== fleeting) return;
    fleeting = undefined;
    await google.mailboxes.remove(email, id);
  };
  const loseLease = () =>
    mailbox.inScope((tx) =>
      tx
        .updateTable("mail_sync")
        .set({ lease_expires_at: new Date(0) })
        .where("lease_holder", "is not", null)
        .execute(),
    );
  return {
    ...mailbox,
    begin,
    goOn,
    onFetch,
    loseLease,
    addFleeting: async () => {
      fleeting = await addFleeting();
    },
    async calm() {
      // Time passes: whoever was killed holds the mailbox no longer.
      await loseLease();
      const client = gmailOf(google, email, { timeoutMs: 10_000 });
      const gmail: Gmail = {
        ...client,
        async getMessage(id, signal) {
          await onFetch(id);
          return client.getMessage(id, signal);
        },
      };
      const { problem } = await mailbox.sync(gmail);
      await resolveDirty(db, mailbox.actor);
      return problem;
    },
    outcome: () => mailboxOutcome(db, mailbox.actor, mailbox.keys),
  };
}

/** The same story, with nothing wrong. */
async function undisturbed() {
  const google = googles[0] as FakeGoogle;
  const { begin, goOn, calm, outcome } = await openRun(google, `paula${runs / lanes}@larkfield.example`);
  await begin();
  expect(await calm()).toBeUndefined();
  await goOn();
  expect(await calm()).toBeUndefined();
  return outcome();
}

const timesMet = new Map<Trouble, number>();
/** Syncs that did not go to the end. */
let disturbances = 0;

/** Syncs in trouble, a few times as a schedule would; whatever comes of it. Then the trouble is over, and once more. */
async function disturbed(google: FakeGoogle, email: string, seed: number): Promise<{ outcome: unknown; met: string }> {
  const run = await openRun(google, email);
  await run.begin();
  await run.addFleeting();
  const met: string[] = [];
  for (const part of [0, 1]) {
    if (part === 1) await run.goOn();
    const trouble = troubledSync(google, email, seed * 2 + part, run);
    met.push(...trouble.chosen);
    for (const one of trouble.chosen) timesMet.set(one, (timesMet.get(one) ?? 0) + 1);
    const through = failingDatabase(db, trouble.nextLoss);
    const attempt = async () => {
      const { problem } = await run.sync(trouble.gmail, { reason: "asked" }, through);
      await resolveDirty(through, run.actor);
      if (problem !== undefined) throw new Error(problem);
    };
    for (let round = 0; round < 3; round++) {
      const workers = await Promise.allSettled(trouble.isTwoWorkers ? [attempt(), attempt()] : [attempt()]);
      const failed = workers.filter(({ status }) => status === "rejected");
      disturbances += failed.length;
      if (failed.length === 0) break;
    }
    trouble.end();
    expect(await run.calm(), `seed ${seed}: ${met.join(", ")}`).toBeUndefined();
  }
  return { outcome: await run.outcome(), met: met.join(", ") };
}

it(`ends ${runs} syncs in which anything goes wrong as one in which nothing did: documents, graph and ledger`, {
  timeout: 300_000,
}, async () => {
  const expected = await undisturbed();
  expect(expected.documents.length).toBeGreaterThan(7);
  expect(expected.graph.entities.length).toBeGreaterThan(5);
  await Promise.all(
    googles.map(async (google, lane) => {
      for (let n = 0; n < runs / lanes; n++) {
        const seed = n * lanes + lane;
        const { outcome, met } = await disturbed(google, `paula${n}@larkfield.example`, seed);
        expect(outcome, `seed ${seed}: ${met}`).toEqual(expected);
      }
    }),
  );
  // It would prove nothing had little gone wrong.
  for (const trouble of troubles) expect(timesMet.get(trouble), trouble).toBeGreaterThan(20);
  expect(disturbances).toBeGreaterThan(runs);
});
