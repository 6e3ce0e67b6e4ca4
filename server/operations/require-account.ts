import type { Operation } from "../../contract/operation.ts";
import { accountSelectionRequired } from "../accounts/select-mailbox.ts";
import type { Database } from "../db/database.ts";
import { withOrganization } from "../db/with-organization.ts";
import type { Caller } from "./caller.ts";

/**
 * What an operation about one mailbox answers that named none, and was right otherwise: ProviderAccountSelectionRequiredError with those
 * its caller reads, one of which nobody picks for them; NotFoundError where there is none. Lets every other input pass.
 */
export const requireAccount = async (
  db: Database,
  operation: Operation,
  caller: Caller,
  rawInput: unknown,
): Promise<void> => {
  if (!lacksAccountOnly(operation, rawInput)) return;
  throw await withOrganization(db, caller, (tx) => accountSelectionRequired(tx, caller));
};

const lacksAccountOnly = (operation: Operation, rawInput: unknown): boolean => {
  if (!operation.errors.includes("ProviderAccountSelectionRequiredError")) return false;
  if (typeof rawInput !== "object" || rawInput === null || "providerAccountId" in rawInput) return false;
  const { error } = operation.input.safeParse(rawInput);
  return error?.issues.every((issue) => issue.path.join(".") === "providerAccountId") ?? false;
};
