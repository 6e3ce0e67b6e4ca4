import { readConfig } from "../../config.ts";
import { startServer } from "../../main.ts";
import { log } from "../../telemetry/log.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption } from "../options.ts";

export const startCommand = defineCommand({
  name: "start",
  summary: "Serve HTTP and the local socket until Ctrl-C.",
  operands: "",
  arity: [0, 0],
  examples: ["beep start", "BEEP_PORT=8080 beep start --data ./firm-data"],
  options: dataOption,
  async run({ values, terminal }) {
    const config = readConfig(configOptions(values));
    log.setLevel(config.logLevel);
    const server = await startServer(config);
    terminal.note(`Beep listens on ${server.url} (GET /v1/openapi.json). Ctrl-C stops it.`);
    terminal.note(`Bearer token, new at every start: ${server.bearerToken}`);
    await new Promise((resolve) => terminal.signal.addEventListener("abort", resolve, { once: true }));
    terminal.note("Finishing running requests; Ctrl-C again stops at once.");
    await server.stop();
  },
});
