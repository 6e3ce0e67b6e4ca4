import { defineConfig } from "vitest/config";

// Database tests run in full on PostgreSQL; these also on the embedded database. A PostgreSQL run needs BEEP_TEST_DATABASE_URL.
const alsoEmbedded = [
  "server/db/*.pg.test.ts",
  "server/jobs/sync-mail.pg.test.ts",
  "test/journey/{demonstration,first-day,journey}.pg.test.ts",
];
/** Minutes of waiting for workers that are killed: `npm run test:long`, beside a PostgreSQL of `test/build/postgres.sh start`. */
const long = "test/faults/jobs.pg.test.ts";
const folders = "{contract,server,test,bench,web}/**";
const browser = "test/browser/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the two cores this must do with: many tests wait for a process to start, to end or to be killed.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${folders}/*.test.ts`],
          exclude: [`${folders}/*.pg.test.ts`, browser, "web/dist/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: [`${folders}/*.pg.test.ts`],
          // The command's own default is the embedded database, where it is tried; first-day takes the same path on both.
          exclude: ["test/journey/demonstration.pg.test.ts", long],
          env: { BEEP_TEST_DATABASE: "postgres" },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [browser],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: "long", include: [long], env: { BEEP_TEST_DATABASE: "postgres" } } },
      {
        extends: true,
        test: { name: "embedded", include: alsoEmbedded, env: { BEEP_TEST_DATABASE: "embedded" } },
      },
    ],
  },
});
