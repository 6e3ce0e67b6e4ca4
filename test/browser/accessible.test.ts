import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium, type Visit, visit } from "./chromium.ts";
import { elena, type FirmServer, signIn, startFirm } from "./firm-server.ts";

let firm: FirmServer;
let browser: Browser;
let briefingId: string;

beforeAll(async () => {
  [firm, browser] = await Promise.all([startFirm(), launchChromium()]);
  const ask = { ask: "Prepare me for the Thompson meeting on 2026-02-10" };
  briefingId = (await firm.owner.call<{ id: string }>("MeetingPrep.Generate", ask, "larkfield")).body.id;
});
afterAll(async () => {
  await browser?.close();
  await firm?.stop();
});

type Screen = readonly [name: string, open: (page: Page) => Promise<unknown>];

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).first().waitFor();

/** Every screen in a state with something on it. */
const screens: readonly Screen[] = [
  [
    "the graph with evidence beside it",
    async (page) => {
      await page.goto("/knowledge");
      await page.locator("mark").first().waitFor();
      await page.getByTestId("graph-canvas").locator("canvas").first().waitFor();
    },
  ],
  [
    "the graph as a list",
    async (page) => {
      await page.getByText("List", { exact: true }).click();
      await page.getByRole("region", { name: "Clients in the graph" }).waitFor();
    },
  ],
  [
    "a question's answer and the words behind it",
    async (page) => {
      await page.getByRole("tab", { name: "Ask" }).click();
      await page.getByLabel("Ask the record").fill("When does Robert retire?");
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      await page.getByRole("region", { name: "Answer" }).getByRole("button").first().click();
      await page.locator("mark").first().waitFor();
    },
  ],
  [
    "several who fit, to choose from",
    async (page) => {
      await page.getByRole("tab", { name: "Prepare" }).click();
      await page.getByLabel("Prepare a meeting").fill("Thompson");
      await page.getByRole("button", { name: "Prepare", exact: true }).click();
      await page.getByRole("alert").getByRole("button").first().waitFor();
    },
  ],
  [
    "the command palette",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder(/meeting-prep/).fill("Thompson");
      await page.getByText("Household", { exact: true }).last().waitFor();
    },
  ],
  [
    "the briefings",
    async (page) => {
      await page.goto("/briefings");
      await page.getByRole("table", { name: "Briefings" }).waitFor();
    },
  ],
  [
    "a briefing with a line chosen",
    async (page) => {
      await page.goto(`/briefings/${briefingId}`);
      await page.getByRole("region", { name: "Summary" }).getByRole("button").first().click();
      await page.locator("mark").first().waitFor();
    },
  ],
  [
    "a briefing on paper",
    async (page) => {
      await page.goto(`/briefings/${briefingId}/print`);
      await heading(page, "Sources");
    },
  ],
  [
    "the conversations",
    async (page) => {
      await page.goto("/mail");
      await page.getByRole("table", { name: "Conversations" }).waitFor();
    },
  ],
  [
    "a conversation",
    async (page) => {
      await page.getByRole("table", { name: "Conversations" }).getByRole("link").first().click();
      await page.getByRole("table", { name: "Messages" }).waitFor();
    },
  ],
  [
    "a message",
    async (page) => {
      await page.getByRole("table", { name: "Messages" }).getByRole("link").first().click();
      await page.getByText(/mentions? found/).waitFor();
    },
  ],
  [
    "the ledger",
    async (page) => {
      await page.goto("/mail/ledger");
      await page.getByText("received", { exact: true }).waitFor();
    },
  ],
  [
    "a flag in its message",
    async (page) => {
      await page.goto("/compliance");
      await page.getByRole("list", { name: "Flags" }).getByRole("button").first().click();
      await page.locator("mark").first().waitFor();
    },
  ],
  [
    "the audit log",
    async (page) => {
      await page.getByRole("tab", { name: "Audit log" }).click();
      await page.getByRole("table", { name: "Audit log" }).waitFor();
    },
  ],
  [
    "the account's menu",
    async (page) => {
      await page.getByRole("button", { name: /Your account/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    },
  ],
  ...["connections", "members", "api-keys", "account"].map(
    (tab): Screen => [
      `the settings: ${tab}`,
      async (page) => {
        await page.goto(`/settings?settingsTab=${tab}`);
        await page.getByRole("tabpanel").getByRole("button").first().waitFor();
      },
    ],
  ),
  [
    "the API",
    async (page) => {
      await page.goto("/api-reference");
      await page.getByText("Evidence.List", { exact: true }).waitFor();
    },
  ],
  [
    "no such page",
    async (page) => {
      await page.goto("/elsewhere");
      await heading(page, "There is no such page");
    },
  ],
  [
    "no such briefing",
    async (page) => {
      await page.goto("/briefings/00000000-0000-4000-8000-000000000000");
      await page.getByRole("alert").waitFor();
    },
  ],
];

const entrances: readonly Screen[] = [
  ["/sign-in", "Sign in to Beep"],
  ["/setup", "Set up Beep"],
  ["/accept-invitation", "You are invited"],
  ["/reset-password", "A new password"],
].map(([path = "", title = ""]) => [
  path,
  async (page) => {
    await page.goto(path);
    await heading(page, title);
  },
]);

describe("nothing keeps anybody out, in either theme, of", () => {
  let person: Visit;
  beforeAll(async () => {
    person = await visit(browser, firm.url, { reducedMotion: "reduce" });
    await signIn(person.page, elena);
  });
  afterAll(() => person.close());

  test.each([...screens, ...entrances])("%s", async (_name, open) => {
    const { page } = person;
    await page.emulateMedia({ colorScheme: "light" });
    await open(page);
    expect(await violationsOf(new AxeBuilder({ page }))).toEqual([]);
    // Of all rules the contrast of colours alone depends on the theme.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
    await page.evaluate(transitionsEnd);
    expect(await violationsOf(new AxeBuilder({ page }).withRules("color-contrast"))).toEqual([]);
  });
});

/** Said in the page. Half-way from one theme to the other no colour is the one that is meant. */
const transitionsEnd = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished),
).then(() => undefined)`;

const violationsOf = async (axe: AxeBuilder): Promise<readonly string[]> => {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
};
