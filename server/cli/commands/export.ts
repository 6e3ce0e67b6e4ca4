import type { Output } from "../../../contract/catalogue.ts";
import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { asOfOption, dataOption } from "../options.ts";
import { UsageError } from "../usage-error.ts";

export const exportCommand = defineCommand({
  name: "export",
  summary: "Print the whole graph with its evidence (json, or turtle with PROV-O), or the ontology (turtle).",
  operands: "graph|ontology",
  arity: [1, 1],
  examples: [
    "beep export graph --org my-firm --as-of 2026-02-06 > graph.json",
    "beep export graph --org my-firm --format turtle > graph.ttl",
    "beep export ontology",
  ],
  options: {
    org: { type: "string", value: "SLUG", help: "The organization whose graph it is." },
    ...asOfOption,
    ontology: { type: "string", value: "ID", help: "Which ontology; default: wealth-management/v1." },
    ...dataOption,
    format: {
      type: "string",
      choices: ["json", "turtle"],
      help: "json or turtle for the graph (default: json), turtle for the ontology.",
    },
  },
  async run({ operands: [what], values, terminal }) {
    switch (what) {
      case "graph":
        return printGraph(await exportGraph(values, terminal.signal), values.format ?? "json", terminal);
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

const printGraph = async (graph: Output<"Graph.Export">, format: string, terminal: Terminal): Promise<void> => {
  if (format === "json") return terminal.print(`${JSON.stringify(graph)}\n`);
  const { turtleOf } = await import("../../graph/graph-turtle.ts");
  for (const piece of turtleOf(graph)) await terminal.print(piece);
};

const exportOntology = async (ontologyId: string | undefined): Promise<string> => {
  const { defaultOntologyId, getOntology } = await import("../../ontology/ontologies.ts");
  return getOntology(ontologyId ?? defaultOntologyId).turtle;
};
