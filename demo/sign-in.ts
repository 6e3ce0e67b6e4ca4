import { randomBytes } from "node:crypto";
import type { Client } from "../server/cli/client.ts";
import { BeepError } from "../server/errors.ts";
import { elena, firm } from "./cast.ts";
import type { Visit } from "./visit.ts";

/**
 * Signs the demonstration's adviser in with a password made for this run, which it answers: by the setup link where nobody can sign in
 * yet, else by a reset link of the local owner. UnavailableError, with nothing changed, for a database that holds anybody else's firm.
 */
export const signInToDemo = async (visit: Visit, owner: Client, setupUrl: string | undefined): Promise<string> => {
  const { organizations } = await owner.call("Organization.List", {});
  if (organizations.some(({ slug }) => slug !== firm.slug)) throw notOurs();
  const password = randomBytes(12).toString("base64url");
  if (setupUrl === undefined) {
    const { token } = await owner.call("Accounts.ResetPassword", { email: elena.email });
    await visit.setPassword(token, password);
  } else {
    const token = new URL(setupUrl).hash.slice(1);
    await visit.call("Setup.Complete", { token, ...elena, password, organization: firm });
  }
  await visit.signIn(elena.email, password);
  return password;
};

const notOurs = () =>
  new BeepError(
    "UnavailableError",
    "This database holds another firm, which the demonstration leaves alone. Choose another place with --data, or an empty database.",
    { reason: "not_the_demonstration" },
  );
