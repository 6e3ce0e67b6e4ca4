import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import type { Output } from "../contract/catalogue.ts";
import type { EntityType, RelationType } from "../server/extract/reading.ts";
import { derivedId } from "../server/lib/derived-id.ts";
import { launchChromium, visit } from "../test/browser/chromium.ts";
import { freePort } from "../test/browser/free-port.ts";
import { startServer } from "../test/browser/running-server.ts";

// How long a frame takes while somebody pans a large graph: the real application in Chromium, its Graph.Get answered by households
// made here. Prints one line of JSON: frames while the layout settles, and after it.

type Graph = Output<"Graph.Get">;

const { values } = parseArgs({ options: { entities: { type: "string", default: "5000" } } });
const entitiesMax = Number(values.entities);

/** Households of a couple, their accounts, tasks and events, all with one of a few advisers and custodians, as a firm's graph is. */
const makeGraph = (): Graph => {
  const entities: Graph["entities"][number][] = [];
  const relations: Graph["relations"][number][] = [];
  const add = (type: EntityType): string => {
    const entityId = derivedId("bench", String(entities.length));
    entities.push({ entityId, type, name: `${type} ${entities.length}`, confidence: 0.9, hops: 1, attributes: [] });
    return entityId;
  };
  const relate = (from: string, type: RelationType, to: string) =>
    relations.push({
      relationId: derivedId("bench relation", String(relations.length)),
      type,
      from,
      to,
      statedBy: "client",
      isConfirmed: false,
      confidence: 0.9,
      validFrom: null,
      validTo: null,
      learnedAt: "2026-01-05T14:00:00.000Z",
      supersededBy: null,
    });
  const advisers = Array.from({ length: 6 }, () => add("Professional"));
  const custodians = Array.from({ length: 8 }, () => add("Institution"));
  const oneOf = (ids: readonly string[], n: number) => ids[n % ids.length] ?? "";
  for (let n = 0; entities.length + 9 <= entitiesMax; n++) {
    const household = add("Household");
    const clients = [add("Client"), add("Client")];
    for (const client of clients) relate(client, "belongsToHousehold", household);
    relate(oneOf(advisers, n), "advises", household);
    const things = [
      ["Account", "ownsAccount"],
      ["Account", "ownsAccount"],
      ["LifeEvent", "experiencedEvent"],
      ["ActionItem", "hasActionItem"],
      ["ActionItem", "hasActionItem"],
      ["Goal", "hasGoal"],
    ] as const;
    for (const [at, [type, relation]] of things.entries()) {
      const thing = add(type);
      relate(oneOf(clients, at), relation, thing);
      if (type === "Account") relate(thing, "heldAt", oneOf(custodians, n + at));
    }
  }
  return { entities, relations, isTruncated: false, leftOut: [] };
};

/** In the page, whose names this side does not know. */
const timesOfFrames = `new Promise((resolve) => {
  const times = [];
  const begun = performance.now();
  let last = begun;
  const next = (now) => {
    times.push(now - last);
    last = now;
    if (now - begun < 5000) requestAnimationFrame(next);
    else resolve(times.slice(1));
  };
  requestAnimationFrame(next);
})`;

const directory = mkdtempSync(join(tmpdir(), "beep-frames-"));
const server = await startServer(directory, await freePort());
const browser = await launchChromium();
try {
  const { page } = await visit(browser, server.url);
  await page.goto(server.setupUrl ?? "");
  await page.getByLabel("Your firm").fill("Frames");
  await page.getByLabel("E-mail address").fill("frames@beep.example");
  await page.getByLabel("Your name").fill("Frames");
  await page.getByLabel("New password").fill("four words that are mine");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  const graph = makeGraph();
  const households = [{ entityId: graph.entities[0]?.entityId ?? "", name: "First", clients: 2, accounts: 2 }];
  await page.route("**/v1/Households.List", (route) => route.fulfill({ json: { households } }));
  await page.route("**/v1/Graph.Get", (route) => route.fulfill({ json: graph }));
  await page.goto("/knowledge?isWhole=true");
  await page.getByTestId("graph-canvas").locator("canvas").first().waitFor();
  const settling = await framesWhilePanning(page);
  await page.locator("[data-settled=true]").waitFor({ state: "attached", timeout: 300_000 });
  const settled = await framesWhilePanning(page);
  const size = { entities: graph.entities.length, relations: graph.relations.length };
  process.stdout.write(`${JSON.stringify({ ...size, settlingMs: settling, settledMs: settled })}\n`);
} finally {
  await browser.close();
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
}

type Frames = { readonly frames: number; readonly p50: number; readonly p95: number; readonly max: number };

/** Five seconds of dragging the stage to and fro, and the time from each frame to the next. */
async function framesWhilePanning(page: Page): Promise<Frames> {
  const box = await page.getByTestId("graph-canvas").boundingBox();
  if (box === null) throw new Error("The graph is not on the screen.");
  const [x, y] = [box.x + box.width / 2, box.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const measuring = page.evaluate<number[]>(timesOfFrames);
  for (let step = 0; step < 150; step++) {
    await page.mouse.move(x + 120 * Math.sin(step / 10), y + 60 * Math.sin(step / 7));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  const times = (await measuring).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { frames: times.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}
