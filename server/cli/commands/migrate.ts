import { readConfig } from "../../config.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption } from "../options.ts";

export const migrateCommand = defineCommand({
  name: "migrate",
  summary: "Bring the database's tables up to this version. The embedded database does so by itself.",
  operands: "",
  arity: [0, 0],
  examples: ["MIGRATION_DATABASE_URL=postgresql://… beep migrate"],
  options: dataOption,
  async run({ values, terminal }) {
    const config = readConfig(configOptions(values));
    if (config.migrationDatabaseUrl === undefined) {
      const { openDatabase } = await import("../../db/database.ts");
      const db = await openDatabase({ url: undefined, dataDirectory: config.dataDirectory });
      await db.close();
      return terminal.print(`The embedded database in ${config.dataDirectory} is up to date.\n`);
    }
    const { migratePostgres } = await import("../../db/migrate.ts");
    const applied = await migratePostgres(config.migrationDatabaseUrl);
    await terminal.print(
      applied.length === 0 ? "Nothing to migrate.\n" : applied.map((name) => `applied ${name}\n`).join(""),
    );
  },
});
