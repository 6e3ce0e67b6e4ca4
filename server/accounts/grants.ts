import type { Role } from "../../contract/operation.ts";
import { BeepError } from "../errors.ts";
import type { Person } from "./person.ts";

/**
 * Whether holders of these roles may give (or take) another: admins what is below them and their own, owners everything. Who reads
 * all mail (compliance) and who may do anything (owner) is for owners to say.
 */
export const mayGrant = (granting: readonly Role[], role: Role): boolean =>
  granting.includes("owner") || (granting.includes("admin") && role !== "owner" && role !== "compliance");

export const mayNotGrant = () =>
  new BeepError(
    "ForbiddenError",
    "This needs the role owner: owners alone make and unmake owners and compliance officers.",
    {
      requiredRole: "owner",
    },
  );

/** Who may enter is for people to say: a key that leaked must not be able to make others, or to remove who would revoke it. */
export const requirePerson = (person: Person): void => {
  if (person.kind !== "api_key") return;
  throw new BeepError("ForbiddenError", "API keys do not do this. Sign in, or use the command line on the server.", {
    requiredRole: null,
    reason: "api_key",
  });
};
