import type { Command } from "./command.ts";
import { callCommand } from "./commands/call.ts";

/** In the order `beep help` lists them. */
export const commands: readonly Command[] = [callCommand];
