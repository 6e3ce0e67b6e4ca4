import { BeepError, type ErrorTag, errorTags } from "../errors.ts";
import { codeLocation } from "../telemetry/code-location.ts";
import { log } from "../telemetry/log.ts";
import { type Command, helpOf, parseCommandLine, type Terminal, usageOf } from "./command.ts";
import { commands } from "./commands.ts";
import { UsageError } from "./usage-error.ts";

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 not a command line we know. */
const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [name = "help", ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (name === "help" || name === "--help" || name === "-h") return await help(rest, terminal);
    if (command === undefined) throw new UsageError(`there is no command '${name}'`);
    const { operands, values, isHelp } = parseCommandLine(command, rest);
    if (isHelp) {
      await terminal.print(helpOf(command));
      return 0;
    }
    return (await command.run({ operands, values, terminal })) ?? 0;
  } catch (error) {
    return explain(error, command, terminal);
  }
};

const help = async ([name]: readonly string[], terminal: Terminal): Promise<number> => {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) {
    await terminal.print(helpOf(command));
    return 0;
  }
  if (name !== undefined) throw new UsageError(`there is no command '${name}'`);
  const listed = [...commands, launcherTest];
  const width = Math.max(...listed.map((candidate) => candidate.name.length)) + 2;
  const list = listed.map((candidate) => `  ${candidate.name.padEnd(width)}${candidate.summary}`);
  await terminal.print(
    [
      "Beep prepares a client meeting from the firm's own mail.",
      "",
      ...list,
      "",
      "beep COMMAND --help explains one.",
      "",
    ].join("\n"),
  );
  return 0;
};

/** The launcher runs this one itself, without the product. */
const launcherTest = { name: "test", summary: "Run every check and every test of this clone." };

const explain = (error: unknown, command: Command | undefined, terminal: Terminal): number => {
  if (error instanceof UsageError) {
    const next =
      command === undefined
        ? " `beep help` lists the commands."
        : ` Usage:\n  beep ${usageOf(command)}\n\`beep ${command.name} --help\` explains it.`;
    terminal.note(`beep: ${error.message}.${next}`);
    return 2;
  }
  if (error instanceof BeepError) {
    terminal.note(`beep: ${error.message}${detailsOf(error)}${nextStep[error.tag] ?? ""}`);
    return errorTags[error.tag].exit;
  }
  // An unexpected error may quote mail: only where it happened is shown.
  terminal.note(`beep: something went wrong in Beep itself (${codeLocation(error) ?? "unknown place"}).`);
  return 1;
};

/** What to do, where the message does not say it by itself. */
const nextStep: Partial<Record<ErrorTag, string>> = {
  SubjectUnknownError:
    "\n`beep call Households.List --org SLUG` lists the households there are; ask with a name of theirs.",
  EvidenceUnavailableError: "\nThe audit log keeps the record of it: `beep call Audit.List --org SLUG`.",
};

const detailsOf = ({ fields }: BeepError): string => {
  const list = [fields.candidates, fields.near].find(Array.isArray) ?? [];
  const trace = typeof fields.traceId === "string" ? ` Trace id: ${fields.traceId}` : "";
  return trace + list.map((item: unknown) => `\n  ${describe(item)}`).join("");
};

const describe = (item: unknown): string =>
  typeof item === "object" && item !== null
    ? Object.values(item)
        .map((value) => (Array.isArray(value) ? value.join(", ") : value))
        .filter((value) => value !== "")
        .join("  ")
    : String(item);

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(1);
    interrupt.abort();
  });
}
// `beep … | head` closes the pipe early: nothing is wrong.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

log.setLevel("error");
const exitCode = await main(process.argv.slice(2), {
  print: (result) => new Promise((resolve) => process.stdout.write(result, () => resolve())),
  note: (text) => void process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY === true,
  signal: interrupt.signal,
});
process.exit(exitCode);
