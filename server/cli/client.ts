import type { CallInput, OperationName, Output } from "../../contract/catalogue.ts";
import type { Config } from "../config.ts";
import { BeepError } from "../errors.ts";
import type { Progress } from "../operations/handler.ts";
import { connectSocket } from "./socket-client.ts";

/** Calls operations for one command: through a server that runs on the data directory, else in this process. */
export type Client = {
  call<N extends OperationName>(
    name: N,
    input: CallInput<N>,
    report?: (progress: Progress) => void,
  ): Promise<Output<N>>;
  /** Does the queue's work in this process; undefined where a server does it. */
  work?(): Promise<{ readonly stop: () => Promise<void> }>;
  close(): Promise<void>;
};

export type Target = {
  readonly config: Config;
  readonly organization: string | undefined;
  readonly signal: AbortSignal;
};

/** Runs `use` with a client and closes it, whatever happens. */
export const withClient = async <T>(target: Target, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = await openClient(target);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
};

/** A server that is starting or another command that is ending holds the directory for a moment; longer is an error. */
const heldDirectoryWaitMs = 10_000;

const openClient = async (target: Target): Promise<Client> => {
  const giveUpAtMs = Date.now() + heldDirectoryWaitMs;
  for (;;) {
    const remote = await connectSocket(target);
    if (remote !== undefined) return remote;
    try {
      // Loaded only when needed: most of what Beep is made of, and half a second.
      const { openInProcess } = await import("./open-in-process.ts");
      return await openInProcess(target);
    } catch (error) {
      const isHeld = error instanceof BeepError && error.fields.reason === "data_directory_in_use";
      if (!isHeld || Date.now() > giveUpAtMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
