import { sql } from "kysely";
import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { type IdentityTransaction, withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";
import { requirePerson } from "./grants.ts";
import type { Person } from "./person.ts";

/**
 * Creates it with the person as its owner, or answers theirs of that slug; `isNew` tells which. Two at once make one. An
 * organization that the local owner makes has no members until someone is invited.
 */
export const ensureOrganization = async (
  db: Database,
  person: Person,
  { slug, name = slug }: Input<"Organization.Create">,
): Promise<Output<"Organization.Create">> => {
  requirePerson(person);
  return withIdentity(db, async (tx) => {
    const created = await tx
      .insertInto("organization")
      .values({ slug, name, logo: null, metadata: null })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(columns)
      .executeTakeFirst();
    if (created !== undefined) {
      if (person.userId !== null) await addMember(tx, created.id, person.userId, "owner");
      return { ...toOutput(created), isNew: true };
    }
    const existing = await organizationsOf(tx, person).where("slug", "=", slug).executeTakeFirst();
    if (existing === undefined) throw slugTaken();
    return { ...toOutput(existing), isNew: false };
  });
};

/** The organization of that id. */
export const getOrganization = async (db: Database, id: string): Promise<Output<"Organization.Get">> =>
  withIdentity(db, async (tx) =>
    toOutput(await tx.selectFrom("organization").select(columns).where("id", "=", id).executeTakeFirstOrThrow()),
  );

/** The organizations the person may enter, by slug; every one for the local owner. */
export const listOrganizations = async (
  db: Database,
  person: Person,
  input: Input<"Organization.List">,
): Promise<Output<"Organization.List">> => {
  const [afterSlug] = decodeCursor(input.cursor, ["text"]) ?? [""];
  const rows = await withIdentity(db, (tx) =>
    organizationsOf(tx, person)
      .where("slug", ">", String(afterSlug))
      .orderBy("slug")
      .limit(input.limit + 1)
      .execute(),
  );
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.slug]);
  return { organizations: page.map(toOutput), ...next };
};

/**
 * Closes it: from now on nobody enters it but the local owner, who can open it again. What it holds stays as it is, under the
 * same retention.
 */
export const closeOrganization = async (
  db: Database,
  id: string,
  slug: string,
): Promise<Output<"Organization.Close">> =>
  withIdentity(db, async (tx) => {
    const closed = await tx
      .updateTable("organization")
      .set({ closedAt: sql<Date>`now()` })
      .where("id", "=", id)
      .where("slug", "=", slug)
      .returning(columns)
      .executeTakeFirst();
    if (closed !== undefined) return toOutput(closed);
    throw new BeepError("ValidationError", "To close the organization, repeat its slug.", {
      issues: [{ path: "slug", message: "not the slug of this organization" }],
    });
  });

/** Opens a closed one again, with the members and keys it had. */
export const reopenOrganization = async (db: Database, slug: string): Promise<Output<"Organization.Reopen">> =>
  withIdentity(db, async (tx) => {
    const opened = await tx
      .updateTable("organization")
      .set({ closedAt: null })
      .where("slug", "=", slug)
      .returning(columns)
      .executeTakeFirst();
    if (opened !== undefined) return toOutput(opened);
    throw new BeepError("NotFoundError", "There is no organization of that slug.", { resource: "organization" });
  });

export const addMember = async (
  tx: IdentityTransaction,
  organizationId: string,
  userId: string,
  role: Output<"Organization.Invite">["role"],
): Promise<void> => {
  await tx
    .insertInto("member")
    .values({ organizationId, userId, role })
    .onConflict((conflict) => conflict.columns(["organizationId", "userId", "role"]).doNothing())
    .execute();
};

const columns = ["id", "slug", "name", "createdAt", "closedAt"] as const;

const organizationsOf = (tx: IdentityTransaction, person: Person) => {
  const all = tx.selectFrom("organization").select(columns);
  switch (person.kind) {
    case "local_owner":
      return all;
    case "user":
      return all
        .where("closedAt", "is", null)
        .where("id", "in", tx.selectFrom("member").select("organizationId").where("userId", "=", person.userId));
    case "api_key":
      return all.where("closedAt", "is", null).where("id", "=", person.key.organizationId);
    case "nobody":
      return all.where(sql<boolean>`false`);
  }
};

type Organization = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
};

const toOutput = ({ createdAt, closedAt, ...row }: Organization) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  isClosed: closedAt !== null,
});

const slugTaken = () =>
  new BeepError("ConflictError", "There is an organization of that slug already. Choose another slug.", {
    reason: "slug_taken",
  });
