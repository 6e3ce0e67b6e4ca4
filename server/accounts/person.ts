import type { Role } from "../../contract/operation.ts";

/** Someone known, before any organization. `callerId` is what the audit log records. */
export type Person =
  | { readonly kind: "local_owner"; readonly callerId: "local-owner"; readonly userId: null }
  | { readonly kind: "user"; readonly callerId: string; readonly userId: string }
  | { readonly kind: "api_key"; readonly callerId: string; readonly userId: null; readonly key: KeyRights }
  | { readonly kind: "nobody"; readonly callerId: "nobody"; readonly userId: null };

/** What an API key was made for, and by whom. */
export type KeyRights = {
  readonly keyId: string;
  readonly organizationId: string;
  readonly role: Exclude<Role, "owner">;
  readonly createdBy: string | null;
};

/** Whoever runs the process, who could read its files anyway: owner and compliance of every organization. */
export const localOwner: Person = { kind: "local_owner", callerId: "local-owner", userId: null };

export const nobody: Person = { kind: "nobody", callerId: "nobody", userId: null };

export const personOfUser = (userId: string): Person => ({ kind: "user", callerId: userId, userId });
