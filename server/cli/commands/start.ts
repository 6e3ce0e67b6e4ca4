import { readConfig } from "../../config.ts";
import type { Role } from "../../main.ts";
import { log } from "../../telemetry/log.ts";
import { type Command, defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption } from "../options.ts";
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
      log.setLevel(config.logLevel);
      const { startServer } = await import("../../main.ts");
      const server = await startServer(config, role);
      if (server.api !== undefined) {
        terminal.note(`Beep listens on ${server.api.url} (GET /v1/openapi.json). Ctrl-C stops it.`);
        terminal.note(`Bearer token, new at every start: ${server.api.bearerToken}`);
      }
      if (!terminal.signal.aborted) {
        await new Promise((resolve) => terminal.signal.addEventListener("abort", resolve, { once: true }));
      }
      terminal.note("Finishing what runs; Ctrl-C again stops at once.");
      await server.stop();
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
