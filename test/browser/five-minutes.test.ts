import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { larkfieldPath } from "../build/firm.ts";
import { launchChromium, type Visit, visit } from "./chromium.ts";
import { freePort } from "./free-port.ts";
import { type RunningServer, startServer } from "./running-server.ts";

// The five-minute demonstration, from a clean login, in a real browser, with a crash of the server in the middle.

const directory = mkdtempSync(join(tmpdir(), "beep-browser-"));
const person = { name: "Elena Marsh", email: "elena@larkfield.example", password: "four words that are mine" };
let port: number;
let server: RunningServer;
let browser: Browser;
let elena: Visit;

beforeAll(async () => {
  port = await freePort();
  [server, browser] = await Promise.all([startServer(directory, port), launchChromium()]);
  elena = await visit(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
  rmSync(directory, { recursive: true, force: true });
});

test("the first person sets the firm up by the printed link, and the link works once", async () => {
  const { page } = elena;
  await page.goto(server.setupUrl ?? "");
  await page.getByLabel("Your firm").fill("Larkfield Wealth");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("New password").fill(person.password);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();

  const other = await visit(browser, server.url);
  await other.page.goto(server.setupUrl ?? "");
  await other.page.getByLabel("Your firm").fill("Another");
  await other.page.getByLabel("E-mail address").fill("mallory@elsewhere.example");
  await other.page.getByLabel("Your name").fill("Mallory");
  await other.page.getByLabel("New password").fill("four words of somebody");
  await other.page.getByRole("button", { name: "Begin" }).click();
  await other.page.getByRole("alert").waitFor();
  await other.close();
});

test("an export is imported from the screen, and the households appear", async () => {
  const { page } = elena;
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles(larkfieldPath);
  await page.getByText("20 messages received: 20 stored").waitFor();
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await page.getByRole("button", { name: /Natarajan household/ }).click();
  await page.getByRole("link", { name: "Re: New house and the 529" }).click();
  await page
    .getByRole("link", { name: /New house and the 529/ })
    .first()
    .click();
  await page.getByRole("list", { name: "Legend" }).waitFor();
});

test("a meeting is prepared; every line leads to its words; the crash of the server loses nothing", async () => {
  const { page } = elena;
  await page.getByRole("link", { name: "Knowledge" }).click();
  await page.getByLabel("Prepare a meeting").fill("Prepare me for the Thompson meeting on 2026-02-10");
  await page.getByRole("button", { name: "Prepare", exact: true }).click();
  const summary = page.getByRole("region", { name: "Summary" });
  await summary.waitFor();
  expect(await page.getByText("It is not investment, tax or legal advice").count()).toBe(1);

  await server.kill();
  server = await startServer(directory, port);
  await page.getByRole("link", { name: "Briefings" }).click();
  await page.reload();
  await page.getByRole("link", { name: "Thompson household" }).click();
  await summary.waitFor();
  const bullets = page.locator("section button[aria-pressed]");
  const count = await bullets.count();
  expect(count).toBeGreaterThan(10);
  for (let bullet = 0; bullet < count; bullet++) {
    await bullets.nth(bullet).click();
    await page.locator("mark").first().waitFor();
    const marked = (await page.locator("mark").first().textContent()) ?? "";
    expect(marked.trim()).not.toBe("");
  }
});

test("a promise of returns is flagged where it stands, and no line repeats it as a claim", async () => {
  const { page } = elena;
  const claims = await page
    .locator("section[aria-label]:not([aria-label='Compliance reminders']) button[aria-pressed]")
    .allTextContents();
  expect(claims.filter((claim) => /guaranteed returns/i.test(claim))).toEqual([]);
  const reminders = page.getByRole("region", { name: "Compliance reminders" });
  expect(await reminders.textContent()).toMatch(/guarantee/i);
});

test("the page complained of nothing, and asked nobody else for anything", () => {
  expect(elena.complaints).toEqual([]);
});
