import { createHash, timingSafeEqual } from "node:crypto";
import type { Role } from "../../contract/operation.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import { getOrganizationBySlug } from "../accounts/organizations.ts";
import type { Database } from "../db/database.ts";
import { BeepError } from "../errors.ts";
import type { Caller, Credential, Person } from "./caller.ts";

/** Who calls, or AuthenticationRequiredError. `bearerToken` is the one printed at start; without it no token is right. */
export const authenticate = (credential: Credential, bearerToken: string | undefined): Person => {
  if (credential.kind === "local_owner") return localOwner;
  if (credential.kind === "bearer" && bearerToken !== undefined && isSameSecret(credential.token, bearerToken)) {
    return localOwner;
  }
  throw new BeepError(
    "AuthenticationRequiredError",
    "This needs the bearer token that was printed when the server started.",
  );
};

/** The person as a member of the organization of that slug, with the mailboxes they read; NotFoundError when there is none. */
export const enterOrganization = async (db: Database, person: Person, slug: string | undefined): Promise<Caller> => {
  if (slug === undefined) {
    throw new BeepError("ValidationError", "Say which organization this is for.", {
      issues: [{ path: "organization", message: "missing" }],
    });
  }
  const organization = await getOrganizationBySlug(db, slug);
  return {
    ...person,
    organizationId: organization.id,
    mailboxIds: await listMailboxIds(db, organization.id),
    roles: localOwnerRoles,
  };
};

// Until people sign in there is one: whoever runs the process, who could read its files anyway.
const localOwner: Person = { callerId: "local-owner", userId: null };
const localOwnerRoles: readonly Role[] = ["owner", "compliance"];

// Hashes are of one length, which timingSafeEqual demands; comparing them says nothing of where two tokens differ.
const isSameSecret = (given: string, expected: string): boolean => timingSafeEqual(sha256(given), sha256(expected));
const sha256 = (text: string) => createHash("sha256").update(text).digest();
