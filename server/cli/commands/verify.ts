import { readConfig } from "../../config.ts";
import { withClient } from "../client.ts";
import { defineCommand } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { dataOption, formatOption, orgOption } from "../options.ts";
import { createProgress } from "../progress.ts";

export const verifyCommand = defineCommand({
  name: "verify",
  summary: "Prove every span, citation and ledger, and the audit chain; exits 1 naming the first that does not hold.",
  operands: "",
  arity: [0, 0],
  examples: ["beep verify --org my-firm", "beep verify --org my-firm --format json"],
  options: { ...orgOption, ...dataOption, ...formatOption },
  async run({ values, terminal }) {
    const progress = createProgress(terminal, values.format);
    const target = { config: readConfig(configOptions(values)), organization: values.org, signal: terminal.signal };
    const { evidence, audit, ledgers } = await withClient(target, async (client) => ({
      evidence: await client.call("Evidence.Verify", {}, progress.report).finally(progress.end),
      audit: await client.call("Audit.Verify", {}),
      ledgers: (await client.call("Mail.SyncStatus", {})).mailboxes,
    }));
    const isWhole = evidence.firstBroken === null && audit.isIntact;
    if (values.format === "json") {
      await terminal.print(`${JSON.stringify({ isWhole, evidence, audit, ledgers }, null, 2)}\n`);
      return isWhole ? 0 : 1;
    }
    const broken = evidence.firstBroken;
    await terminal.print(
      [
        ...ledgers.map(
          (ledger) =>
            `ledger ${ledger.address}: received ${ledger.received} = stored ${ledger.stored} + excluded ${ledger.excluded} + failed ${ledger.failed}`,
        ),
        broken === null
          ? `evidence: ${evidence.versions} versions, ${evidence.spans} spans, ${evidence.citations} citations, all hold`
          : `evidence: broken at ${broken.where} ${broken.id}: ${broken.reason}`,
        audit.firstBroken === null
          ? `audit: ${audit.sealed} events sealed, ${audit.unsealed} not yet, chain unbroken`
          : `audit: broken at sequence ${audit.firstBroken.sequence}: ${audit.firstBroken.reason}`,
        "",
      ].join("\n"),
    );
    if (!isWhole) terminal.note("beep: the record does not hold. Stop writing to it, and restore it from a backup.");
    return isWhole ? 0 : 1;
  },
});
