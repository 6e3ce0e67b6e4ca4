import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { bodyOf, type Browser as Caller, openBrowser } from "../build/browser.ts";
import { larkfieldPath } from "../build/firm.ts";
import { freePort } from "./free-port.ts";
import { type RunningServer, startServer } from "./running-server.ts";

export const elena = { name: "Elena Marsh", email: "elena@larkfield.example", password: "four words that are mine" };

/** A server whose first organization holds the demonstration's mail, with Elena as its owner and compliance officer. */
export type FirmServer = {
  readonly url: string;
  /** Elena, as the owner, from outside the browser. */
  readonly owner: Caller;
  /** A crash of the server, and its start on the same port with the same data. */
  readonly crash: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Ends the server; nothing of it is left behind. */
  readonly stop: () => Promise<void>;
};

export const startFirm = async (env: Readonly<Record<string, string>> = {}): Promise<FirmServer> => {
  const directory = mkdtempSync(join(tmpdir(), "beep-firm-"));
  const port = await freePort();
  let server: RunningServer = await startServer(directory, port, env);
  const owner = openBrowser(server.url, server.url);
  const token = server.setupUrl?.split("#")[1] ?? "";
  const organization = { slug: "larkfield", name: "Larkfield Wealth" };
  const made = await owner.post<{ userId: string }>("/v1/Setup.Complete", { token, ...elena, organization });
  await owner.signIn(elena.email, elena.password);
  await owner.call("Organization.SetRole", { userId: made.body.userId, roles: ["owner", "compliance"] }, "larkfield");
  await importMail(owner, "larkfield", readFileSync(larkfieldPath), elena.email);
  return {
    url: server.url,
    owner,
    crash: () => server.kill(),
    async restart() {
      server = await startServer(directory, port, env);
    },
    async stop() {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** Brings mail in as the screen does, and waits until it is read. */
const importMail = async (caller: Caller, organization: string, mail: Buffer<ArrayBuffer>, account: string) => {
  const sent = await caller.send(`/v1/Mail.Import?account=${encodeURIComponent(account)}`, {
    method: "POST",
    headers: { "content-type": "application/mbox", "beep-organization": organization },
    body: mail,
  });
  const { jobId } = (await bodyOf(sent)) as { readonly jobId: string };
  for (;;) {
    const { body } = await caller.call<{ state: string }>("Jobs.Get", { jobId }, organization);
    if (body.state === "succeeded") return;
    if (body.state !== "queued" && body.state !== "running") throw new Error(`The import is ${body.state}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

export const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/knowledge**");
};
