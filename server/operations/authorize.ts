import type { Operation, Role } from "../../contract/operation.ts";
import { BeepError } from "../errors.ts";

/** Throws ForbiddenError unless one of the roles suffices. */
export const authorize = (operation: Operation, roles: readonly Role[]): void => {
  if (!roles.some((role) => suffices(role, operation))) {
    throw new BeepError("ForbiddenError", `This needs the role ${operation.role}.`, { requiredRole: operation.role });
  }
};

const ladder: readonly string[] = ["viewer", "advisor", "admin", "owner"] satisfies readonly Role[];

/** Compliance reads what advisers and viewers read, does what is its own, and exports nothing that an admin must. */
const suffices = (role: Role, { role: required, kind }: Operation): boolean => {
  if (required === "compliance") return role === "compliance";
  if (role === "compliance") return kind === "read" && (required === "viewer" || required === "advisor");
  const step = ladder.indexOf(required);
  return step >= 0 && ladder.indexOf(role) >= step;
};
