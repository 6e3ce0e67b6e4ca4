import { spawn } from "node:child_process";
import { once } from "node:events";
import { defineCommand } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { wholeNumber } from "../whole-number.ts";

export const benchCommand = defineCommand({
  name: "bench",
  summary: "Measure how well annotated mail is read (quality), or an import beside the database's own limit (ingest).",
  operands: "quality|ingest [FILE…]",
  arity: [1, 100],
  examples: [
    "beep bench quality",
    "beep bench quality annotated.json --errors",
    "beep bench quality --families 40 --seed 2",
    "BEEP_TEST_DATABASE_URL=postgresql://… beep bench ingest --messages 20000",
  ],
  options: {
    errors: { type: "boolean", help: "quality: every miss and every spurious find, with its place." },
    keep: { type: "boolean", help: "quality: add the figures to bench/results/quality.jsonl." },
    output: { type: "string", value: "DIR", help: "quality: also write the graph, briefings and finds there." },
    families: {
      type: "string",
      value: "N",
      help: "quality: instead of files, a generated mailbox of so many families.",
    },
    messages: { type: "string", value: "N", default: "20000", help: "ingest: how many messages." },
    seed: { type: "string", value: "N", default: "1", help: "The same seed generates the same mail." },
  },
  async run({ operands: [what, ...files], values, terminal }) {
    switch (what) {
      case "quality": {
        const flags = (["errors", "keep"] as const).flatMap((name) => (values[name] ? [`--${name}`] : []));
        const output = values.output === undefined ? [] : ["--output", values.output];
        return runScript("quality", [...flags, ...output, ...generated(values), "--", ...files], terminal.signal);
      }
      case "ingest": {
        if (files.length > 0) throw new UsageError(`'${files[0]}' is one argument too many`);
        const numbers = (["messages", "seed"] as const).flatMap((name) => [
          `--${name}`,
          String(wholeNumber(name, values[name])),
        ]);
        return runScript("ingest", numbers, terminal.signal);
      }
      default:
        throw new UsageError(`'${what}' is nothing that is measured`);
    }
  },
});

/** A generated mailbox in place of files: how many families, and which. */
const generated = ({
  families,
  seed,
}: {
  readonly families?: string | undefined;
  readonly seed: string;
}): readonly string[] =>
  families === undefined
    ? []
    : ["--families", String(wholeNumber("families", families)), "--seed", String(wholeNumber("seed", seed))];

/** In a process of its own, so that what it measures of memory and time is its own. */
async function runScript(name: string, args: readonly string[], signal: AbortSignal): Promise<number> {
  const script = new URL(`../../../bench/${name}.ts`, import.meta.url).pathname;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
    stdio: "inherit",
  });
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const [exitCode] = await once(child, "exit");
  return exitCode === 0 ? 0 : 1;
}
