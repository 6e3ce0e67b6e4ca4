import { expect, test } from "vitest";
import { runBeep } from "../../test/build/run-beep.ts";
import { helpOf } from "./command.ts";
import { commands } from "./commands.ts";

test("help lists every command on stdout and exits 0; no command at all is help", async () => {
  const [help, bare] = await Promise.all([runBeep(["help"]), runBeep([])]);
  for (const { name } of commands) expect(help.stdout).toContain(`  ${name}`);
  expect([help.exitCode, help.stderr]).toEqual([0, ""]);
  expect(bare).toEqual(help);
});

test("every command explains itself with examples", async () => {
  for (const command of commands) {
    const text = helpOf(command);
    for (const part of [command.summary, ...command.examples, ...Object.keys(command.options)])
      expect(text).toContain(part);
    expect(command.examples.length, command.name).toBeGreaterThan(0);
  }
  const run = await runBeep(["import", "--help"]);
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toContain("--account EMAIL");
});

test("a command line nobody can follow exits 2, prints nothing to stdout and says what would be right", async () => {
  const wrong = [
    ["fly"],
    ["verify"],
    ["verify", "--org", "firm", "--colour"],
    ["verify", "extra", "--org", "firm"],
    ["verify", "--org", "firm", "--format", "pdf"],
    ["import", "--org", "firm"],
    ["evidence", "--org", "firm", "--entity", "a", "--bullet", "b"],
    ["export", "weather"],
    ["export", "graph"],
    ["call", "Mailboxes.List", "{"],
    ["worker"],
  ];
  for (const args of wrong) {
    const run = await runBeep(args);
    expect([run.exitCode, run.stdout], args.join(" ")).toEqual([2, ""]);
    expect(run.stderr, args.join(" ")).toMatch(/^beep: .+(Usage:\n {2}beep |`beep help` lists the commands)/s);
  }
}, 60_000);

test("redact needs no database: text, json and jsonl", async () => {
  const given = "Her SSN is 219-09-9999.";
  const spans = [{ kind: "us_ssn", startChar: 11, endChar: 22, text: "219-09-9999" }];
  const text = await runBeep(["redact"], { stdin: given });
  expect(text).toEqual({ exitCode: 0, stdout: "Her SSN is •••••••••••.", stderr: "" });
  const json = await runBeep(["redact", "--format", "json"], { stdin: given });
  expect(JSON.parse(json.stdout)).toEqual(spans);
  const lines = `${JSON.stringify({ id: "a", text: given })}\n\n${JSON.stringify({ id: 2, text: "nothing" })}\n`;
  const jsonl = await runBeep(["redact", "--format", "jsonl"], { stdin: lines });
  expect(
    jsonl.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { id: "a", spans },
    { id: 2, spans: [] },
  ]);
});

test("a line of jsonl that is not one names its number", async () => {
  const run = await runBeep(["redact", "--format", "jsonl"], { stdin: '{"id":1,"text":"x"}\n{"id":2}\n' });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("line 2 of stdin");
});

test("config check names a wrong variable and never its value", async () => {
  const run = await runBeep(["config", "check"], { env: { BEEP_PORT: "seven-thousand" } });
  expect([run.exitCode, run.stdout]).toEqual([2, ""]);
  expect(run.stderr).toContain("BEEP_PORT");
  expect(run.stderr).not.toContain("seven-thousand");
});

test("export ontology prints Turtle; an unknown one exits 1 and lists those there are", async () => {
  expect((await runBeep(["export", "ontology"])).stdout).toContain("owl:ObjectProperty");
  const unknown = await runBeep(["export", "ontology", "--ontology", "art/v9"]);
  expect([unknown.exitCode, unknown.stdout]).toEqual([1, ""]);
  expect(unknown.stderr).toContain("wealth-management/v1");
});
