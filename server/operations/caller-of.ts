import type { Operation } from "../../contract/operation.ts";
import { enterAs } from "../accounts/membership.ts";
import { authenticate } from "./authenticate.ts";
import { authorize } from "./authorize.ts";
import type { Caller } from "./caller.ts";
import type { CallContext } from "./invoke.ts";

/** Who calls, as a member of the organization, when their role suffices for the operation at this moment; else what invoke would answer. */
export const callerOf = async (
  { app, credential, organization }: Pick<CallContext, "app" | "credential" | "organization">,
  operation: Operation,
): Promise<Caller> => {
  const person = await authenticate(app, credential);
  const caller = { ...person, ...(await enterAs(app.db, person, organization)) };
  authorize(operation, caller.roles);
  return caller;
};
