import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiError } from "./lib/api.ts";
import { sessionQuery } from "./lib/session.ts";
import { NotFound, RouteError, RoutePending } from "./routes/fallbacks.tsx";
import { Shell } from "./routes/shell.tsx";

const root = createRootRouteWithContext<{ readonly client: QueryClient }>()({
  component: Outlet,
  errorComponent: RouteError,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./routes/sign-in.tsx"), "SignIn"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./routes/setup.tsx"), "Setup"),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: "/accept-invitation",
  component: lazyRouteComponent(() => import("./routes/accept-invitation.tsx"), "AcceptInvitation"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("./routes/reset-password.tsx"), "ResetPassword"),
});

/** Everything behind the sign-in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  errorComponent: RouteError,
  beforeLoad: async ({ context }) => {
    try {
      await context.client.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof ApiError && error.tag === "AuthenticationRequiredError") throw redirect({ to: "/sign-in" });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/knowledge" });
  },
});

/** Ids alone stand in URLs: no name, no question, no address. */
const idIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.length <= 100 ? value : undefined;

const knowledge = createRoute({
  getParentRoute: () => shell,
  path: "/knowledge",
  validateSearch: (search): { entity?: string; isWhole?: boolean } => ({
    ...optional("entity", idIn(search.entity)),
    ...(search.isWhole === true ? { isWhole: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./routes/knowledge.tsx"), "Knowledge"),
});

const briefings = createRoute({
  getParentRoute: () => shell,
  path: "/briefings",
  component: lazyRouteComponent(() => import("./routes/briefings.tsx"), "Briefings"),
});

const briefing = createRoute({
  getParentRoute: () => shell,
  path: "/briefings/$briefingId",
  component: lazyRouteComponent(() => import("./routes/briefing.tsx"), "BriefingScreen"),
});

const briefingPrint = createRoute({
  getParentRoute: () => shell,
  path: "/briefings/$briefingId/print",
  component: lazyRouteComponent(() => import("./routes/briefing-print.tsx"), "BriefingPrint"),
});

const briefingCompare = createRoute({
  getParentRoute: () => shell,
  path: "/briefings/$briefingId/compare",
  component: lazyRouteComponent(() => import("./routes/briefing-compare.tsx"), "BriefingCompare"),
});

const mail = createRoute({
  getParentRoute: () => shell,
  path: "/mail",
  validateSearch: (search): { household?: string } => optional("household", idIn(search.household)),
  component: lazyRouteComponent(() => import("./routes/mail.tsx"), "Mail"),
});

const ledger = createRoute({
  getParentRoute: () => shell,
  path: "/mail/ledger",
  component: lazyRouteComponent(() => import("./routes/ledger.tsx"), "Ledger"),
});

const thread = createRoute({
  getParentRoute: () => shell,
  path: "/mail/threads/$mailboxId/$threadId",
  component: lazyRouteComponent(() => import("./routes/thread.tsx"), "Thread"),
});

const document = createRoute({
  getParentRoute: () => shell,
  path: "/mail/documents/$documentId",
  component: lazyRouteComponent(() => import("./routes/document.tsx"), "DocumentScreen"),
});

const compliance = createRoute({
  getParentRoute: () => shell,
  path: "/compliance",
  component: lazyRouteComponent(() => import("./routes/compliance.tsx"), "Compliance"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  validateSearch: (search): { settingsTab?: string; outcome?: string } => ({
    ...optional("settingsTab", idIn(search.settingsTab)),
    ...optional("outcome", idIn(search.outcome)),
  }),
  component: lazyRouteComponent(() => import("./routes/settings.tsx"), "Settings"),
});

const apiReference = createRoute({
  getParentRoute: () => shell,
  path: "/api-reference",
  component: lazyRouteComponent(() => import("./routes/api-reference.tsx"), "ApiReference"),
});

const optional = <K extends string>(key: K, value: string | undefined): { [Key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [Key in K]?: string });

const screens = [
  home,
  knowledge,
  briefings,
  briefing,
  briefingPrint,
  briefingCompare,
  mail,
  ledger,
  thread,
  document,
  compliance,
  settings,
  apiReference,
] as const;

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([signIn, setup, acceptInvitation, resetPassword, shell.addChildren(screens)]),
    context: { client },
    defaultPendingComponent: RoutePending,
    defaultPreload: "intent",
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
