import { spawn } from "node:child_process";
import { once } from "node:events";
import { defineCommand } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { wholeNumber } from "../whole-number.ts";

export const benchCommand = defineCommand({
  name: "bench",
  summary: "Measure an import of generated mail beside the database's own limit; needs BEEP_TEST_DATABASE_URL.",
  operands: "ingest",
  arity: [1, 1],
  examples: ["BEEP_TEST_DATABASE_URL=postgresql://… beep bench ingest --messages 20000"],
  options: {
    messages: { type: "string", value: "N", default: "20000", help: "How many messages." },
    seed: { type: "string", value: "N", default: "1", help: "The same seed makes the same mail." },
  },
  async run({ operands: [what], values, terminal }) {
    if (what !== "ingest") throw new UsageError(`'${what}' is nothing that is measured`);
    const script = new URL("../../../bench/ingest.ts", import.meta.url).pathname;
    const options = (["messages", "seed"] as const).flatMap((name) => [
      `--${name}`,
      String(wholeNumber(name, values[name])),
    ]);
    // A process of its own, so that what it measures of memory is the import's.
    const child = spawn(process.execPath, [script, ...options], { stdio: "inherit" });
    terminal.signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
    const [exitCode] = await once(child, "exit");
    return exitCode === 0 ? 0 : 1;
  },
});
