import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { larkfieldPath } from "../build/firm.ts";
import { launchChromium, type Visit, visit } from "./chromium.ts";
import { freePort } from "./free-port.ts";
import { type RunningServer, startServer } from "./running-server.ts";

// From an organization in which nothing is known to a briefing that is compared with the one before.

const directory = mkdtempSync(join(tmpdir(), "beep-first-look-"));
let server: RunningServer;
let browser: Browser;
let elena: Visit;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(directory, await freePort()), launchChromium()]);
  elena = await visit(browser, server.url, { acceptDownloads: true });
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
  rmSync(directory, { recursive: true, force: true });
});

test("whoever comes into an empty organization is led to bring mail in, and sees the graph without reloading", async () => {
  const { page } = elena;
  await page.goto(server.setupUrl ?? "");
  await page.getByLabel("Your firm").fill("Larkfield Wealth");
  await page.getByLabel("E-mail address").fill("elena@larkfield.example");
  await page.getByLabel("Your name").fill("Elena Marsh");
  await page.getByLabel("New password").fill("four words that are mine");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("link", { name: "Knowledge" }).click();
  await page.getByRole("heading", { name: "Bring your mail in" }).waitFor();
  await page.getByText("Nothing is known yet").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles(larkfieldPath);
  await page.getByText("3 households so far").waitFor();
  await page.getByRole("region", { name: "Graph" }).getByText("List", { exact: true }).click();
  expect(await page.getByRole("button", { name: "Thompson household", exact: true }).count()).toBe(2);
  await page.getByRole("button", { name: "Go to the first household" }).click();
  await page.getByLabel("Prepare a meeting").waitFor();
});

test("everything that is read is one graph, and one household of it is chosen from there", async () => {
  const { page } = elena;
  await page.getByRole("combobox", { name: "Household" }).click();
  await page.getByRole("option", { name: "Everything you read" }).click();
  await page.getByRole("button", { name: "Natarajan household", exact: true }).click();
  await page.getByRole("button", { name: "Centre the graph here" }).click();
  await page.getByText("1 hop").waitFor();
  expect(page.url()).toMatch(/entity=[0-9a-f-]{36}$/);
});

test("a meeting found in the mail is prepared from the list, kept as a PDF, written anew and compared", async () => {
  const { page } = elena;
  await page.getByRole("link", { name: "Briefings" }).click();
  await page.getByText("Past", { exact: true }).click();
  const row = page.getByRole("row", { name: /Thompson annual review/ });
  await row.getByText("you attend").waitFor();
  await row.getByRole("button", { name: "Prepare" }).click();
  await page.getByRole("region", { name: "Summary" }).waitFor();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "PDF" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("briefing-2026-02-10.pdf");
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");

  await page.getByRole("button", { name: "Write it anew" }).click();
  await page.getByRole("heading", { name: "What changed" }).waitFor();
  await page.getByText("Every line is as it was before.").waitFor();
  await page.getByLabel("Show also what is as before").click();
  await page.getByRole("table", { name: "Summary, before and now" }).waitFor();
});

test("the command palette prepares a meeting and asks a question at once, from any screen", async () => {
  const { page } = elena;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Command" }).fill("/meeting-prep Natarajan 2026-03-05");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Summary" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Command" }).fill("/ask When does Robert Thompson retire?");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Answer" }).getByText("June 30, 2026").first().waitFor();
});

test("preparing by itself is switched off for all where briefings are, and stays so", async () => {
  const { page } = elena;
  await page.getByRole("link", { name: "Briefings" }).click();
  await page.getByLabel("Prepare for everybody in the firm who attends").click();
  await page.getByText("Switched off for the whole firm.").waitFor();
  await page.reload();
  await page.getByText("Switched off for the whole firm.").waitFor();
});

test("the ledger has its completeness report as a file", async () => {
  const { page } = elena;
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await page.getByRole("link", { name: "Ledger and completeness" }).click();
  await page.getByText("Completeness, day by day").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toMatch(/^day,in_gmail,stored/);
});

test("the page complained of nothing, and asked nobody else for anything", () => {
  expect(elena.complaints).toEqual([]);
});
