import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { exitCodeOf, spawnBeep } from "../build/run-beep.ts";

export type RunningServer = {
  readonly url: string;
  /** The one-time link of an empty database; undefined when somebody can sign in already. */
  readonly setupUrl: string | undefined;
  /** SIGKILL, as a crash would be. */
  readonly kill: () => Promise<void>;
};

/** `beep start` on a data directory, in a process of its own. The port stays the same over restarts, as sessions' origin must. */
export const startServer = async (
  directory: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> => {
  const child = spawnBeep(["start", "--data", directory], {
    BEEP_PORT: String(port),
    BEEP_LOG_LEVEL: "error",
    ...env,
  });
  const printed = await untilPrinted(child, /Sign in at \S+|setup#\S+/);
  const url = `http://localhost:${/127\.0\.0\.1:(\d+)/.exec(printed)?.[1]}`;
  return {
    url,
    setupUrl: /http\S+setup#\S+/.exec(printed)?.[0],
    async kill() {
      child.kill("SIGKILL");
      if (child.exitCode === null) await exitCodeOf(child);
    },
  };
};

const untilPrinted = (child: ChildProcessWithoutNullStreams, wanted: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = "";
    child.stderr.on("data", (chunk) => {
      printed += String(chunk);
      if (wanted.test(printed)) resolve(printed);
    });
    child.once("exit", () => reject(new Error(`The server ended, having printed: ${printed}`)));
  });
