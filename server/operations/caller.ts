import type { Role } from "../../contract/operation.ts";
import type { Actor } from "../db/with-organization.ts";

/** What a door knows of whoever calls; invoke alone decides what it proves. */
export type Credential =
  | { readonly kind: "local_owner" }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "none" };

/** Someone known, before any organization: the id the audit log records. */
export type Person = { readonly callerId: string; readonly userId: string | null };

/** A person within one organization: what they may do there, and the mailboxes they read. */
export type Caller = Actor & Person & { readonly roles: readonly Role[] };
