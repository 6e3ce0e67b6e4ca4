import type { Output } from "../../../contract/catalogue.ts";
import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption, formatOption, orgOption, pageOptions } from "../options.ts";
import { wholeNumber } from "../whole-number.ts";

export const changesCommand = defineCommand({
  name: "changes",
  summary: "Say what later mail changed since a day: the value before, the value now, and the words of both.",
  operands: "",
  arity: [0, 0],
  examples: [
    "beep changes --org my-firm --since 2026-01-01",
    "beep changes --org my-firm --since 2026-01-01 --household 0f9d… --format json",
  ],
  options: {
    ...orgOption,
    since: { type: "string", value: "DATE", required: true, help: "Changes said on this day (YYYY-MM-DD) or later." },
    household: { type: "string", value: "ID", help: "Of this household alone." },
    ...pageOptions,
    ...dataOption,
    ...formatOption,
  },
  async run({ values, terminal }) {
    const input = {
      since: values.since,
      ...(values.household === undefined ? {} : { householdId: values.household }),
      ...(values.limit === undefined ? {} : { limit: wholeNumber("limit", values.limit) }),
      ...(values.cursor === undefined ? {} : { cursor: values.cursor }),
    };
    const call = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    const output = await withClient(call, (client) => client.call("Graph.Changes", input));
    if (values.format === "json") return terminal.print(`${JSON.stringify(output, null, 2)}\n`);
    if (output.changes.length === 0) terminal.note(`No mail has changed anything since ${values.since}.`);
    else await terminal.print(output.changes.map(paragraphOf).join("\n"));
    if (output.nextCursor !== undefined) terminal.note(`There is more: repeat with --cursor ${output.nextCursor}`);
  },
});

type Change = Output<"Graph.Changes">["changes"][number];

const paragraphOf = ({ changedOn, text, old, now }: Change): string =>
  `${changedOn ?? "undated"}  ${text}\n${linesOf("before", old)}${linesOf("now", now)}`;

const linesOf = (when: string, { saidOn, saidBy, statedBy, evidence }: Change["old"]): string => {
  const words = evidence.map(({ text }) => `“${text.replace(/\s+/g, " ")}”`).join(" ");
  return `  ${when}: ${saidBy?.name ?? statedBy} on ${saidOn ?? "an unknown day"}: ${words}\n`;
};
