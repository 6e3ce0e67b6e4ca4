import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Output } from "../../contract/catalogue.ts";
import { organizationOfState } from "../accounts/connections/begin-consent.ts";
import { BeepError } from "../errors.ts";
import type { Application } from "../operations/application.ts";
import { call } from "../operations/invoke.ts";
import { abortWhenGone } from "./abort-when-gone.ts";

/**
 * Where Google sends people back to: calls Connections.Complete as whoever is signed in, and shows the settings with what came of it as
 * a code. Google's own words, and whose account it is, stay out of the address.
 */
export const answerGoogleCallback = async (
  app: Application,
  c: Context<{ Bindings: HttpBindings }>,
): Promise<Response> => {
  const { state = "", code, error } = c.req.query();
  const cookie = c.req.header("cookie");
  try {
    // A page of Google's sends people here, not one of ours: the state, which is this person's and good once, says that they began it.
    const { publicUrl: origin } = (await app.signIn()).config;
    const completed = await call(
      {
        app,
        door: "http",
        credential: cookie === undefined ? { kind: "none" } : { kind: "session", cookie, origin },
        organization: organizationOfState(state),
        signal: abortWhenGone(c.env.outgoing),
      },
      "Connections.Complete",
      { state, ...(code === undefined ? {} : { code }), ...(error === undefined ? {} : { error }) },
    );
    return show(outcomeOf(completed), completed.outcome !== "denied");
  } catch (failure) {
    return show(failure instanceof BeepError ? codeOf(failure) : "failed", false);
  }
};

const outcomeOf = ({ outcome, missingScopes }: Output<"Connections.Complete">): string =>
  outcome !== "denied" && missingScopes.length > 0 ? "missing_scopes" : outcome;

const codeOf = ({ tag, fields }: BeepError): string => {
  switch (tag) {
    case "AuthenticationRequiredError":
      return "sign_in_required";
    case "ProviderUnavailableError":
      return "google_unavailable";
    case "ConflictError":
      return String(fields.reason);
    default:
      return "failed";
  }
};

const show = (outcome: string, isDone: boolean): Response => {
  const search = new URLSearchParams({
    settingsTab: "connections",
    ...(isDone ? {} : { relink: "failed" }),
    outcome,
  });
  return new Response(null, { status: 303, headers: { location: `/settings?${search}` } });
};
