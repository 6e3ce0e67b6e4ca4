import { catalogue } from "../../contract/catalogue.ts";
import type { StoredHint } from "../hints/list-hints.ts";
import { authorize } from "./authorize.ts";
import type { Caller } from "./caller.ts";

/** The hints about what the caller may ask: their role suffices for the operation, and the mailbox is theirs to read. */
export const visibleHints = (hints: readonly StoredHint[], caller: Caller): readonly StoredHint[] =>
  hints.filter(
    ({ operation, mailboxId }) =>
      mayAsk(operation, caller) && (mailboxId === null || caller.mailboxIds.includes(mailboxId)),
  );

const mayAsk = (name: StoredHint["operation"], { roles }: Caller): boolean => {
  // An operation of a newer release, whose server wrote the hint, is unknown here.
  const operation = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (operation === undefined) return false;
  try {
    authorize(operation, roles);
    return true;
  } catch {
    return false;
  }
};
