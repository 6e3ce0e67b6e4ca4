import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * `./beep test`: the checks, then all tests, with a disposable PostgreSQL where one can be had. Ends with what was not
 * run and how to run it (with CI=true a failure), and with a last line `N passed, N failed` over all checks and tests.
 */
type Tally = { passed: number; failed: number };

const help = `Usage: ./beep test

Runs npm run check, then every test: unit tests, and the database tests on PostgreSQL 17 and on the embedded database.
The PostgreSQL is BEEP_TEST_DATABASE_URL, else a container, else (as root on Debian) one made with debootstrap.
`;

const home = new URL("../../", import.meta.url).pathname;
const checks = ["lint", "types", "unused"];
const postgresMissing = 3;

function main(): number {
  const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const tally: Tally = { passed: 0, failed: 0 };
  for (const name of checks) count(tally, runCheck(name));
  const isPostgresTested = runTests(tally);
  if (!isPostgresTested) {
    console.log("\nNot run: the database tests on PostgreSQL 17 with pgvector.");
    console.log(
      "To run them: start Docker or Podman, or run as root on Debian, or set BEEP_TEST_DATABASE_URL to a superuser's",
    );
    console.log("URL of such a server; then ./beep test again.\n");
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 || (process.env.CI === "true" && !isPostgresTested) ? 1 : 0;
}

function runCheck(name: string): Tally {
  console.log(`\n> npm run ${name}`);
  const isOk = run("npm", ["run", "--silent", name]) === 0;
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
}

/** False when no PostgreSQL could be had: the rest was run without it. */
function runTests(tally: Tally): boolean {
  const scratch = mkdtempSync(join(tmpdir(), "beep-run-"));
  try {
    const report = join(scratch, "report.json");
    const vitest = [
      "node_modules/.bin/vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${report}`,
    ];
    console.log("\n> tests on PostgreSQL and the embedded database");
    const exit = run("test/build/postgres.sh", ["run", ...vitest]);
    if (exit !== postgresMissing) {
      count(tally, readReport(report, exit));
      return true;
    }
    console.log("\n> tests without PostgreSQL");
    count(tally, readReport(report, run(process.execPath, [...vitest, "--project=unit", "--project=embedded"])));
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): number {
  return spawnSync(command, args, { cwd: home, stdio: "inherit" }).status ?? 1;
}

function count(into: Tally, more: Tally): void {
  into.passed += more.passed;
  into.failed += more.failed;
}

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

// A file that could not be loaded, a skipped test and an error outside every test each count as one failure: none may pass unseen.
function readReport(path: string, exit: number): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const tally: Tally = { passed: 0, failed: 0 };
  for (const file of (JSON.parse(readFileSync(path, "utf8")) as Report).testResults) {
    const results = file.assertionResults;
    const skipped = results.filter((result) => result.status !== "passed" && result.status !== "failed");
    for (const result of skipped) console.log(`Skipped, counted as failed: ${result.fullName}`);
    tally.passed += results.filter((result) => result.status === "passed").length;
    tally.failed += results.filter((result) => result.status !== "passed").length;
    if (file.status === "failed" && results.every((result) => result.status === "passed")) tally.failed += 1;
  }
  if (exit !== 0 && tally.failed === 0) tally.failed = 1;
  return tally;
}

process.exitCode = main();
