import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's Chromium (test/build/browser.sh), with WebGL in software: these machines have no graphics card. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.BEEP_TEST_BROWSER ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
    ],
  });

export type Visit = {
  readonly page: Page;
  /** What the page reported as wrong: uncaught errors, the console's errors, requests to anywhere but the server. */
  readonly complaints: readonly string[];
  /** Every address that was asked for or stood in the address bar. */
  readonly addresses: readonly string[];
  readonly close: () => Promise<void>;
};

/** A person's browser of its own on the server: nothing is shared between two. */
export const visit = async (browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, ...options });
  // What does not come within this never does; a busy machine is slow, not stuck.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(decodeURIComponent(frame.url())));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // The browser writes a line for every refused request; what the page makes of a refusal is what tests look at.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    addresses.push(decodeURIComponent(request.url()));
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(`request to ${request.url()}`);
  });
  return { page, complaints, addresses, close: () => context.close() };
};
