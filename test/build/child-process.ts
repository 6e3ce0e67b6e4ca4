import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export type Child = {
  readonly pid: number;
  /** Resolves when the child has printed this; rejects when it ended without. */
  saw(text: string): Promise<void>;
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>;
};

/** Runs `code`, an ES module's text, in a Node process of its own. Import by absolute URL: moduleUrl("server/…"). */
export function startChild(code: string): Child {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  let printed = "";
  const heard = (chunk: Buffer) => {
    printed += chunk.toString();
    child.emit("printed");
  };
  child.stdout.on("data", heard);
  child.stderr.on("data", heard);
  return {
    pid: child.pid ?? 0,
    saw: (text) =>
      waitFor(
        child,
        () => printed.includes(text),
        () => printed,
      ),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

export function moduleUrl(path: string): string {
  return JSON.stringify(new URL(`../../${path}`, import.meta.url).href);
}

function waitFor(child: ChildProcess, isSeen: () => boolean, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (isSeen()) resolve();
    };
    child.on("printed", look);
    child.once("close", () =>
      isSeen() ? resolve() : reject(new Error(`The process ended, having printed: ${printed()}`)),
    );
    look();
  });
}
