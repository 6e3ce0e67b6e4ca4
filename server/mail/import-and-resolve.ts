import type { Input, Output } from "../../contract/catalogue.ts";
import { listMailboxIds } from "../accounts/list-mailbox-ids.ts";
import type { Database } from "../db/database.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import type { OrganizationKeys } from "../documents/keys.ts";
import { BeepError } from "../errors.ts";
import { readMessage } from "../extract/read-message.ts";
import { resolveDirty } from "../graph/resolve-organization.ts";
import { defaultOntologyId } from "../ontology/ontologies.ts";
import { findZones, zonerVersion } from "./find-zones.ts";
import { importIntoMailbox } from "./import-into-mailbox.ts";
import type { MailSource } from "./mail-item.ts";
import type { ParsedMessage } from "./message.ts";
import { openBody, openPaths } from "./open-mail-source.ts";

type Tools = {
  readonly db: Database;
  readonly keysOf: (actor: Actor) => Promise<OrganizationKeys>;
  /** True for whoever runs Beep on this machine: nobody else may have files read by their path. */
  readonly isLocal: boolean;
  readonly body: ReadableStream<Uint8Array> | undefined;
  readonly report: (progress: {
    readonly phase: "reading" | "resolving";
    readonly done: number;
    readonly unit: "messages" | "documents";
    readonly fraction: number | null;
  }) => void;
  readonly signal: AbortSignal;
};

/**
 * Mail.Import: mail read by the built-in engine, and the graph brought up to it. Stopped anywhere and repeated, it ends the
 * same. Paths are for whoever runs the server, whose files they are; everybody else sends the mail as the body.
 */
export const importAndResolve = async (
  tools: Tools,
  actor: Actor,
  input: Input<"Mail.Import">,
): Promise<Output<"Mail.Import">> => {
  const { db, keysOf, signal, report } = tools;
  const source = await openSource(tools, input);
  const { mailbox, ...result } = await importIntoMailbox(
    { db, keysOf, read: readWithBuiltInEngine },
    {
      organizationId: actor.organizationId,
      userId: actor.userId,
      account: input.account,
      source,
      signal,
      onProgress: ({ received, bytesRead }) =>
        report({
          phase: "reading",
          done: received,
          unit: "messages",
          fraction: source.bytesTotal ? Math.min(1, bytesRead / source.bytesTotal) : null,
        }),
    },
  );
  // The mailbox may be new, and resolving sees every mailbox.
  const reader = { ...actor, mailboxIds: await listMailboxIds(db, actor.organizationId) };
  await resolveDirty(db, reader, {
    signal,
    onBlock: ({ documents }) => report({ phase: "resolving", done: documents, unit: "documents", fraction: null }),
  });
  return {
    providerAccountId: mailbox.id,
    address: mailbox.address,
    isNewMailbox: mailbox.isNew,
    ...result,
    reasons: { ...result.reasons },
    skippedFiles: [...result.skippedFiles],
    ...(await countGraph(db, reader)),
  };
};

/** What the built-in engine reads in a message; pure. */
export const readWithBuiltInEngine = (message: ParsedMessage) => {
  const zones = findZones(message);
  return { zones, zonerVersion, ontologyId: defaultOntologyId, reading: readMessage({ message, zones }) };
};

const openSource = ({ isLocal, body }: Tools, { paths, fileName }: Input<"Mail.Import">): Promise<MailSource> => {
  if (paths && !isLocal) {
    throw new BeepError("ForbiddenError", "Paths are for whoever runs the server: send the mail as the body.", {
      requiredRole: "owner",
    });
  }
  if (paths) return openPaths(paths);
  if (body) return openBody(body, fileName ?? "import");
  throw new BeepError("ValidationError", "There is nothing to import: name files, or send one.", {
    issues: [{ path: "paths", message: "paths or a body is needed" }],
  });
};

const countGraph = async (db: Database, actor: Actor): Promise<{ entities: number; relations: number }> =>
  withOrganization(db, actor, async (tx) => {
    const count = async (table: "entity" | "relation") => {
      const { total } = await tx
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("total"))
        .where("organization_id", "=", actor.organizationId)
        .executeTakeFirstOrThrow();
      return total;
    };
    return { entities: await count("entity"), relations: await count("relation") };
  });
