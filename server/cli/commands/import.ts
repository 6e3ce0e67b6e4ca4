import { resolve } from "node:path";
import { readConfig } from "../../config.ts";
import { BeepError } from "../../errors.ts";
import { type Client, withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption, orgOption } from "../options.ts";
import { createProgress } from "../progress.ts";

export const importCommand = defineCommand({
  name: "import",
  summary: "Read mail files into an organization's mailbox; makes the organization when there is none.",
  operands: "PATH…",
  arity: [1, 1000],
  examples: [
    "beep import ~/mail.mbox --org my-firm",
    "beep import ~/exports/ --org my-firm --account dana@my-firm.example",
  ],
  options: {
    ...orgOption,
    account: {
      type: "string",
      value: "EMAIL",
      help: "Whose mail it is; needed when the organization has several mailboxes.",
    },
    ...dataOption,
    format: {
      type: "string",
      choices: ["text", "json", "jsonl"],
      default: "text",
      help: "How the result and the progress are printed.",
    },
  },
  async run({ operands, values, terminal }) {
    const config = readConfig(configOptions(values));
    const progress = createProgress(terminal, values.format);
    const target = { config, organization: values.org, signal: terminal.signal };
    const result = await withClient(target, async (client) => {
      if (await ensureOrganization(client, values.org))
        terminal.note(`There was no organization ${values.org}: created it.`);
      const paths = operands.map((path) => resolve(path));
      const account = values.account === undefined ? {} : { account: values.account };
      return client.call("Mail.Import", { paths, ...account }, progress.report).finally(progress.end);
    });
    if (values.format !== "text") return terminal.print(`${JSON.stringify(result)}\n`);

    if (result.isNewMailbox) terminal.note(`Made the mailbox ${result.address}.`);
    for (const file of result.skippedFiles) terminal.note(`Skipped ${file}: no mail in it.`);
    const reasons = Object.entries(result.reasons).map(
      ([reason, messages]) => `${messages} ${reason.replaceAll("_", " ")}`,
    );
    if (reasons.length > 0)
      terminal.note(`Not stored: ${reasons.join(", ")}. Failed ones are tried again by the next import.`);
    await terminal.print(
      `received ${result.received}, stored ${result.stored} (new ${result.newDocuments}, changed ${result.newVersions}, unchanged ${result.unchanged}), ` +
        `excluded ${result.excluded}, failed ${result.failed}, mailbox ${result.address}\n`,
    );
  },
});

/** True when it had to be made. Import is the one command that does; every other refuses a slug it does not know. */
const ensureOrganization = async (client: Client, slug: string): Promise<boolean> => {
  try {
    await client.call("Organization.Get", {});
    return false;
  } catch (error) {
    if (!(error instanceof BeepError) || error.tag !== "NotFoundError") throw error;
    return (await client.call("Organization.Create", { slug })).isNew;
  }
};
