import { spawn } from "node:child_process";
import { once } from "node:events";
import { defineCommand } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { wholeNumber } from "../whole-number.ts";

export const benchCommand = defineCommand({
  name: "bench",
  summary:
    "Measure how well annotated mail is read (quality), an import beside the database's own limit (ingest), a sync beside its source's (sync), what the screens make a person wait for (web), or the frames of a large graph in the browser (graph).",
  operands: "quality|ingest|sync|web|graph [FILE…]",
  arity: [1, 100],
  examples: [
    "beep bench quality",
    "beep bench quality annotated.json --errors",
    "beep bench quality --families 40 --seed 2",
    "BEEP_TEST_DATABASE_URL=postgresql://… beep bench ingest --messages 20000",
    "BEEP_TEST_DATABASE_URL=postgresql://… beep bench sync --messages 20000",
    "BEEP_TEST_BROWSER=/usr/bin/chromium beep bench graph --entities 5000",
    "beep bench web",
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
    messages: { type: "string", value: "N", default: "20000", help: "ingest, sync: how many messages." },
    entities: { type: "string", value: "N", default: "5000", help: "graph: how many entities." },
    seed: { type: "string", value: "N", default: "1", help: "The same seed generates the same mail." },
    units: {
      type: "string",
      value: "N",
      default: "999999999",
      help: "sync: quota units a minute, as BEEP_GMAIL_UNITS_PER_MINUTE sets them for real syncs (4000 without it).",
    },
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
        return runScript("ingest", numbersOf(["messages", "seed"], values), terminal.signal);
      }
      case "sync": {
        if (files.length > 0) throw new UsageError(`'${files[0]}' is one argument too many`);
        return runScript("sync", numbersOf(["messages", "seed", "units"], values), terminal.signal);
      }
      case "graph": {
        if (files.length > 0) throw new UsageError(`'${files[0]}' is one argument too many`);
        return runScript("graph-frames", numbersOf(["entities"], values), terminal.signal);
      }
      case "web": {
        if (files.length > 0) throw new UsageError(`'${files[0]}' is one argument too many`);
        return runScript("web", [], terminal.signal);
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
}): readonly string[] => (families === undefined ? [] : numbersOf(["families", "seed"], { families, seed }));

const numbersOf = <Name extends string>(names: readonly Name[], values: Readonly<Record<Name, string>>): string[] =>
  names.flatMap((name) => [`--${name}`, String(wholeNumber(name, values[name]))]);

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
