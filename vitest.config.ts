import { defineConfig } from "vitest/config";

// Database tests run in full on PostgreSQL; these also on the embedded database. A PostgreSQL run needs BEEP_TEST_DATABASE_URL.
const alsoEmbedded = [
  "server/db/*.pg.test.ts",
  "server/jobs/{import,sync}-mail.pg.test.ts",
  "server/mail/sync/sync-mailbox.pg.test.ts",
  "test/journey/!(two-organizations).pg.test.ts",
];
const folders = "{contract,server,test,bench,web}/**";
const browser = "test/browser/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
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
        test: { name: "postgres", include: [`${folders}/*.pg.test.ts`], env: { BEEP_TEST_DATABASE: "postgres" } },
      },
      {
        // One page at a time: it measures what a person waits for.
        extends: true,
        test: {
          name: "browser",
          include: [browser],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: "embedded", include: alsoEmbedded, env: { BEEP_TEST_DATABASE: "embedded" } },
      },
    ],
  },
});
