import type { Output } from "../contract/catalogue.ts";
import type { FakeGoogle } from "../test/fakes/google/google.ts";
import { devon, elena } from "./cast.ts";
import type { Visit } from "./visit.ts";

type Connection = Output<"Connections.List">["connections"][number];

const readMail = "https://www.googleapis.com/auth/gmail.readonly";

/**
 * Links both accounts through Google's pages: one that may be read, and one that goes through every state there is and ends as it
 * began, linked without leave to read its mail. Answers the first. `show` hears what was done and the state it led to.
 */
export const linkAccounts = async (
  visit: Visit,
  google: FakeGoogle,
  show: (what: string, state: Connection["state"]) => void,
): Promise<Connection> => {
  const told = (what: string, connection: Connection) => {
    show(what, connection.state);
    return connection;
  };
  const hers = told(`${elena.email}, reading mail granted`, await visit.link(elena.email));
  await visit.call("Mailboxes.Activate", { providerAccountId: hers.providerAccountId, isActive: true });

  const { providerAccountId } = told(
    `${devon.email}, its box for reading mail unticked`,
    await visit.link(devon.email, [readMail]),
  );
  told("  linked again with the box ticked", await visit.link(devon.email));
  google.grants.revokeAll(devon.email);
  told("  taken back in the Google account", await visit.connectionOf(devon.email));
  await visit.call("Connections.Unlink", { providerAccountId });
  told("  unlinked", await visit.connectionOf(devon.email));
  told("  linked once more, the box unticked", await visit.link(devon.email, [readMail]));
  return hers;
};
