import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Output } from "../../contract/catalogue.ts";
import { call } from "./api.ts";
import { renewSession } from "./auth.ts";

export type Session = Output<"Session.Get">;
export type Membership = Session["organizations"][number];

/** Who is signed in, and in which organizations with which roles. Asked once; signing in or out invalidates it. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    await renewSession();
    return call("Session.Get", {}, { signal });
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** The organization the person works in; the first of theirs until they choose another. Screens of the shell always have one. */
export const useOrganization = (): Membership => {
  const { organizations } = useSuspenseQuery(sessionQuery).data;
  const chosen = useSyncExternalStore(subscribe, chosenSlug);
  const membership = organizations.find(({ slug }) => slug === chosen) ?? organizations[0];
  if (membership === undefined) throw new Error("This screen needs an organization.");
  return membership;
};

/** True when the person's role admits what `role` admits (contract/operation.ts: owner > admin > advisor > viewer, compliance beside). */
export const hasRole = ({ roles }: Membership, role: "admin" | "advisor" | "viewer" | "compliance"): boolean => {
  if (roles.includes("compliance") && (role === "compliance" || role === "viewer")) return true;
  const order = ["owner", "admin", "advisor", "viewer"];
  return (
    role !== "compliance" &&
    roles.some((held) => order.indexOf(held) >= 0 && order.indexOf(held) <= order.indexOf(role))
  );
};

/** The slug alone is kept in the browser, so that a reload stays where it was. */
const key = "beep.organization";
const listeners = new Set<() => void>();
const chosenSlug = () => localStorage.getItem(key);
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const chooseOrganization = (slug: string): void => {
  localStorage.setItem(key, slug);
  for (const listener of listeners) listener();
};
