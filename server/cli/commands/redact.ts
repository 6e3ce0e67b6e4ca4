import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { findPersonalData } from "../../compliance/redact/find-personal-data.ts";
import { maskPersonalData } from "../../compliance/redact/mask.ts";
import type { PersonalDataKind } from "../../compliance/redact/personal-data.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { UsageError } from "../usage-error.ts";

export const redactCommand = defineCommand({
  name: "redact",
  summary: "Find personal data in the text on stdin: masked text, or where and of which kind. Needs no database.",
  operands: "",
  arity: [0, 0],
  examples: [
    "beep redact < letter.txt",
    "beep redact --format json < letter.txt",
    "beep redact --format jsonl < lines.jsonl",
  ],
  options: {
    format: {
      type: "string",
      choices: ["text", "json", "jsonl"],
      default: "text",
      help: "text: with every find masked; json: the finds; jsonl: a line {id, text} in, a line {id, spans} out.",
    },
  },
  async run({ values, terminal }) {
    if (values.format === "jsonl") return redactLines(terminal);
    const given = await text(process.stdin);
    if (values.format === "json") return terminal.print(`${JSON.stringify(findPersonalData(given))}\n`);
    const found = new Set<PersonalDataKind>(findPersonalData(given).map((span) => span.kind));
    await terminal.print(maskPersonalData(given, found).text);
  },
});

const redactLines = async (terminal: Terminal): Promise<void> => {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === "") continue;
    const { id, text: given } = parseLine(line, number);
    await terminal.print(`${JSON.stringify({ id, spans: findPersonalData(given) })}\n`);
  }
};

const parseLine = (line: string, number: number): { readonly id: unknown; readonly text: string } => {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === "object" && parsed !== null && "text" in parsed && typeof parsed.text === "string") {
      return { id: "id" in parsed ? parsed.id : null, text: parsed.text };
    }
  } catch {
    // Answered below, like every other line that is not of that shape.
  }
  throw new UsageError(`line ${number} of stdin is not {"id": …, "text": "…"}`);
};
