import { AsyncLocalStorage } from "node:async_hooks";
import type { Database } from "../db/database.ts";
import type { KeyWrapper } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { createBetterAuth, type SignInConfig } from "./better-auth.ts";
import { openIdentitySecret } from "./identity-secret.ts";

/** Proves who somebody is. One per process, opened when first needed. */
export type SignIn = {
  readonly config: SignInConfig;
  /** Answers one of better-auth's own routes, and says whose sign-in, session or account it was about, where that is known. */
  handle(request: Request): Promise<{ readonly response: Response; readonly userId: string | null }>;
  /** The user whose session these cookies carry; undefined when there is none, or it ended. Reads the database every time. */
  findUserId(cookie: string): Promise<string | undefined>;
  hashPassword(password: string): Promise<string>;
  /** A token with which the person sets a new password, once and within the hour. */
  makePasswordReset(userId: string): Promise<string>;
};

export const openSignIn = async (db: Database, wrapper: KeyWrapper, config: SignInConfig): Promise<SignIn> => {
  const secret = await openIdentitySecret(db, wrapper);
  const about = new AsyncLocalStorage<{ userId: string | null }>();
  const auth = createBetterAuth(db, secret, config, (userId) => {
    const store = about.getStore();
    if (store !== undefined) store.userId = userId;
  });
  const { internalAdapter, password } = await auth.$context;

  const findUserId = async (cookie: string): Promise<string | undefined> => {
    const query = { disableCookieCache: true, disableRefresh: true };
    const found = await auth.api.getSession({ headers: new Headers({ cookie }), query }).catch(() => {
      throw new BeepError("UnavailableError", "Sessions cannot be read at the moment. Try again.", {
        reason: "database_unreachable",
      });
    });
    return found?.user.id;
  };

  return {
    config,
    findUserId,
    hashPassword: (text) => password.hash(text),
    async handle(request) {
      const cookie = request.headers.get("cookie");
      const store = { userId: cookie === null ? null : ((await findUserId(cookie)) ?? null) };
      const response = await about.run(store, () => auth.handler(request));
      return { response, userId: store.userId };
    },
    async makePasswordReset(userId) {
      const token = crypto.randomUUID() + crypto.randomUUID();
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: userId,
        expiresAt: new Date(Date.now() + resetMinutes * 60_000),
      });
      return token;
    },
  };
};

const resetMinutes = 60;
