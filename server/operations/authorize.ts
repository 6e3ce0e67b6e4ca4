import type { Operation, Role } from "../../contract/operation.ts";
import { BeepError } from "../errors.ts";

/** Throws ForbiddenError unless one of the roles suffices. */
export const authorize = (operation: Operation, roles: readonly Role[]): void => {
  if (!roles.some((role) => suffices(role, operation))) {
    throw new BeepError("ForbiddenError", `This needs the role ${operation.role}.`, { requiredRole: operation.role });
  }
};

const ladder = ["viewer", "advisor", "admin", "owner"] as const;

/** Compliance reads what advisers and viewers read, does what is its own, and exports nothing that an admin must. */
const suffices = (role: Role, { role: required, kind }: Operation): boolean => {
  if (required === "anyone") return true;
  if (required === "compliance" || role === "compliance") {
    return role === "compliance" && (required === "compliance" || (kind === "read" && required !== "admin"));
  }
  return ladder.indexOf(role) >= ladder.indexOf(required);
};
