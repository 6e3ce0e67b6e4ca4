import { readConfig } from "../../config.ts";
import { renderAnswer } from "../../search/render-answer.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { asOfOption, dataOption, orgOption } from "../options.ts";

export const askCommand = defineCommand({
  name: "ask",
  summary: "Answer a question from the record in cited bullets, or say that nothing in it does.",
  operands: "QUESTION",
  arity: [1, 1],
  examples: [
    `beep ask "When is the Thompson review?" --org my-firm`,
    `beep ask "What did Gordon say about the conversion for the Thompsons?" --org my-firm --as-of 2026-02-06 --format json`,
  ],
  options: {
    ...orgOption,
    ...asOfOption,
    ...dataOption,
    format: { type: "string", choices: ["md", "json"], default: "md", help: "How the answer is printed." },
  },
  async run({ operands: [question = ""], values, terminal }) {
    const target = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    const asOf = values["as-of"] === undefined ? {} : { asOf: values["as-of"] };
    const answer = await withClient(target, (client) => client.call("GraphRAG.Query", { question, ...asOf }));
    await terminal.print(values.format === "json" ? `${JSON.stringify(answer, null, 2)}\n` : renderAnswer(answer));
  },
});
