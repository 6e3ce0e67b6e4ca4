import { getMigrations } from "better-auth/db/migration";
import { afterAll, expect, test } from "vitest";
import { testSignIn } from "../../test/build/firm.ts";
import { testDatabase } from "../../test/build/test-database.ts";
import { createBetterAuth } from "./better-auth.ts";

const db = await testDatabase();
afterAll(() => db.close());
const secret = "a secret that is long enough for a test of better-auth";

test("the migrations give better-auth every table and column it expects", async () => {
  const auth = createBetterAuth(db, secret, testSignIn, () => {});
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
});

test("cookies are secure where people reach Beep by https, and stay off http", async () => {
  const config = {
    ...testSignIn,
    publicUrl: "https://beep.firm.example",
    trustedOrigins: ["https://beep.firm.example"],
  };
  const { authCookies } = await createBetterAuth(db, secret, config, () => {}).$context;
  expect(authCookies.sessionToken.name).toMatch(/^__Secure-/);
  expect(authCookies.sessionToken.attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax" });
});
