import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export type BeepRun = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a command line to its end, as a person would. `env` adds to an environment without any of Beep's variables. */
export async function runBeep(
  args: readonly string[],
  { stdin = "", env = {} }: { readonly stdin?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<BeepRun> {
  const child = spawnBeep(args, env);
  child.stdin.on("error", () => {}); // A command that needs no input does not read it.
  child.stdin.end(stdin);
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exitCodeOf(child)]);
  return { exitCode, stdout, stderr };
}

/** Starts a command line that stays. */
export function spawnBeep(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const main = new URL("../../server/cli/main.ts", import.meta.url).pathname;
  const inherited = Object.entries(process.env).filter(([name]) => !/^BEEP_|DATABASE_URL$/.test(name));
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
  });
}

export const exitCodeOf = (child: ChildProcessWithoutNullStreams): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", resolve));
