import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { TenantTables } from "../../db/tables.ts";
import type { TenantTransaction } from "../../db/with-organization.ts";

type ConnectionRow = Selectable<TenantTables["connection"]>;
export type ConnectionState = ConnectionRow["state"];
export type ConnectionEventKind = TenantTables["connection_event"]["kind"];

/** What is kept of a grant. Tokens are sealed still. */
export type Connection = {
  readonly state: ConnectionState;
  readonly grantedScopes: readonly string[];
  readonly checkedAt: Date;
  readonly linkedBy: string | null;
  readonly linkedAt: Date;
  readonly refreshToken: Buffer | null;
  readonly accessToken: Buffer | null;
  readonly accessExpiresAt: Date | null;
  readonly revokeToken: Buffer | null;
};

export type LinkedMailbox = {
  readonly id: string;
  readonly address: string;
  readonly label: string;
  readonly googleSub: string | null;
  readonly audience: "firm" | "members";
  readonly isActive: boolean;
  /** Undefined: an import that no Google account was linked to. */
  readonly connection: Connection | undefined;
};

/** The mailbox with its connection, whoever asks. */
export const findMailbox = async (
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
): Promise<LinkedMailbox | undefined> => {
  const row = await selectMailboxes(tx, organizationId).where("mailbox.id", "=", mailboxId).executeTakeFirst();
  return row && toMailbox(row);
};

/** Linked mailboxes by address; of one person when given. */
export const listLinked = async (
  tx: TenantTransaction,
  organizationId: string,
  filter: { readonly linkedBy?: string | undefined; readonly afterAddress?: string; readonly limit?: number },
): Promise<readonly LinkedMailbox[]> => {
  let query = selectMailboxes(tx, organizationId)
    .where("connection.state", "is not", null)
    .where("mailbox.address", ">", filter.afterAddress ?? "")
    .orderBy("mailbox.address");
  if (filter.linkedBy !== undefined) query = query.where("connection.linked_by", "=", filter.linkedBy);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map(toMailbox);
};

const selectMailboxes = (tx: TenantTransaction, organizationId: string) =>
  tx
    .selectFrom("mailbox")
    .leftJoin("connection", (join) =>
      join
        .onRef("connection.organization_id", "=", "mailbox.organization_id")
        .onRef("connection.mailbox_id", "=", "mailbox.id")
        .on("connection.organization_id", "=", organizationId),
    )
    .select(["mailbox.id", "address", "label", "google_sub", "audience", "is_active"])
    .select(["state", "granted_scopes", "checked_at", "linked_by", "linked_at"])
    .select(["refresh_token_cipher", "access_token_cipher", "access_expires_at", "revoke_token_cipher"])
    .where("mailbox.organization_id", "=", organizationId);

type Selected = Awaited<ReturnType<ReturnType<typeof selectMailboxes>["execute"]>>[number];

const toMailbox = (row: Selected): LinkedMailbox => ({
  id: row.id,
  address: row.address,
  label: row.label,
  googleSub: row.google_sub,
  audience: row.audience,
  isActive: row.is_active,
  connection: toConnection(row),
});

const toConnection = (row: Selected): Connection | undefined =>
  row.state === null || row.checked_at === null || row.linked_at === null
    ? undefined
    : {
        state: row.state,
        grantedScopes: row.granted_scopes ?? [],
        checkedAt: row.checked_at,
        linkedBy: row.linked_by,
        linkedAt: row.linked_at,
        refreshToken: row.refresh_token_cipher,
        accessToken: row.access_token_cipher,
        accessExpiresAt: row.access_expires_at,
        revokeToken: row.revoke_token_cipher,
      };

export type Grant = Pick<
  Connection,
  "grantedScopes" | "linkedBy" | "refreshToken" | "accessToken" | "accessExpiresAt"
> & {
  readonly state: "active" | "missing_scopes";
};

/** A grant that was just given, in the place of any other of this mailbox; what Google was to take back is the same grant, and stays. */
export const putGrant = (
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
  grant: Grant,
  at: Date,
): Promise<unknown> => {
  const values = {
    state: grant.state,
    granted_scopes: [...grant.grantedScopes],
    checked_at: at,
    linked_by: grant.linkedBy,
    linked_at: at,
    refresh_token_cipher: grant.refreshToken,
    access_token_cipher: grant.accessToken,
    access_expires_at: grant.accessExpiresAt,
    revoke_token_cipher: null,
  };
  return tx
    .insertInto("connection")
    .values({ organization_id: organizationId, mailbox_id: mailboxId, ...values })
    .onConflict((conflict) => conflict.columns(["organization_id", "mailbox_id"]).doUpdateSet(values))
    .execute();
};

/**
 * Changes a connection as long as its grant is still the one that `seen` was about: what is learned of a grant says nothing of one that
 * a person gave, or took away, meanwhile. False when it was another by then.
 */
export const changeGrant = async (
  tx: TenantTransaction,
  organizationId: string,
  mailboxId: string,
  seen: Connection,
  change: Partial<Omit<ConnectionRow, "organization_id" | "mailbox_id">>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable("connection")
    .set(change)
    .where("organization_id", "=", organizationId)
    .where("mailbox_id", "=", mailboxId)
    .where("state", "=", seen.state)
    .where(sql<boolean>`refresh_token_cipher is not distinct from ${seen.refreshToken}::bytea`)
    .where(sql<boolean>`revoke_token_cipher is not distinct from ${seen.revokeToken}::bytea`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const addEvent = (
  tx: TenantTransaction,
  organizationId: string,
  event: {
    readonly mailboxId: string;
    readonly kind: ConnectionEventKind;
    readonly actorId: string | null;
    readonly scopes: readonly string[];
    readonly at: Date;
  },
): Promise<unknown> =>
  tx
    .insertInto("connection_event")
    .values({
      organization_id: organizationId,
      id: randomUUID(),
      mailbox_id: event.mailboxId,
      at: event.at,
      kind: event.kind,
      actor_id: event.actorId,
      scopes: [...event.scopes],
    })
    .execute();
