import { listVariables, readConfig } from "../../config.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption, formatOption } from "../options.ts";
import { UsageError } from "../usage-error.ts";

export const configCommand = defineCommand({
  name: "config",
  summary: "Check the environment: every variable, what is wrong with any, and what Beep would use.",
  operands: "check",
  arity: [1, 1],
  examples: ["beep config check"],
  options: { ...dataOption, ...formatOption },
  async run({ operands: [what], values, terminal }) {
    if (what !== "check") throw new UsageError(`'${what}' is nothing config does`);
    const { databaseUrl, migrationDatabaseUrl, google, ...shown } = readConfig(configOptions(values));
    // The URLs hold passwords, and Google's client a secret: only whether they are set is shown.
    const database = databaseUrl === undefined ? "embedded" : "postgres";
    const used = {
      database,
      google: google === undefined ? "not set" : new URL(google.authorizationUrl).host,
      ...shown,
    };
    const variables = listVariables();
    if (values.format === "json") return terminal.print(`${JSON.stringify({ used, variables }, null, 2)}\n`);
    await terminal.print(
      [
        ...Object.entries(used).map(([name, value]) => `${name.padEnd(20)}${value}`),
        "",
        ...variables.map(
          ({ name, isSet, description }) => `${isSet ? "set    " : "default"}  ${name.padEnd(26)}${description}`,
        ),
        "",
      ].join("\n"),
    );
  },
});
