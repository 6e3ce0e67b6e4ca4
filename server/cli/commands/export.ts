import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { asOfOption, dataOption } from "../options.ts";
import { UsageError } from "../usage-error.ts";

export const exportCommand = defineCommand({
  name: "export",
  summary: "Print the whole graph with its evidence (json), or the ontology (turtle).",
  operands: "graph|ontology",
  arity: [1, 1],
  examples: ["beep export graph --org my-firm --as-of 2026-02-06 > graph.json", "beep export ontology"],
  options: {
    org: { type: "string", value: "SLUG", help: "The organization whose graph it is." },
    ...asOfOption,
    ontology: { type: "string", value: "ID", help: "Which ontology; default: wealth-management/v1." },
    ...dataOption,
    format: { type: "string", choices: ["json", "turtle"], help: "json for the graph, turtle for the ontology." },
  },
  async run({ operands: [what], values, terminal }) {
    switch (what) {
      case "graph":
        if (values.format === "turtle") throw new UsageError("the graph is exported as json");
        return terminal.print(`${JSON.stringify(await exportGraph(values, terminal.signal))}\n`);
      case "ontology":
        if (values.format === "json") throw new UsageError("the ontology is exported as turtle");
        return terminal.print(await exportOntology(values.ontology));
      default:
        throw new UsageError(`'${what}' is not something to export`);
    }
  },
});

type Values = {
  readonly org: string | undefined;
  readonly data: string | undefined;
  readonly "as-of": string | undefined;
};

const exportGraph = async (values: Values, signal: AbortSignal) => {
  if (values.org === undefined) throw new UsageError("--org SLUG is missing");
  const target = { config: readConfig(configOptions(values)), organization: values.org, signal };
  const asOf = values["as-of"] === undefined ? {} : { asOf: values["as-of"] };
  return withClient(target, (client) => client.call("Graph.Export", asOf));
};

const exportOntology = async (ontologyId: string | undefined): Promise<string> => {
  const { defaultOntologyId, getOntology } = await import("../../ontology/ontologies.ts");
  return getOntology(ontologyId ?? defaultOntologyId).turtle;
};
