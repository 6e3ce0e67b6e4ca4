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

Runs npm run check, then every test: unit tests, the database tests on PostgreSQL 17 and on the embedded database, and the tests
in a browser. The PostgreSQL is BEEP_TEST_DATABASE_URL, else a container, else (as root on Debian) one made with debootstrap. The
browser is BEEP_TEST_BROWSER, else an installed Chromium, else (as root on Debian) one installed by apt-get.
`;

const home = new URL("../../", import.meta.url).pathname;
const checks = ["lint", "types", "unused", "build:web"];

/** What of the tests this machine cannot run, and what would let it. */
const missing: string[] = [];
const cannotBeHad = 3;

function main(): number {
  const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const tally: Tally = { passed: 0, failed: 0 };
  for (const name of checks) count(tally, runCheck(name));
  runTests(tally);
  for (const part of missing) console.log(`\nNot run: ${part}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 || (process.env.CI === "true" && missing.length > 0) ? 1 : 0;
}

function runCheck(name: string): Tally {
  console.log(`\n> npm run ${name}`);
  const isOk = run("npm", ["run", "--silent", name]) === 0;
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
}

function runTests(tally: Tally): void {
  const browser = findBrowser();
  const projects = ["unit", "embedded", ...(browser === undefined ? [] : ["browser"])];
  if (browser !== undefined) process.env.BEEP_TEST_BROWSER = browser;
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
    const of = (names: readonly string[]) => names.map((name) => `--project=${name}`);
    console.log(`\n> tests: postgres, ${projects.join(", ")}`);
    const exit = run("test/build/postgres.sh", ["run", ...vitest, ...of(["postgres", ...projects])]);
    if (exit !== cannotBeHad) {
      count(tally, readReport(report, exit));
      return;
    }
    missing.push(
      "the database tests on PostgreSQL 17 with pgvector. Start Docker or Podman, or run as root on Debian, or set BEEP_TEST_DATABASE_URL to a superuser's URL of such a server; then ./beep test again.",
    );
    console.log(`\n> tests: ${projects.join(", ")}`);
    count(tally, readReport(report, run(process.execPath, [...vitest, ...of(projects)])));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function findBrowser(): string | undefined {
  const found = spawnSync("test/build/browser.sh", {
    cwd: home,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (found.status === 0) return found.stdout.trim();
  missing.push("the tests in a browser. Install Chromium, or name one with BEEP_TEST_BROWSER; then ./beep test again.");
  return undefined;
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
