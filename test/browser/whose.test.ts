import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../build/browser.ts";
import { launchChromium, visit } from "./chromium.ts";
import { elena, type FirmServer, importMail, signIn, startFirm } from "./firm-server.ts";

// Whose is what: two firms on one server, a mailbox that is not for everybody and sessions that end.

const nora = { name: "Nora Quill", email: "nora@cedar.example", password: "four words of hers alone" };
const victor = { name: "Victor Lam", email: "victor@larkfield.example", password: "four words of his alone" };
const norasMail = Buffer.from(`From nora@cedar.example Mon Jan  5 10:00:00 2026
From: Ida Vandermeer <ida@vandermeer.example>
To: Nora Quill <nora@cedar.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000
Message-ID: <ida-1@vandermeer.example>
Subject: The Vandermeer household and our IRA
Content-Type: text/plain; charset=utf-8

Nora,

my husband Piet Vandermeer and I would like to talk about our IRA ending 8812 at Schwab.
The Vandermeer household is growing: our daughter is getting married on June 6, 2026.

Ida
`);

type Known = {
  readonly household: string;
  readonly document: string;
  readonly mailbox: string;
  readonly briefing: string;
};

let firm: FirmServer;
let browser: Browser;
let known: Known;
/** What every visit left behind: what its page complained of, the addresses it asked for, what the browser keeps. */
const traces: {
  readonly complaints: readonly string[];
  readonly addresses: readonly string[];
  readonly kept: string;
}[] = [];

/** Comes in, does it, and leaves again. */
const as = async (person: { email: string; password: string }, act: (page: Page) => Promise<void>): Promise<void> => {
  const { page, complaints, addresses, close } = await visit(browser, firm.url);
  try {
    await signIn(page, person);
    await act(page);
    const kept = await page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])");
    traces.push({ complaints, addresses, kept });
  } finally {
    await close();
  }
};

const invite = async (person: typeof nora): Promise<string> => {
  const { body } = await firm.owner.call<{ token: string }>(
    "Organization.Invite",
    { email: person.email, role: "viewer" },
    "larkfield",
  );
  const { name, password } = person;
  const joined = await openBrowser(firm.url, firm.url).post<{ userId: string }>("/v1/Organization.AcceptInvitation", {
    token: body.token,
    name,
    password,
  });
  return joined.body.userId;
};

const ask = async <T>(name: string, input: object): Promise<T> =>
  (await firm.owner.call<T>(name, input, "larkfield")).body;

beforeAll(async () => {
  [firm, browser] = await Promise.all([startFirm(), launchChromium()]);
  const userId = await invite(nora);
  await ask("Organization.RemoveMember", { userId });
  await invite(victor);
  const { households } = await ask<{ households: { entityId: string }[] }>("Households.List", {});
  const { documents } = await ask<{ documents: { documentId: string }[] }>("Documents.List", {});
  const { mailboxes } = await ask<{ mailboxes: { providerAccountId: string }[] }>("Mail.SyncStatus", {});
  const briefing = await ask<{ id: string }>("MeetingPrep.Generate", { ask: "Thompson meeting on 2026-02-10" });
  known = {
    household: households[0]?.entityId ?? "",
    document: documents[0]?.documentId ?? "",
    mailbox: mailboxes[0]?.providerAccountId ?? "",
    briefing: briefing.id,
  };
});
afterAll(async () => {
  await browser?.close();
  await firm?.stop();
});

