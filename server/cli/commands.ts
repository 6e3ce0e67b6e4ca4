import type { Command } from "./command.ts";
import { askCommand } from "./commands/ask.ts";
import { benchCommand } from "./commands/bench.ts";
import { callCommand } from "./commands/call.ts";
import { changesCommand } from "./commands/changes.ts";
import { configCommand } from "./commands/config.ts";
import { demoCommand } from "./commands/demo.ts";
import { evidenceCommand } from "./commands/evidence.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { prepCommand } from "./commands/prep.ts";
import { redactCommand } from "./commands/redact.ts";
import { apiCommand, startCommand, workerCommand } from "./commands/start.ts";
import { verifyCommand } from "./commands/verify.ts";

/** In the order `beep help` lists them. */
export const commands: readonly Command[] = [
  demoCommand,
  importCommand,
  prepCommand,
  askCommand,
  evidenceCommand,
  changesCommand,
  exportCommand,
  verifyCommand,
  redactCommand,
  inspectCommand,
  callCommand,
  startCommand,
  apiCommand,
  workerCommand,
  migrateCommand,
  configCommand,
  benchCommand,
];
