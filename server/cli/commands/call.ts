import { catalogue, isOperationName } from "../../../contract/catalogue.ts";
import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { finishJob } from "../finish-job.ts";
import { dataOption } from "../options.ts";
import { createProgress } from "../progress.ts";
import { UsageError } from "../usage-error.ts";

export const callCommand = defineCommand({
  name: "call",
  summary: "Call any operation of the catalogue with a JSON input.",
  operands: "NAME [JSON]",
  arity: [1, 2],
  examples: [
    "beep call Organization.List",
    `beep call Graph.Search '{"query": "Thompson"}' --org my-firm`,
    "beep call Mail.SyncStatus --org my-firm",
  ],
  options: {
    org: { type: "string", value: "SLUG", help: "The organization, for operations of one." },
    "no-wait": { type: "boolean", help: "Print the id of a job that was begun instead of waiting for its result." },
    ...dataOption,
  },
  async run({ operands: [name = "", json = "{}"], values, terminal }) {
    if (!isOperationName(name)) {
      throw new UsageError(`there is no operation '${name}'. There are: ${Object.keys(catalogue).join(", ")}`);
    }
    const input = parseJson(json);
    const target = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    // The server's schema decides whether the input is right; here it is any JSON.
    const progress = createProgress(terminal, "text");
    const output = await withClient(target, async (client) => {
      const answer: object = await client.call(name, input as never, progress.report);
      return values["no-wait"] ? answer : finishJob(client, answer, progress.report, terminal.signal);
    }).finally(progress.end);
    await terminal.print(`${JSON.stringify(output, null, 2)}\n`);
  },
});

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw new UsageError("the input is not JSON. Quote it for the shell: '{\"limit\": 10}'");
  }
};
