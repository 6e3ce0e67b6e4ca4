// Measures the web application as a person meets it, in a real Chromium on the demonstration's mail: `./beep bench web`. Prints the largest
// contentful paint of a first visit, the slowest interaction and the JavaScript of a first load, and fails where a limit is passed.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium, visit } from "../test/browser/chromium.ts";
import { elena, type FirmServer, signIn, startFirm } from "../test/browser/firm-server.ts";

const limits = { paintMs: 1500, interactionMs: 200, scriptBytes: 350_000 };
const visits = 3;

/** Run in every page before its own scripts: the browser's own figures, from its start on. */
const observe = `
  globalThis.measured = { paintMs: 0, interactions: [] };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) measured.paintMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries())
      if (interactionId > 0) measured.interactions.push({ name, duration });
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
`;

type Measured = {
  readonly paintMs: number;
  readonly interactions: readonly { readonly name: string; readonly duration: number }[];
};
type Script = { readonly name: string; readonly bytes: number };

const measured = (page: Page): Promise<Measured> => page.evaluate("measured");
const scripts = (page: Page): Promise<readonly Script[]> =>
  page.evaluate(`performance.getEntriesByType("resource")
    .filter(({ name }) => name.endsWith(".js"))
    .map(({ name, encodedBodySize }) => ({ name: name.split("/").at(-1), bytes: encodedBodySize }))`);

const total = (loaded: readonly Script[]): number => loaded.reduce((sum, { bytes }) => sum + bytes, 0);
const isGraph = ({ name }: Script): boolean => name.startsWith("graph-canvas") || name.startsWith("layout.worker");
const median = (figures: readonly number[]): number =>
  [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

const isThere: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "/knowledge": async (page) => {
    await page.locator("mark").first().waitFor();
    await page.locator("[data-testid=graph-canvas][data-settled=true]").waitFor();
  },
  "/briefings": (page) => page.getByRole("heading", { name: "Briefings" }).waitFor(),
  "/mail": (page) => page.getByRole("table", { name: "Conversations" }).waitFor(),
  "/sign-in": (page) => page.getByRole("button", { name: "Sign in", exact: true }).waitFor(),
};

/** A first visit: nothing in the browser but who is signed in. */
const firstVisit = async (browser: Browser, firm: FirmServer, state: State, path: string) => {
  const { page, close } = await visit(browser, firm.url, path === "/sign-in" ? {} : { storageState: state });
  await page.addInitScript(observe);
  await page.goto(path);
  await isThere[path]?.(page);
  const figures = { paintMs: (await measured(page)).paintMs, scripts: await scripts(page) };
  await close();
  return figures;
};

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** What an adviser does before a meeting, step by step; what the browser says each step took until it was seen. */
const work = async (browser: Browser, firm: FirmServer, state: State): Promise<Measured["interactions"]> => {
  const { page, close } = await visit(browser, firm.url, { storageState: state });
  await page.addInitScript(observe);
  await page.goto("/knowledge");
  await page.locator("[data-testid=graph-canvas][data-settled=true]").waitFor();
  await page.getByLabel("Prepare a meeting").pressSequentially("Prepare me for the Thompson meeting on 2026-02-10");
  await page.getByRole("button", { name: "Prepare", exact: true }).click();
  const lines = page.getByRole("region", { name: "Summary" }).getByRole("button");
  await lines.first().waitFor();
  for (const line of (await lines.all()).slice(0, 3)) {
    await line.click();
    await page.locator("mark").first().waitFor();
  }
  await page.getByText("List", { exact: true }).click();
  await page.getByRole("region", { name: "Clients in the graph" }).getByRole("button").first().click();
  await page.getByText("Picture", { exact: true }).click();
  await page.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("tab", { name: "Ask" }).click();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/meeting-prep/).pressSequentially("Thompson");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await page.getByRole("table", { name: "Conversations" }).waitFor();
  const { interactions } = await measured(page);
  await close();
  return interactions;
};

const [firm, browser] = await Promise.all([startFirm(), launchChromium()]);
const over: string[] = [];
const tell = (what: string, figure: number, limit: number, unit: string) => {
  console.log(
    `${what}: ${Math.round(figure).toLocaleString("en-US")} ${unit} (limit ${limit.toLocaleString("en-US")})`,
  );
  if (figure > limit) over.push(what);
};
try {
  const entered = await visit(browser, firm.url);
  await signIn(entered.page, elena);
  const state = await entered.page.context().storageState();
  await entered.close();
  for (const path of Object.keys(isThere)) {
    const seen = [];
    for (let count = 0; count < visits; count++) seen.push(await firstVisit(browser, firm, state, path));
    tell(`${path} largest contentful paint`, median(seen.map(({ paintMs }) => paintMs)), limits.paintMs, "ms");
    const loaded = seen[0]?.scripts ?? [];
    tell(`${path} JavaScript`, total(loaded.filter((script) => !isGraph(script))), limits.scriptBytes, "bytes");
    const hasGraph = loaded.some(isGraph);
    console.log(
      `${path} graph library: ${hasGraph ? `${total(loaded.filter(isGraph))} bytes, after the screen` : "none"}`,
    );
    if (hasGraph !== (path === "/knowledge")) over.push(`${path} graph library`);
  }
  const interactions = await work(browser, firm, state);
  const slowest = interactions.reduce((max, one) => (one.duration > max.duration ? one : max), {
    name: "none",
    duration: 0,
  });
  tell(
    `slowest of ${interactions.length} interactions (${slowest.name})`,
    slowest.duration,
    limits.interactionMs,
    "ms",
  );
} finally {
  await browser.close();
  await firm.stop();
}
if (over.length > 0) {
  console.error(`Over the limit: ${over.join(", ")}.`);
  process.exitCode = 1;
}
