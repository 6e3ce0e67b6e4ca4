import type { Input, Output } from "../../../contract/catalogue.ts";
import type { Database } from "../../db/database.ts";
import { type TenantTransaction, withOrganization } from "../../db/with-organization.ts";
import type { OrganizationKeys } from "../../documents/keys.ts";
import { BeepError } from "../../errors.ts";
import type { Google } from "../../google/google.ts";
import { missingOf } from "../../google/scopes.ts";
import { decodeCursor, pageOf } from "../../lib/cursor.ts";
import { type LinkedMailbox, listLinked } from "./connection.repository.ts";
import { isAdmin, type Member } from "./connection.ts";
import { checkGrant } from "./held-grant.ts";

/**
 * Linked accounts by address, each as Google says of it at this moment. Where Google does not answer in time, or nobody is configured to
 * ask it, what it last said, and that it is not fresh.
 */
export const listConnections = async (
  deps: { readonly db: Database; readonly keys: OrganizationKeys; readonly google: Google | undefined },
  member: Member,
  input: Input<"Connections.List">,
  signal: AbortSignal,
): Promise<Output<"Connections.List">> => {
  const { organizationId, userId, roles } = member;
  const [afterAddress] = decodeCursor(input.cursor, ["text"]) ?? [""];
  const isOfAll = isAdmin(roles) || roles.includes("compliance");
  if (!isOfAll && userId === null) return { connections: [] };
  const filter = { afterAddress: String(afterAddress), ...(isOfAll || userId === null ? {} : { linkedBy: userId }) };
  const read = (limit: number) =>
    withOrganization(deps.db, member, (tx) => listLinked(tx, organizationId, { ...filter, limit }));
  const { page: before, ...next } = pageOf(await read(input.limit + 1), input.limit, (row) => [row.address]);

  const fresh = await checkAll(
    deps,
    organizationId,
    before.map(({ id }) => id),
    signal,
  );
  return withOrganization(deps.db, member, async (tx) => {
    const after = await listLinked(tx, organizationId, { ...filter, limit: input.limit });
    const shown = after.filter(({ id }) => before.some((mailbox) => mailbox.id === id));
    const history = await listHistory(
      tx,
      organizationId,
      shown.map(({ id }) => id),
    );
    return {
      connections: shown.flatMap((mailbox) => describe(mailbox, fresh, history)),
      ...next,
    };
  });
};

type Shown = Output<"Connections.List">["connections"][number];

const describe = (
  { id, address, label, isActive, audience, connection }: LinkedMailbox,
  fresh: ReadonlySet<string>,
  history: ReadonlyMap<string, Shown["history"]>,
): readonly Shown[] => {
  if (connection === undefined) return [];
  const grantedScopes = connection.state === "revoked" ? [] : [...connection.grantedScopes];
  return [
    {
      providerAccountId: id,
      address,
      label,
      state: connection.state,
      isActive,
      audience,
      grantedScopes,
      missingScopes: missingOf(grantedScopes),
      checkedAt: connection.checkedAt.toISOString(),
      isFresh: fresh.has(id),
      linkedBy: connection.linkedBy,
      linkedAt: connection.linkedAt.toISOString(),
      isRevocationPending: connection.revokeToken !== null,
      history: history.get(id) ?? [],
    },
  ];
};

/** A person waits for the list: what Google has not said by then is shown as it last was. */
const checkMs = 5000;
const checksAtOnce = 8;

/** The mailboxes of which Google answered, whatever it said. */
const checkAll = async (
  { db, keys, google }: { readonly db: Database; readonly keys: OrganizationKeys; readonly google: Google | undefined },
  organizationId: string,
  mailboxIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> => {
  const fresh = new Set<string>();
  if (google === undefined) return fresh;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(checkMs)]);
  const waiting = [...mailboxIds];
  const worker = async () => {
    for (let mailboxId = waiting.shift(); mailboxId !== undefined; mailboxId = waiting.shift()) {
      const held = await checkGrant({ db, keys, google }, { organizationId, mailboxId }, bounded).catch(orSilent);
      if (held?.kind === "held" || held?.state === "needs_relink") fresh.add(mailboxId);
    }
  };
  await Promise.all(Array.from({ length: checksAtOnce }, worker));
  signal.throwIfAborted();
  return fresh;
};

const orSilent = (error: unknown): undefined => {
  const isGoogles = error instanceof BeepError && error.tag === "ProviderUnavailableError";
  const isTime = error instanceof DOMException;
  if (!isGoogles && !isTime) throw error;
};

const historyMax = 50;

const listHistory = async (tx: TenantTransaction, organizationId: string, mailboxIds: readonly string[]) => {
  const found = new Map<string, Shown["history"]>();
  for (const mailboxId of mailboxIds) {
    const rows = await tx
      .selectFrom("connection_event")
      .select(["at", "kind", "actor_id", "scopes"])
      .where("organization_id", "=", organizationId)
      .where("mailbox_id", "=", mailboxId)
      .orderBy("at", "desc")
      .orderBy("id")
      .limit(historyMax)
      .execute();
    found.set(
      mailboxId,
      rows.map(({ at, kind, actor_id, scopes }) => ({ at: at.toISOString(), kind, by: actor_id, scopes })),
    );
  }
  return found;
};
