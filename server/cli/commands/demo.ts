import { ask, devon, elena, firm } from "../../../demo/cast.ts";
import type { Demonstration } from "../../../demo/open-demonstration.ts";
import { renderMarkdown } from "../../briefing/render-markdown.ts";
import { type Config, readConfig } from "../../config.ts";
import { BeepError } from "../../errors.ts";
import { log } from "../../telemetry/log.ts";
import { withClient } from "../client.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { createProgress } from "../progress.ts";
import { untilStopped } from "../serve-until-stopped.ts";

export const demoCommand = defineCommand({
  name: "demo",
  summary: "Link an invented firm's Google accounts at a stand-in for Google, print a cited briefing, then serve.",
  operands: "",
  arity: [0, 0],
  examples: ["beep demo", "beep demo --once"],
  options: {
    once: { type: "boolean", help: "Stop after the briefing; leave no server behind." },
    data: {
      type: "string",
      value: "DIR",
      help: "Where the demonstration keeps its data; wins over DATABASE_URL. Default: ./.beep-demo.",
    },
  },
  async run({ values, terminal }) {
    const config = configOf(values.data);
    const { openDemonstration } = await import("../../../demo/open-demonstration.ts");
    terminal.note(`The demonstration begins, in ${placeOf(config)}, with a stand-in for Google on this machine.`);
    // For a moment nobody else needs to find it: any free port will do.
    const opening = openDemonstration(values.once ? { ...config, port: 0 } : config);
    const demonstration = await opening.catch((error: unknown) => Promise.reject(namingDirectory(error, config)));
    try {
      const password = await show(demonstration, config, terminal);
      if (values.once) return;
      terminal.note("");
      for (const line of whatToTry(demonstration, password)) terminal.note(line);
      log.setLevel(config.logLevel);
      await untilStopped(terminal);
    } finally {
      await demonstration.close();
    }
  },
});

/** A database of its own, unless DATABASE_URL names one and no directory is chosen. */
const configOf = (data: string | undefined): Config => {
  const config = readConfig();
  return data === undefined && config.databaseUrl !== undefined
    ? config
    : readConfig({ dataDirectory: data ?? "./.beep-demo" });
};

const placeOf = ({ databaseUrl, dataDirectory }: Config) =>
  databaseUrl === undefined ? dataDirectory : "the database of DATABASE_URL";

/** From a clean sign-in to a briefing, as the pages do it; answers the password of this run. */
const show = async ({ google, api }: Demonstration, config: Config, terminal: Terminal): Promise<string> => {
  const [{ openVisit }, { signInToDemo }, { linkAccounts }] = await Promise.all([
    import("../../../demo/visit.ts"),
    import("../../../demo/sign-in.ts"),
    import("../../../demo/link-accounts.ts"),
  ]);
  const { signal } = terminal;
  const visit = openVisit(api.url, api.publicUrl, signal);
  const password = await withClient({ config, organization: undefined, signal }, (owner) =>
    signInToDemo(visit, owner, api.setupUrl),
  );
  terminal.note(`${elena.name} signs in to ${firm.name} and links two Google accounts:`);
  const linked = await linkAccounts(visit, google, (what, state) => terminal.note(`  ${what.padEnd(62)}${state}`));
  const progress = createProgress(terminal, "text");
  const ledger = await visit.sync(linked.providerAccountId, progress.report).finally(progress.end);
  terminal.note(`${ledger.stored} of ${ledger.received} messages of ${elena.email} stored. beep prep "${ask}"`);
  terminal.note("");
  const briefing = await visit.call("MeetingPrep.Generate", { ask });
  await terminal.print(renderMarkdown(briefing));
  const options = `--org ${firm.slug}${config.databaseUrl === undefined ? ` --data ${config.dataDirectory}` : ""}`;
  const bullet = briefing.sections[0]?.bullets[0]?.id;
  terminal.note("");
  if (bullet !== undefined)
    terminal.note(`The words behind the first bullet: ./beep evidence ${options} --bullet ${bullet}`);
  terminal.note(`Prove all of it: ./beep verify ${options}`);
  return password;
};

const whatToTry = ({ google, api }: Demonstration, password: string): readonly string[] => [
  `Open ${api.publicUrl} and sign in: ${elena.email}, password of this run: ${password}`,
  "In Settings, Connections:",
  `  relink ${devon.email} with the box ticked, and bring its mail up to date: another household is there;`,
  `  take access back at ${google.accountUrl}, as people do at Google, and see it refused here;`,
  "  unlink an account: what was read stays.",
  "Ctrl-C stops all of it, the stand-in too.",
];

/** What an older or newer Beep left there holds nothing but the demonstration: it may go. */
const namingDirectory = (error: unknown, { databaseUrl, dataDirectory }: Config): unknown =>
  databaseUrl === undefined && error instanceof BeepError && error.fields.reason === "migrations_refused"
    ? new BeepError(
        error.tag,
        `${dataDirectory} was made by another version of Beep. Delete it (rm -r ${dataDirectory}) and repeat the command, or choose another place with --data.`,
        error.fields,
      )
    : error;
