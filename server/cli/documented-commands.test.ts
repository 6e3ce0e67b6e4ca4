import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue, type OperationName } from "../../contract/catalogue.ts";
import { commands } from "./commands.ts";

const root = join(import.meta.dirname, "../..");
const pages = ["README.md", "ARCHITECTURE.md", ...readdirSync(join(root, "docs")).map((name) => join("docs", name))];
const text = pages
  .filter((page) => page.endsWith(".md"))
  .map((page) => readFileSync(join(root, page), "utf8"))
  .join("\n");

/** "…" stands for an id that the reader has. */
const calls = [...text.matchAll(/\.\/beep call ([A-Z]\w+\.\w+) '([^']*)'/g)].map(
  ([, name = "", json = ""]) => [name, json.replaceAll('"…"', '"00000000-0000-4000-8000-000000000000"')] as const,
);

describe("what the documents tell people to type", () => {
  test("begins with a command there is", () => {
    const typed = new Set([...text.matchAll(/\.\/beep ([a-z]+)/g)].map(([, name]) => name));
    const known = [...commands.map(({ name }) => name), "test", "help"];
    expect([...typed].filter((name) => !known.includes(name ?? ""))).toEqual([]);
    expect(typed.size).toBeGreaterThan(10);
  });

  test.each(calls)("%s takes %s", (name, json) => {
    expect(Object.keys(catalogue)).toContain(name);
    const { success, error } = catalogue[name as OperationName].input.safeParse(JSON.parse(json));
    expect(success, error?.message).toBe(true);
  });
});