/** Nothing of Larkfield's mail anywhere this person can go, not even by an address that was passed on. */
const seesNothing = async (page: Page): Promise<void> => {
  await page.goto("/knowledge");
  await page.getByText(/No mail has come in yet|Bring your mail in/).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/meeting-prep/).fill("Thompson");
  const answered = page.waitForResponse((response) => response.url().endsWith("/v1/Graph.Search"));
  await page.getByPlaceholder(/meeting-prep/).fill("Robert Thompson");
  await answered;
  await page.getByRole("dialog").getByText("Ask the record").waitFor();
  expect(await page.getByText("Household", { exact: true }).count()).toBe(0);
  expect(await page.getByText("Client", { exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.goto("/mail");
  await page.getByRole("heading", { name: "No mail here yet" }).waitFor();
  for (const path of [
    `/knowledge?entity=${known.household}`,
    `/mail/documents/${known.document}`,
    `/briefings/${known.briefing}`,
  ]) {
    await page.goto(path);
    await page.getByRole("alert").getByText("It is not here, or not for you").first().waitFor();
    expect(await page.locator("mark").count()).toBe(0);
    expect(await page.locator("main").textContent()).not.toMatch(/Thompson|Natarajan/);
  }
};

test("somebody in no firm is told how to get into one, and may begin one of their own", () =>
  as(nora, async (page) => {
    await page.getByRole("heading", { name: "You are in no firm yet" }).waitFor();
    await page.getByLabel("Begin with a firm of your own").fill("Cedar Wealth");
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByText("Cedar Wealth").first().waitFor();
  }));

test("two firms in two browsers: neither sees anything of the other", async () => {
  await as(nora, async (page) => {
    await seesNothing(page);
    const caller = openBrowser(firm.url, firm.url);
    await caller.signIn(nora.email, nora.password);
    await importMail(caller, "cedar-wealth", norasMail, nora.email);
    await page.goto("/mail");
    await page.getByRole("link", { name: "The Vandermeer household and our IRA" }).waitFor();
  });
  await as(elena, async (page) => {
    // The firm chosen in a browser is a wish: who may not enter it stays where they are.
    await page.evaluate(`localStorage.setItem("beep.organization", "cedar-wealth")`);
    await page.goto("/mail");
    await page.getByText("Larkfield Wealth").waitFor();
    await page.getByRole("table", { name: "Conversations" }).waitFor();
    expect(await page.locator("main").textContent()).not.toMatch(/Vandermeer/);
    await page.keyboard.press("Control+k");
    const answered = page.waitForResponse((response) => response.url().endsWith("/v1/Graph.Search"));
    await page.getByPlaceholder(/meeting-prep/).fill("Vandermeer");
    await answered;
    expect(await page.getByRole("dialog").getByText("Household", { exact: true }).count()).toBe(0);
  });
});

test("nothing of a mailbox that is not for somebody reaches them, until it is opened to the firm again", () =>
  as(victor, async (page) => {
    await page.locator("mark").first().waitFor();
    const { members } = await ask<{ members: { userId: string; email: string }[] }>("Organization.ListMembers", {});
    const userIds = members.filter(({ email }) => email === elena.email).map(({ userId }) => userId);
    await ask("Mailboxes.SetAudience", { providerAccountId: known.mailbox, audience: "members", userIds });
    await seesNothing(page);
    await ask("Mailboxes.SetAudience", { providerAccountId: known.mailbox, audience: "firm" });
    await page.goto("/mail");
    await page.getByRole("table", { name: "Conversations" }).waitFor();
  }));

test("a name that several have is asked about, with those who fit; the choice prepares the meeting", () =>
  as(elena, async (page) => {
    await page.getByLabel("Prepare a meeting").fill("Thompson household");
    await page.getByRole("button", { name: "Prepare", exact: true }).click();
    const question = page.getByRole("alert");
    await question.getByText("Several fit: choose one").waitFor();
    await question.getByRole("button").first().click();
    await page.getByRole("region", { name: "Summary" }).waitFor();
  }));

test("a session that ended says so and leads to the sign-in", () =>
  as(elena, async (page) => {
    await page.goto("/mail");
    await page.getByRole("table", { name: "Conversations" }).waitFor();
    await page.context().clearCookies();
    await page.getByRole("button", { name: /^Natarajan household/ }).click();
    const notice = page.getByRole("alert");
    await notice.getByText("You are signed out").waitFor();
    await notice.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Sign in to Beep" }).waitFor();
  }));

test("no page asked another server for anything, and neither its addresses nor the browser's memory hold a name", () => {
  const name = /thompson|natarajan|vandermeer|robert|elena|nora|victor/i;
  expect(traces).not.toEqual([]);
  for (const { complaints, addresses, kept } of traces) {
    expect(complaints).toEqual([]);
    expect(addresses.filter((address) => name.test(address))).toEqual([]);
    expect(kept).not.toMatch(name);
  }
});
