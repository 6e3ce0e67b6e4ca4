// Pictures of the main screens in both themes, from the demonstration's mail: `npm run screenshots [NAME…]` writes docs/screenshots.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium, visit } from "./chromium.ts";
import { elena, signIn, startFirm } from "./firm-server.ts";

const directory = new URL("../../docs/screenshots/", import.meta.url).pathname;
const desktop = { width: 1440, height: 900 };
const tablet = { width: 834, height: 1112 };

type Picture = {
  readonly name: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly open: (page: Page) => Promise<unknown>;
};

const thompsonMeeting = "Prepare me for the Thompson meeting on 2026-02-10";

const prepare = async (page: Page) => {
  await page.goto("/knowledge");
  await page.getByLabel("Prepare a meeting").fill(thompsonMeeting);
  await page.getByRole("button", { name: "Prepare", exact: true }).click();
  const events = page.getByRole("region", { name: "Life events", exact: true });
  await events.getByRole("button").first().click();
  await page.locator("mark").first().waitFor();
  await settled(page);
};

const pictures: readonly Picture[] = [
  { name: "knowledge", open: prepare },
  { name: "knowledge-tablet", viewport: tablet, open: prepare },
  {
    name: "inspector",
    async open(page) {
      await page.goto("/knowledge");
      await page.getByText("List", { exact: true }).click();
      await page
        .getByRole("region", { name: "Clients in the graph" })
        .getByRole("button", { name: /^\S+ \S+$/ })
        .first()
        .click();
      await page.locator("mark").first().waitFor();
      await page.getByText("Picture", { exact: true }).click();
      await settled(page);
    },
  },
  {
    name: "briefing",
    async open(page) {
      await page.goto("/briefings");
      await page.getByRole("table", { name: "Briefings" }).getByRole("link").first().click();
      await page.getByRole("region", { name: "Summary" }).getByRole("button").first().click();
      await page.locator("mark").first().waitFor();
    },
  },
  {
    name: "mail",
    async open(page) {
      await page.goto("/mail");
      await page.getByRole("table", { name: "Conversations" }).getByRole("link").first().waitFor();
      await page
        .getByRole("button", { name: /Thompson household/ })
        .last()
        .waitFor();
    },
  },
  {
    name: "message",
    async open(page) {
      await page.goto("/mail");
      await page.getByRole("table", { name: "Conversations" }).getByRole("link").first().click();
      await page.getByRole("table", { name: "Messages" }).getByRole("link").last().click();
      await page.getByText(/mentions? found/).waitFor();
    },
  },
  {
    name: "compliance",
    async open(page) {
      await page.goto("/compliance");
      await page.getByRole("list", { name: "Flags" }).getByRole("button").first().click();
      await page.locator("mark").first().waitFor();
    },
  },
  {
    name: "connections",
    async open(page) {
      await page.goto("/settings?settingsTab=connections");
      await page.getByText("Import a mail export").first().waitFor();
    },
  },
  {
    name: "sign-in",
    async open(page) {
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    },
  },
];

/** The graph's layout has ended: it says so where it is drawn. */
const settled = (page: Page) => page.locator("[data-testid=graph-canvas][data-settled=true]").waitFor();

const wanted = process.argv.slice(2);
const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(directory, { recursive: true });
const [firm, browser] = await Promise.all([startFirm(), launchChromium()]);
try {
  await firm.owner.call("MeetingPrep.Generate", { ask: thompsonMeeting }, "larkfield");
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, close } = await visit(browser, firm.url, { colorScheme, reducedMotion: "reduce" });
    await signIn(page, elena);
    for (const { name, viewport = desktop, open } of chosen) {
      await page.setViewportSize(viewport);
      await open(page);
      await page.mouse.move(0, 0);
      await page.evaluate("scrollTo(0, 0)");
      await page.screenshot({ path: join(directory, `${name}-${colorScheme}.png`) });
      console.log(`${name}-${colorScheme}.png`);
    }
    await close();
  }
} finally {
  await browser.close();
  await firm.stop();
}
