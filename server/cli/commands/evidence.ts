import type { Output } from "../../../contract/catalogue.ts";
import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand, type Option } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption, formatOption, orgOption, pageOptions } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { wholeNumber } from "../whole-number.ts";

const target = (what: string): Option => ({ type: "string", value: "ID", help: `Of this ${what}.` });

export const evidenceCommand = defineCommand({
  name: "evidence",
  summary: "Show the exact words behind an entity, a relation, an attribute value, a bullet or a document.",
  operands: "",
  arity: [0, 0],
  examples: ["beep evidence --org my-firm --entity 0f9d…", "beep evidence --org my-firm --bullet 51c2… --format json"],
  options: {
    ...orgOption,
    entity: target("entity"),
    relation: target("relation"),
    attribute: target("attribute value"),
    bullet: target("briefing's bullet"),
    document: target("document, all of it"),
    ...pageOptions,
    ...dataOption,
    ...formatOption,
  },
  async run({ values, terminal }) {
    const of = Object.entries({
      entityId: values.entity,
      relationId: values.relation,
      attributeId: values.attribute,
      meetingPrepBulletId: values.bullet,
      documentId: values.document,
    }).filter(([, id]) => id !== undefined);
    if (of.length !== 1) {
      throw new UsageError("exactly one of --entity, --relation, --attribute, --bullet and --document is needed");
    }
    const input = {
      ...Object.fromEntries(of),
      ...(values.limit === undefined ? {} : { limit: wholeNumber("limit", values.limit) }),
      ...(values.cursor === undefined ? {} : { cursor: values.cursor }),
    };
    const call = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    const output = await withClient(call, (client) => client.call("Evidence.List", input));
    if (values.format === "json") return terminal.print(`${JSON.stringify(output, null, 2)}\n`);
    await terminal.print(output.evidence.map(paragraphOf).join("\n"));
    if (output.nextCursor !== undefined) terminal.note(`There is more: repeat with --cursor ${output.nextCursor}`);
  },
});

type Evidence = Output<"Evidence.List">["evidence"][number];

/** Where, and the words in their surroundings, marked as »quoted«. */
const paragraphOf = (evidence: Evidence): string => {
  const oneLine = (text: string) => text.replace(/\s+/g, " ");
  const words = `${oneLine(evidence.before)}»${oneLine(evidence.text)}«${oneLine(evidence.after)}`;
  return `${evidence.kind}  ${evidence.documentId} version ${evidence.documentVersionId} [${evidence.startChar}, ${evidence.endChar})\n  …${words}…\n`;
};
