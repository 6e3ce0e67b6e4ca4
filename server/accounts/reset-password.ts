import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * A link for a person who forgot their password. The local owner's: the person may be a member of several organizations, and
 * whoever sets their password enters all of them.
 */
export const resetPassword = async (
  db: Database,
  signIn: SignIn,
  { email }: Input<"Accounts.ResetPassword">,
): Promise<Output<"Accounts.ResetPassword">> => {
  const user = await withIdentity(db, (tx) =>
    tx.selectFrom("user").select("id").where("email", "=", email).executeTakeFirst(),
  );
  if (user === undefined)
    throw new BeepError("NotFoundError", "Nobody signs in with this address.", { resource: "user" });
  const token = await signIn.makePasswordReset(user.id);
  return { userId: user.id, url: `${signIn.config.publicUrl}/reset-password#${token}`, token };
};
