import { findKeyHolder } from "../accounts/api-keys.ts";
import { localOwner, type Person, personOfUser } from "../accounts/person.ts";
import { BeepError } from "../errors.ts";
import type { Application } from "./application.ts";
import type { Credential } from "./caller.ts";

/** Who calls, as the database knows them at this moment, or AuthenticationRequiredError. */
export const authenticate = async (app: Application, credential: Credential): Promise<Person> => {
  switch (credential.kind) {
    case "local_owner":
      return localOwner;
    case "api_key":
      return (await findKeyHolder(app.db, credential.key)) ?? signInFirst();
    case "session":
      return personOfSession(app, credential);
    case "none":
      return signInFirst();
  }
};

const personOfSession = async (
  app: Application,
  { cookie, origin }: Extract<Credential, { kind: "session" }>,
): Promise<Person> => {
  const signIn = await app.signIn();
  if (origin === undefined || !signIn.config.trustedOrigins.includes(origin)) throw foreignOrigin();
  const userId = await signIn.findUserId(cookie);
  return userId === undefined ? signInFirst() : personOfUser(userId);
};

const signInFirst = (): never => {
  throw new BeepError(
    "AuthenticationRequiredError",
    "Sign in, or send an API key as a bearer token. A session or key that was used before has ended.",
  );
};

// Nobody's role would help: what is missing is a page of ours.
const foreignOrigin = () =>
  new BeepError(
    "ForbiddenError",
    "With a session's cookie, calls are taken from Beep's own pages only: the Origin header must be that of BEEP_PUBLIC_URL. Programs send an API key.",
    { requiredRole: null, reason: "origin" },
  );
