import type { Role } from "../../contract/operation.ts";
import { addMember } from "../../server/accounts/organizations.ts";
import { addPasswordUser } from "../../server/accounts/users.ts";
import { withIdentity } from "../../server/db/with-organization.ts";
import type { Application } from "../../server/operations/application.ts";
import { type Browser, openBrowser } from "./browser.ts";

/** A person of a test, with a browser in which they are signed in. */
export type TestPerson = { readonly userId: string; readonly email: string; readonly browser: Browser };

const testPassword = "correct horse battery staple";

/** Makes people of an organization and signs them in at the server of that URL. */
export const peopleOf = (app: Application, url: string, organizationId: string) => {
  let hashing: Promise<string> | undefined;
  return async (email: string, role: Role): Promise<TestPerson> => {
    hashing ??= app.signIn().then((signIn) => signIn.hashPassword(testPassword));
    const passwordHash = await hashing;
    const userId = await withIdentity(app.db, async (tx) => {
      const id = await addPasswordUser(tx, { name: email, email, passwordHash });
      await addMember(tx, organizationId, id, role);
      return id;
    });
    const browser = openBrowser(url);
    const { status } = await browser.signIn(email, testPassword);
    if (status !== 200) throw new Error(`Signing in answered ${status}.`);
    return { userId, email, browser };
  };
};
