import { renderMarkdown } from "../../briefing/render-markdown.ts";
import { readConfig } from "../../config.ts";
import { BeepError } from "../../errors.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { finishJob } from "../finish-job.ts";
import { createProgress } from "../progress.ts";
import { serveUntilStopped } from "../serve-until-stopped.ts";

const organization = "larkfield";
const ask = "Prepare me for the Thompson meeting on 2026-02-10";

export const demoCommand = defineCommand({
  name: "demo",
  summary: "Import an invented firm's mailbox, print a cited briefing, then serve until Ctrl-C.",
  operands: "",
  arity: [0, 0],
  examples: ["beep demo", "beep demo --once"],
  options: {
    once: { type: "boolean", help: "Stop after the briefing; leave no server behind." },
    data: { type: "string", value: "DIR", default: "./.beep-demo", help: "Where the demonstration keeps its data." },
  },
  async run({ values, terminal }) {
    const config = readConfig({ dataDirectory: values.data });
    const paths = [new URL("../../../demo/larkfield.mbox", import.meta.url).pathname];
    const progress = createProgress(terminal, "text");
    terminal.note(`Importing an invented mailbox of ${organization} into ${values.data}.`);
    const { imported, briefing } = await withClient(
      { config, organization, signal: terminal.signal },
      async (client) => {
        await client.call("Organization.Create", { slug: organization, name: "Larkfield Wealth" });
        const answer = await client.call("Mail.Import", { paths }, progress.report);
        const imported = await finishJob(client, answer, progress.report, terminal.signal).finally(progress.end);
        return { imported, briefing: await client.call("MeetingPrep.Generate", { ask }) };
      },
    ).catch((error: unknown) => Promise.reject(namingDirectory(error, values.data)));
    terminal.note(`${imported.stored} of ${imported.received} messages stored. beep prep "${ask}"`);
    terminal.note("");
    await terminal.print(renderMarkdown(briefing));
    const options = `--org ${organization} --data ${values.data}`;
    const bullet = briefing.sections[0]?.bullets[0]?.id;
    terminal.note("");
    if (bullet !== undefined)
      terminal.note(`The words behind the first bullet: ./beep evidence ${options} --bullet ${bullet}`);
    terminal.note(`Prove all of it: ./beep verify ${options}`);
    if (!values.once) await serveUntilStopped(config, "all", terminal);
  },
});

/** What an older or newer Beep left there holds nothing but the demonstration: it may go. */
const namingDirectory = (error: unknown, directory: string): unknown =>
  error instanceof BeepError && error.fields.reason === "migrations_refused"
    ? new BeepError(
        error.tag,
        `${directory} was made by another version of Beep. Delete it (rm -r ${directory}) and repeat the command, or choose another place with --data.`,
        error.fields,
      )
    : error;
