import { defineConfig } from "vitest/config";

// Database tests run in full on PostgreSQL; these also on the embedded database. A PostgreSQL run needs BEEP_TEST_DATABASE_URL.
const alsoEmbedded = ["server/db/*.pg.test.ts", "server/jobs/*.pg.test.ts", "test/journey/*.pg.test.ts"];
const folders = "{contract,server,test,bench}/**";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: [`${folders}/*.test.ts`], exclude: [`${folders}/*.pg.test.ts`] },
      },
      {
        extends: true,
        test: { name: "postgres", include: [`${folders}/*.pg.test.ts`], env: { BEEP_TEST_DATABASE: "postgres" } },
      },
      {
        extends: true,
        test: { name: "embedded", include: alsoEmbedded, env: { BEEP_TEST_DATABASE: "embedded" } },
      },
    ],
  },
});
