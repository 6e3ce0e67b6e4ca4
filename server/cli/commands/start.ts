import { readConfig } from "../../config.ts";
import type { Role } from "../../main.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption } from "../options.ts";
import { serveUntilStopped } from "../serve-until-stopped.ts";
import { UsageError } from "../usage-error.ts";

const serveAs = (name: string, role: Role, summary: string, examples: readonly string[]): Command =>
  defineCommand({
    name,
    summary,
    operands: "",
    arity: [0, 0],
    examples,
    options: dataOption,
    async run({ values, terminal }) {
      const config = readConfig(configOptions(values));
      if (role === "worker" && config.databaseUrl === undefined) {
        throw new UsageError("the embedded database serves one process: use `beep start`, or set DATABASE_URL");
      }
      await serveUntilStopped(config, role, terminal);
    },
  });

export const startCommand = serveAs(
  "start",
  "all",
  "Serve HTTP and the local socket, and do the background work, until Ctrl-C.",
  ["beep start", "BEEP_PORT=8080 beep start --data ./firm-data"],
);

export const apiCommand = serveAs("api", "api", "Serve HTTP and the local socket only.", [
  "DATABASE_URL=postgresql://… beep api",
]);

export const workerCommand = serveAs("worker", "worker", "Do the background work only.", [
  "DATABASE_URL=postgresql://… beep worker",
]);
