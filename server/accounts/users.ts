import type { IdentityTransaction } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";

/** Adds a person who signs in with a password; ConflictError when the address is somebody's. Answers the user's id. */
export const addPasswordUser = async (
  tx: IdentityTransaction,
  person: { readonly name: string; readonly email: string; readonly passwordHash: string },
): Promise<string> => {
  const user = await tx
    .insertInto("user")
    .values({ name: person.name, email: person.email, image: null })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (user === undefined) {
    throw new BeepError("ConflictError", "This address can sign in already. Sign in first, then open the link again.", {
      reason: "sign_in_first",
    });
  }
  await tx
    .insertInto("account")
    .values({ userId: user.id, accountId: user.id, providerId: "credential", password: person.passwordHash })
    .execute();
  return user.id;
};
