import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codeLocation } from "./code-location.ts";
import { captureLog, log } from "./log.ts";

test("a value its field does not admit is refused, not written", async () => {
  const lines = await captureLog(async () => {
    log.event("operation.finished", { traceId: "Aurelia Vantongeren", durationMs: 3, outcome: "ok" });
  });
  expect(lines.join("")).not.toContain("Aurelia");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ event: "operation.finished", traceId: "refused", durationMs: 3 });
});

test("a code location names our file and line, and never the error's message", () => {
  const error = new Error("at (/server/Aurelia/Vantongeren.ts:1:1)");
  expect(codeLocation(error)).toMatch(/^server\/telemetry\/log\.test\.ts:\d+:\d+$/);
  expect(codeLocation("text")).toBeUndefined();
});

test("nothing but the log and the command line writes to stdout, stderr or the console", () => {
  const files = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const writers = files
    .filter((file) => !file.endsWith(".test.ts") && !file.startsWith("cli/"))
    .filter((file) => /\bconsole\.|process\.std(out|err)\b|from "pino"/.test(readFileSync(`server/${file}`, "utf8")));
  expect(writers).toEqual(["telemetry/log.ts"]);
});
