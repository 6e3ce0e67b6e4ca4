import type { Output } from "../../../contract/catalogue.ts";
import { renderHtml } from "../../briefing/render-html.ts";
import { renderMarkdown } from "../../briefing/render-markdown.ts";
import { renderPdf } from "../../briefing/render-pdf.ts";
import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { asOfOption, dataOption, orgOption } from "../options.ts";

export const prepCommand = defineCommand({
  name: "prep",
  summary: "Write the briefing for a client meeting, every bullet with the words it came from.",
  operands: "QUESTION",
  arity: [1, 1],
  examples: [
    `beep prep "Prepare me for the Thompson meeting on 2026-02-10" --org my-firm`,
    `beep prep "Prepare me for the Thompson meeting" --org my-firm --as-of 2026-02-06 --format json`,
    `beep prep "Prepare me for the Thompson meeting" --org my-firm --format html > thompson.html`,
    `beep prep "Prepare me for the Thompson meeting" --org my-firm --format pdf > thompson.pdf`,
  ],
  options: {
    ...orgOption,
    ...asOfOption,
    ...dataOption,
    format: {
      type: "string",
      choices: ["md", "json", "html", "pdf"],
      default: "md",
      help: "How the briefing is printed; html and pdf are one file to read, print or keep.",
    },
  },
  async run({ operands: [ask = ""], values, terminal }) {
    const target = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    const asOf = values["as-of"] === undefined ? {} : { asOf: values["as-of"] };
    const briefing = await withClient(target, (client) => client.call("MeetingPrep.Generate", { ask, ...asOf }));
    await terminal.print(await render(briefing, values.format));
  },
});

const render = async (briefing: Output<"MeetingPrep.Generate">, format: string): Promise<string | Buffer> => {
  switch (format) {
    case "json":
      return `${JSON.stringify(briefing, null, 2)}\n`;
    case "html":
      return renderHtml(briefing);
    case "pdf":
      return renderPdf(briefing);
    default:
      return renderMarkdown(briefing);
  }
};
