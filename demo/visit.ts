import type { CallInput, OperationName, Output } from "../contract/catalogue.ts";
import type { Client } from "../server/cli/client.ts";
import { errorOfAnswer } from "../server/cli/error-of-answer.ts";
import { finishJob } from "../server/cli/finish-job.ts";
import type { Progress } from "../server/operations/handler.ts";
import { openBrowser } from "../test/build/browser.ts";
import { answerConsent } from "../test/fakes/google/answer-consent.ts";
import { firm } from "./cast.ts";

type Ledger = Output<"Mail.SyncStatus">["mailboxes"][number];
type Connection = Output<"Connections.List">["connections"][number];

/** Somebody at Beep's pages: what the pages send, this sends, and nothing else. What Beep refuses is thrown. */
export type Visit = {
  readonly call: Client["call"];
  /** A new password by the token of a reset link. */
  readonly setPassword: (token: string, newPassword: string) => Promise<void>;
  readonly signIn: (email: string, password: string) => Promise<void>;
  /** Links an account, or links it again: through Google's consent page and back, with these boxes unticked. */
  readonly link: (account: string, untick?: readonly string[]) => Promise<Connection>;
  /** The linked account as Google says of it now. */
  readonly connectionOf: (account: string) => Promise<Connection>;
  /** Brings the account's mail in, waits for it, and answers the account's ledger. */
  readonly sync: (providerAccountId: string, report: (progress: Progress) => void) => Promise<Ledger>;
};

/** `url` is where the server listens; `origin` where people reach it, as its pages' addresses begin. */
export const openVisit = (url: string, origin: string, signal: AbortSignal): Visit => {
  const browser = openBrowser(url, origin);
  const answered = <T>({ status, body }: { readonly status: number; readonly body: T }): T => {
    signal.throwIfAborted();
    if (status !== 200) throw errorOfAnswer(body);
    return body;
  };
  const call = async <N extends OperationName>(name: N, input: CallInput<N>): Promise<Output<N>> =>
    answered(await browser.call<Output<N>>(name, input, firm.slug));
  const find = async (account: string) =>
    (await call("Connections.List", {})).connections.find(({ address }) => address === account);
  const connectionOf = async (account: string) => {
    const found = await find(account);
    if (found === undefined) throw new Error("The account that was linked is not listed.");
    return found;
  };
  return {
    call,
    connectionOf,
    async setPassword(token, newPassword) {
      answered(await browser.post("/api/auth/reset-password", { token, newPassword }));
    },
    async signIn(email, password) {
      answered(await browser.signIn(email, password));
    },
    async link(account, untick = []) {
      const known = await find(account);
      const { authorizationUrl } =
        known === undefined || known.state === "revoked"
          ? await call("Connections.Link", { account })
          : await call("Connections.Relink", { providerAccountId: known.providerAccountId });
      const back = await answerConsent(authorizationUrl, { email: account, untick });
      await browser.send(`${back.pathname}${back.search}`);
      return connectionOf(account);
    },
    async sync(providerAccountId, report) {
      const client: Client = { call, close: async () => {} };
      await finishJob(client, await call("Mail.Sync", { providerAccountId }), report, signal);
      const [ledger] = (await call("Mail.SyncStatus", { providerAccountId })).mailboxes;
      if (ledger === undefined) throw new Error("The mailbox that was read has no ledger.");
      return ledger;
    },
  };
};
