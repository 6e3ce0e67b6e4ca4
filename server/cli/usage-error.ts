import type { Command } from "./command.ts";

/** A command line that asks for nothing we know: exit code 2. */
export class UsageError extends Error {
  readonly command: Command | undefined;

  constructor(message: string, command?: Command) {
    super(message);
    this.command = command;
  }
}
