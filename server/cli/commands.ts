import type { Command } from "./command.ts";
import { callCommand } from "./commands/call.ts";
import { startCommand } from "./commands/start.ts";

/** In the order `beep help` lists them. */
export const commands: readonly Command[] = [startCommand, callCommand];
