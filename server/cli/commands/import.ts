import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readConfig } from "../../config.ts";
import { BeepError } from "../../errors.ts";
import { type Client, withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { finishJob } from "../finish-job.ts";
import { dataOption, orgOption } from "../options.ts";
import { createProgress } from "../progress.ts";

export const importCommand = defineCommand({
  name: "import",
  summary:
    "Read mail (.eml, mbox, Maildir, Takeout archives, folders of them) into an organization's mailbox; makes the organization when there is none.",
  operands: "PATH…",
  arity: [1, 1000],
  examples: [
    "beep import ~/mail.mbox --org my-firm",
    "beep import ~/takeout-20260201.zip --org my-firm",
    "beep import ~/exports/ --org my-firm --account dana@my-firm.example",
  ],
  options: {
    ...orgOption,
    account: {
      type: "string",
      value: "EMAIL",
      help: "Whose mail it is; needed when the organization has several mailboxes.",
    },
    unverified: {
      type: "boolean",
      help: "Do not vouch for messages without a mail server's verdict: what they say is shown as unverified.",
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
    const paths = operands.map((path) => resolve(path));
    for (const path of paths) if (!existsSync(path)) throw refusal(path, "there is no such file or folder");
    const progress = createProgress(terminal, values.format);
    const target = { config, organization: values.org, signal: terminal.signal };
    const result = await withClient(target, async (client) => {
      if (await ensureOrganization(client, values.org))
        terminal.note(`There was no organization ${values.org}: created it.`);
      const account = values.account === undefined ? {} : { account: values.account };
      return client
        .call("Mail.Import", { paths, ...account, unverified: values.unverified }, progress.report)
        .then((answer) => finishJob(client, answer, progress.report, terminal.signal))
        .catch((error: unknown) => Promise.reject(namingPath(error, paths)))
        .finally(progress.end);
    });
    if (values.format !== "text") return terminal.print(`${JSON.stringify(result)}\n`);

    if (result.isNewMailbox) terminal.note(`Made the mailbox ${result.address}.`);
    for (const file of result.skippedFiles) terminal.note(`Skipped ${file}: no mail in it.`);
    for (const file of result.damagedFiles)
      terminal.note(
        `${file} is cut short or damaged: what could be read whole was. Get it again and repeat the command.`,
      );
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

/** The operation names a path by its place in the input, as it must: here it is the person's own. */
const namingPath = (error: unknown, paths: readonly string[]): unknown => {
  const issues = error instanceof BeepError && error.tag === "ValidationError" ? error.fields.issues : undefined;
  const [issue] = Array.isArray(issues)
    ? (issues as readonly { readonly path: string; readonly message: string }[])
    : [];
  const path =
    issue?.path === "paths" ? paths.join(", ") : paths[Number(/^paths\.(\d+)$/.exec(issue?.path ?? "")?.[1])];
  return issue === undefined || path === undefined ? error : refusal(path, issue.message);
};

const refusal = (path: string, problem: string) =>
  new BeepError("NotFoundError", `${path}: ${problem}. Nothing was imported; correct it and repeat the command.`, {
    resource: "file",
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
