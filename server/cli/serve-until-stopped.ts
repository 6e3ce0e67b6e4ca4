import type { Config } from "../config.ts";
import type { Role } from "../main.ts";
import { log } from "../telemetry/log.ts";
import type { Terminal } from "./command.ts";

/** Starts the server, says where it listens, and stops it in order when the terminal's signal comes. */
export const serveUntilStopped = async (config: Config, role: Role, terminal: Terminal): Promise<void> => {
  log.setLevel(config.logLevel);
  const { startServer } = await import("../main.ts");
  const server = await startServer(config, role);
  if (server.api !== undefined) {
    terminal.note(`Beep listens on ${server.api.url} (GET /v1/openapi.json). Ctrl-C stops it.`);
    terminal.note(
      server.api.setupUrl === undefined
        ? `Sign in at ${server.api.publicUrl}`
        : `Nobody can sign in yet. The first person does it here, once, within two days: ${server.api.setupUrl}`,
    );
  }
  await untilStopped(terminal);
  await server.stop();
};

/** Waits for the terminal's signal. */
export const untilStopped = async (terminal: Terminal): Promise<void> => {
  if (!terminal.signal.aborted) {
    await new Promise((resolve) => terminal.signal.addEventListener("abort", resolve, { once: true }));
  }
  terminal.note("Finishing what runs; Ctrl-C again stops at once.");
};
