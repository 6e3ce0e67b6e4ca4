import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import { passwordLengthMin } from "../../contract/sign-in.ts";
import type { Database } from "../db/database.ts";
import { type IdentityTransaction, withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { addMember } from "./organizations.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";
import type { SignIn } from "./sign-in.ts";
import { addPasswordUser } from "./users.ts";

/** Long enough to find the link in a log on the next day, and not much longer. */
const linkDays = 2;

/** A new setup token while nobody can sign in yet; undefined once somebody can. */
export const makeSetupToken = (db: Database): Promise<string | undefined> =>
  withIdentity(db, async (tx) => {
    if (await hasUsers(tx)) return undefined;
    const { token, tokenHash } = makeSecretToken();
    await tx.deleteFrom("setupLink").where("expiresAt", "<", sql<Date>`now()`).execute();
    await tx
      .insertInto("setupLink")
      .values({ tokenHash, expiresAt: sql<Date>`now() + make_interval(days => ${linkDays})` })
      .execute();
    return token;
  });

/** What a sign-in page must know. */
export const getSignInOptions = async (db: Database, { config }: SignIn): Promise<Output<"SignIn.Options">> => ({
  hasGoogle: config.google !== undefined,
  needsSetup: await withIdentity(db, async (tx) => !(await hasUsers(tx))),
  passwordLengthMin,
});

/**
 * Makes the first person, as owner of an organization that is made or, after an import, there. Uses up every setup link; of two
 * people with links the first wins.
 */
export const completeSetup = async (
  db: Database,
  signIn: SignIn,
  { token, organization, ...person }: Input<"Setup.Complete">,
): Promise<Output<"Setup.Complete">> => {
  const tokenHash = hashSecretToken(token);
  const waiting = await withIdentity(db, (tx) =>
    tx
      .selectFrom("setupLink")
      .select("tokenHash")
      .where("tokenHash", "=", tokenHash)
      .where("expiresAt", ">", sql<Date>`now()`)
      .executeTakeFirst(),
  );
  if (waiting === undefined) throw linkEnded();
  const passwordHash = await signIn.hashPassword(person.password);
  return withIdentity(db, async (tx) => {
    const used = await tx.deleteFrom("setupLink").returning("tokenHash").execute();
    if (!used.some((row) => row.tokenHash === tokenHash) || (await hasUsers(tx))) throw linkEnded();
    const userId = await addPasswordUser(tx, { ...person, passwordHash });
    const { slug, name = slug } = organization;
    await tx
      .insertInto("organization")
      .values({ slug, name, logo: null, metadata: null })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .execute();
    const { id } = await tx.selectFrom("organization").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
    await addMember(tx, id, userId, "owner");
    return { userId, organizationId: id, slug };
  });
};

const hasUsers = async (tx: IdentityTransaction): Promise<boolean> =>
  (await tx.selectFrom("user").select("id").limit(1).executeTakeFirst()) !== undefined;

const linkEnded = () =>
  new BeepError(
    "NotFoundError",
    "This setup link does not exist, was used, or has expired. While nobody can sign in, `./beep start` prints a new one.",
    { resource: "setup_link" },
  );
