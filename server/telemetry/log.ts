import pino from "pino";
import type { Config } from "../config.ts";
import { type EventFields, type EventName, events } from "./events.ts";
import type { Field } from "./fields.ts";

/** The only way to log: a declared event with declared fields, as one JSON line on stderr. */
export const log = {
  /** A value that its field does not admit is replaced by "refused": it may be somebody's data. */
  event<N extends EventName>(name: N, fields: EventFields<N>): void {
    const declared: Readonly<Record<string, Field<unknown>>> = events[name].fields;
    const safe: Record<string, unknown> = { event: name };
    for (const [key, value] of Object.entries(fields)) {
      if (value !== undefined) safe[key] = declared[key]?.accepts(value) === true ? value : "refused";
    }
    logger[events[name].level](safe);
  },

  /** Commands that answer on a terminal show errors only; servers show everything. */
  setLevel(level: Config["logLevel"]): void {
    logger.level = level;
  },
};

let sink: (line: string) => void = (line) => void process.stderr.write(line);

const logger = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
  { write: (line: string) => sink(line) },
);

/** Runs `fn` with every log line kept instead of written, and returns them: for tests that look for what must not be there. */
export const captureLog = async (fn: () => Promise<unknown>): Promise<readonly string[]> => {
  const lines: string[] = [];
  const before = { sink, level: logger.level };
  sink = (line) => void lines.push(line);
  logger.level = "trace";
  try {
    await fn();
  } finally {
    sink = before.sink;
    logger.level = before.level;
  }
  return lines;
};
