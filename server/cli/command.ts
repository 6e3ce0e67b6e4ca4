import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

/** An option as `--help` describes it. `value` names what a string option takes; `choices` closes it. */
export type Option = {
  readonly type: "string" | "boolean";
  readonly help: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly required?: boolean;
};
export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]["type"] extends "boolean"
    ? boolean
    : O[K] extends { readonly required: true } | { readonly default: string }
      ? string
      : string | undefined;
};

/** The process as a command sees it: the result goes to `print`, everything else to `note`; `signal` is Ctrl-C. */
export type Terminal = {
  readonly print: (result: string | Buffer) => Promise<void>;
  readonly note: (text: string) => void;
  readonly isInteractive: boolean;
  readonly signal: AbortSignal;
};

/** One command of `beep`. `run` returns the exit code when it is not 0; failures are thrown. */
export type Command<O extends Options = Options> = {
  readonly name: string;
  readonly summary: string;
  /** Operands after the name, as shown: "PATH…". */
  readonly operands: string;
  /** Least and most operands. */
  readonly arity: readonly [number, number];
  readonly examples: readonly string[];
  readonly options: O;
  readonly run: (input: {
    readonly operands: readonly string[];
    readonly values: Values<O>;
    readonly terminal: Terminal;
    // biome-ignore lint/suspicious/noConfusingVoidType: most commands have nothing to return
  }) => Promise<number | void>;
};

/** A command with its option types inferred, then forgotten, so that commands of all shapes share a list. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command as unknown as Command;

/** What a command line asks for; UsageError names the first thing wrong with it and what would be right. */
export const parseCommandLine = (
  command: Command,
  args: readonly string[],
): { readonly operands: readonly string[]; readonly values: Values<Options>; readonly isHelp: boolean } => {
  const { values, positionals } = parse(command, args);
  if (values.help === true) return { operands: [], values: {}, isHelp: true };
  const [least, most] = command.arity;
  if (positionals.length < least) throw new UsageError(`${command.operands.split(" ")[0]} is missing`);
  if (positionals.length > most) throw new UsageError(`'${positionals[most]}' is one argument too many`);
  for (const [name, option] of Object.entries(command.options)) {
    const value = values[name];
    if (option.required === true && value === undefined) {
      throw new UsageError(`--${name} ${option.value ?? ""} is missing`.trim());
    }
    if (option.choices !== undefined && value !== undefined && !option.choices.includes(String(value))) {
      throw new UsageError(`--${name} is one of ${option.choices.join(", ")}`);
    }
  }
  return { operands: positionals, values: values as Values<Options>, isHelp: false };
};

type Parsed = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
};

const parse = (command: Command, args: readonly string[]): Parsed => {
  try {
    const options = Object.entries({ ...command.options, help: helpOption }).map(([name, option]) => [
      name,
      option.default === undefined
        ? { type: option.type }
        : { type: option.type, default: option.type === "boolean" ? false : option.default },
    ]);
    // The options are data, so parseArgs cannot infer their types; none is `multiple`.
    return parseArgs({ args: [...args], options: Object.fromEntries(options), allowPositionals: true }) as Parsed;
  } catch (error) {
    // parseArgs says which argument in its first sentence; the rest is advice on escaping.
    const message = error instanceof Error ? (error.message.split(". ")[0] ?? "") : "";
    throw new UsageError(message.replace(/\.$/, ""));
  }
};

const helpOption: Option = { type: "boolean", help: "Show this." };

/** The text of `beep NAME --help`. */
export const helpOf = (command: Command): string => {
  const options = Object.entries({ ...command.options, help: helpOption }).map(([name, option]) => {
    const takes = option.type === "string" ? ` ${option.choices?.join("|") ?? option.value ?? "VALUE"}` : "";
    const note = option.required === true ? " Required." : option.default ? ` Default: ${option.default}.` : "";
    return [`--${name}${takes}`, option.help + note] as const;
  });
  const width = Math.max(...options.map(([left]) => left.length)) + 2;
  return [
    command.summary,
    "",
    `  beep ${usageOf(command)}`,
    "",
    ...options.map(([left, right]) => `  ${left.padEnd(width)}${right}`),
    "",
    "Examples",
    ...command.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
};

/** "import PATH… --org SLUG [--account EMAIL]". */
export const usageOf = (command: Command): string => {
  const options = Object.entries(command.options).map(([name, option]) => {
    const shown = `--${name}${option.type === "string" ? ` ${option.choices?.join("|") ?? option.value ?? "VALUE"}` : ""}`;
    return option.required === true ? shown : `[${shown}]`;
  });
  return [command.name, command.operands, ...options].filter((part) => part !== "").join(" ");
};
