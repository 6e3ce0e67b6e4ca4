import type { BetterAuthPlugin, Session, User } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";

export const sessionDays = 7;
const rotateAfterMs = 24 * 60 * 60_000;
/** A page that is loading asks several things at once: those on their way with the old cookie are still answered. */
const graceMs = 60_000;

/**
 * A page that asks who is signed in (/get-session) gets a new token for a session a day old, which lives a week from then. So a
 * stolen cookie is of no use soon after, and whoever stays away for a week signs in again.
 */
export const rotateSession = (): BetterAuthPlugin => ({
  id: "beep-rotate-session",
  hooks: { after: [{ matcher: ({ path }) => path === "/get-session", handler: rotateWhenOld }] },
});

const rotateWhenOld = createAuthMiddleware(async (ctx) => {
  // Beep's own checks ask without a request, and have no cookie to hand out.
  if (ctx.request === undefined) return;
  const found = ctx.context.returned as { readonly session: Session; readonly user: User } | null;
  if (!(found?.session?.updatedAt instanceof Date)) return;
  const { session, user } = found;
  const now = Date.now();
  const isInGrace = session.expiresAt.getTime() < now + graceMs;
  if (isInGrace || session.updatedAt.getTime() > now - rotateAfterMs) return;
  const { internalAdapter } = ctx.context;
  const { createdAt } = session;
  const next = await internalAdapter.createSession(user.id, false, { createdAt }, true);
  await internalAdapter.updateSession(session.token, { expiresAt: new Date(now + graceMs) });
  await setSessionCookie(ctx, { session: next, user });
});
