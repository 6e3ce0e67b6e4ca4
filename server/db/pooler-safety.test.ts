import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// PgBouncer in transaction mode lends a connection for one transaction and accepts all of these without a word; the next
// borrower then runs with another's settings, or a lock that nobody releases.
const unsafe: readonly (readonly [string, RegExp])[] = [
  ["session SET", /^set\s+(?!local\b|transaction\b)/i],
  ["RESET", /^reset\s/i],
  ["LISTEN", /^(un)?listen\s/i],
  ["session advisory lock", /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i],
  ["temporary table", /\bcreate\s+(local\s+|global\s+)?temp(orary)?\b/i],
  ["temporary table", /\bon\s+commit\s+(drop|delete|preserve)\b/i],
  ["cursor that outlives its transaction", /\bwith\s+hold\b/i],
  ["session setting", /\bset_config\s*\((?![^)]*,\s*true\s*\))/i],
  ["PREPARE", /^(prepare|deallocate|discard)\s+\w+\s*(\(|;|$|as\b)/i],
  ["SET inside a function", /'\s*set\s+(?!local\b)/i],
];

// The embedded database's one session is never shared.
const allowed = ["server/db/embedded-pool.ts: session SET: set role beep_app"];

const home = fileURLToPath(new URL("../../", import.meta.url));

function listFiles(folder: string, ending: string): string[] {
  const names = readdirSync(`${home}${folder}`, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending) && !name.endsWith(".test.ts")).map((name) => `${folder}/${name}`);
}

/** Every string of a TypeScript file, as SQL might stand in it; template holes become $. */
function stringsOf(source: string): string[] {
  const code = source.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
  return [...code.matchAll(/`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g)].map((match) =>
    (match[1] ?? match[2] ?? "").replaceAll(/\$\{[^}]*\}/g, "$"),
  );
}

/** The statements of SQL text; a function's body counts as one, its comments as none. */
function statementsOf(sql: string): string[] {
  const bodies = [...sql.matchAll(/\$\$([\s\S]*?)\$\$/g)].flatMap((match) => (match[1] ?? "").split(";"));
  const plain = sql.replaceAll(/\$\$[\s\S]*?\$\$/g, "").split(";");
  return [...plain, ...bodies].map((text) => text.replaceAll(/--.*$/gm, "").trim()).filter((text) => text !== "");
}

function findUnsafe(file: string, texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    unsafe.filter(([, pattern]) => pattern.test(text)).map(([name]) => `${file}: ${name}: ${text.slice(0, 60)}`),
  );
}

test("no product code and no migration uses what a transaction pooler breaks", () => {
  const migrations = listFiles("migrations", ".sql");
  const code = listFiles("server", ".ts");
  expect(migrations.length).toBeGreaterThan(0);
  expect(code.length).toBeGreaterThan(10);
  const found = [
    ...migrations.flatMap((file) => findUnsafe(file, statementsOf(readFileSync(home + file, "utf8")))),
    ...code.flatMap((file) => findUnsafe(file, stringsOf(readFileSync(home + file, "utf8")).flatMap(statementsOf))),
  ];
  expect(found).toEqual(allowed);
});

test.each([
  "set search_path to other",
  "SET ROLE someone",
  "set session authorization x",
  "begin; set statement_timeout = 1",
  "listen jobs",
  "select pg_advisory_lock(1)",
  "create temp table t (i int)",
  "create table t (i int) on commit drop",
  "select set_config('beep.organization_id', $1, false)",
  "do $$ begin execute 'set role x'; end $$",
])("finds: %s", (sql) => {
  expect(findUnsafe("x", statementsOf(sql))).not.toEqual([]);
});

test.each([
  "set local role beep_owner",
  "update thing set name = $1",
  "select pg_advisory_xact_lock(1)",
  "set transaction read only",
  "select set_config('beep.organization_id', $1, true)",
])("lets pass: %s", (sql) => {
  expect(findUnsafe("x", statementsOf(sql))).toEqual([]);
});
