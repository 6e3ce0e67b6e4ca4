import { afterAll, beforeAll, expect, test } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { applicationOf, type Firm, importFirm, larkfieldPath } from "../../test/build/firm.ts";
import { type DatabaseHome, databaseHome } from "../../test/build/test-database.ts";
import type { Database } from "../db/database.ts";
import { log } from "../telemetry/log.ts";

let home: DatabaseHome;
let db: Database;
let firm: Firm;
let graph: Output<"Graph.Export">;
beforeAll(async () => {
  log.setLevel("silent");
  home = await databaseHome();
  db = await home.open();
  firm = await importFirm(applicationOf(db, home.keyFile), "whole", [larkfieldPath]);
  graph = await firm.call("Graph.Export", {});
});
afterAll(async () => {
  await db.close();
  await home.remove();
});

const idsOf = (entities: readonly { readonly entityId: string }[]) => entities.map(({ entityId }) => entityId).sort();

test("without an entity all that is readable is there, with every relation and every fact", async () => {
  const whole = await firm.call("Graph.Get", { limit: 5000 });
  expect(idsOf(whole.entities)).toEqual(graph.entities.map(({ id }) => id).sort());
  expect(whole.relations.map(({ relationId }) => relationId).sort()).toEqual(
    graph.relations.map(({ id }) => id).sort(),
  );
  const attributeIds = whole.entities.flatMap(({ attributes }) => attributes.map(({ attributeId }) => attributeId));
  expect(attributeIds.sort()).toEqual(graph.attributeFacts.map(({ id }) => id).sort());
  expect(whole).toMatchObject({ isTruncated: false, leftOut: [] });
});

test("what the limit leaves out is said by type, and households and clients are the last to go", async () => {
  const { entities, leftOut, isTruncated } = await firm.call("Graph.Get", { limit: 12 });
  expect(entities).toHaveLength(12);
  expect(isTruncated).toBe(true);
  const counted = Map.groupBy(
    [...entities, ...leftOut.flatMap(({ type, count }) => Array(count).fill({ type }))],
    (one) => one.type,
  );
  const expected = Map.groupBy(graph.entities, ({ type }) => type);
  expect(new Map([...counted].map(([type, { length }]) => [type, length]))).toEqual(
    new Map([...expected].map(([type, { length }]) => [type, length])),
  );
  expect(entities.filter(({ type }) => type === "Household")).toHaveLength(expected.get("Household")?.length ?? 0);
});

test("only the types asked for are there, and only they are counted", async () => {
  const accounts = graph.entities.filter(({ type }) => type === "Account").length;
  const { entities, leftOut } = await firm.call("Graph.Get", { types: ["Account"], limit: 1 });
  expect(entities.map(({ type }) => type)).toEqual(["Account"]);
  expect(leftOut).toEqual([{ type: "Account", count: accounts - 1 }]);
});

test("a neighbourhood says what of it found no room", async () => {
  const entityId = graph.entities.find(({ type }) => type === "Household")?.id ?? "";
  const all = await firm.call("Graph.Get", { entityId, hops: 1 });
  const some = await firm.call("Graph.Get", { entityId, hops: 1, limit: 2 });
  expect(all.leftOut).toEqual([]);
  expect(some.leftOut.reduce((sum, { count }) => sum + count, some.entities.length)).toBe(all.entities.length);
});
