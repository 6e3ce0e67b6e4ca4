import type { Membership } from "../accounts/membership.ts";
import type { Person } from "../accounts/person.ts";

/** What a door knows of whoever calls; invoke alone decides what it proves. */
export type Credential =
  | { readonly kind: "local_owner" }
  | { readonly kind: "api_key"; readonly key: string }
  /** A browser's cookies, which it also sends when another site's page asks: hence the page's origin. */
  | { readonly kind: "session"; readonly cookie: string; readonly origin: string | undefined }
  | { readonly kind: "none" };

/** A person within one organization: what they may do there, and the mailboxes they read. */
export type Caller = Person & Membership;
