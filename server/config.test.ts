import { expect, test } from "vitest";
import { listVariables, readConfig } from "./config.ts";

test("an empty environment means the embedded database in ./.beep", () => {
  const config = readConfig({}, {});
  expect(config.databaseUrl).toBeUndefined();
  expect(config.dataDirectory).toBe(`${process.cwd()}/.beep`);
  expect(config.masterKeyFile).toBe(`${process.cwd()}/.beep/master.key`);
});

test("--data wins over BEEP_DATA and over DATABASE_URL", () => {
  const env = { DATABASE_URL: "postgresql://beep_app@db/beep", BEEP_DATA: "/elsewhere" };
  expect(readConfig({ dataDirectory: "/here" }, env)).toMatchObject({ databaseUrl: undefined, dataDirectory: "/here" });
  expect(readConfig({}, env)).toMatchObject({ databaseUrl: env.DATABASE_URL, dataDirectory: "/elsewhere" });
});

test("migrations use their own login when there is one, else the product's", () => {
  const env = { DATABASE_URL: "postgresql://beep_app@db/beep" };
  expect(readConfig({}, env).migrationDatabaseUrl).toBe(env.DATABASE_URL);
  const owner = "postgresql://beep_owner@db/beep";
  expect(readConfig({}, { ...env, MIGRATION_DATABASE_URL: owner }).migrationDatabaseUrl).toBe(owner);
});

test("an empty variable is an absent one", () => {
  expect(readConfig({}, { DATABASE_URL: "", BEEP_PORT: "", BEEP_LOG_LEVEL: "" })).toEqual(readConfig({}, {}));
});

test("Google's client is set as a whole, and asks Google unless a stand-in is named", () => {
  const client = { BEEP_GOOGLE_CLIENT_ID: "id", BEEP_GOOGLE_CLIENT_SECRET: "s3cret" };
  expect(readConfig({}, {}).google).toBeUndefined();
  expect(readConfig({}, client).google).toMatchObject({
    authorizationUrl: "https://accounts.google.com/o/oauth2/v2/auth",
    tokenUrl: "https://oauth2.googleapis.com/token",
    gmailUrl: "https://gmail.googleapis.com",
    gmailUnitsPerMinute: 4_000,
  });
  const standIn = "http://127.0.0.1:4401";
  expect(readConfig({}, { ...client, BEEP_GOOGLE_URL: standIn }).google).toMatchObject({
    tokenUrl: `${standIn}/token`,
    gmailUrl: standIn,
  });
  expect(() => readConfig({}, { BEEP_GOOGLE_CLIENT_ID: "id" })).toThrow(/BEEP_GOOGLE_CLIENT_SECRET: is missing/);
});

test("names every problem at once and repeats no value", () => {
  const env = { DATABASE_URL: "mysql://root:hunter2@db", BEEP_PORT: "ninety", BEEP_LOG_LEVEL: "loud" };
  let message = "";
  try {
    readConfig({}, env);
  } catch (error) {
    message = String(error);
    expect(error).toMatchObject({ tag: "ValidationError" });
  }
  for (const name of Object.keys(env)) expect(message).toContain(name);
  for (const value of Object.values(env)) expect(message).not.toContain(value);
});

test("every variable has its doc line", () => {
  for (const variable of listVariables()) expect(variable.description, variable.name).toMatch(/\.$/);
});
