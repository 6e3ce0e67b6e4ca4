import { listMailboxes } from "../accounts/list-mailboxes.ts";
import { ensureOrganization, getOrganization, listOrganizations } from "../accounts/organizations.ts";
import { getSubgraph } from "../graph/get-subgraph.ts";
import { listHouseholds } from "../graph/list-households.ts";
import type { Handlers } from "./handler.ts";

/** The use case behind each operation. Features know nothing of doors: here their signatures meet the catalogue's. */
export const handlers = {
  "Organization.Create": ({ db }, _person, input) => ensureOrganization(db, input),
  "Organization.Get": ({ db }, caller) => getOrganization(db, caller.organizationId),
  "Organization.List": ({ db }, _person, input) => listOrganizations(db, input),
  "Mailboxes.List": ({ tx }, caller, input) => listMailboxes(tx, caller, input),
  "Households.List": ({ tx }, caller, input) => listHouseholds(tx, caller, input),
  "Graph.Get": ({ tx }, caller, input) => getSubgraph(tx, caller, input),
} satisfies Partial<Handlers>;
