import type { Input, Output } from "../../contract/catalogue.ts";
import type { Database } from "../db/database.ts";
import { withIdentity } from "../db/with-organization.ts";
import { BeepError } from "../errors.ts";
import { decodeCursor, pageOf } from "../lib/cursor.ts";

type Organization = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
};

/** The organization of that slug; NotFoundError, which says how to list them, when there is none. */
export const getOrganizationBySlug = async (db: Database, slug: string): Promise<Organization> => {
  const found = await findOrganizationBySlug(db, slug);
  if (found !== undefined) return found;
  throw new BeepError(
    "NotFoundError",
    "There is no such organization here. `./beep import` creates one; `./beep call Organization.List '{}'` lists them.",
    { resource: "organization" },
  );
};

/** Creates it unless it exists; `isNew` tells which. Two at once make one. */
export const ensureOrganization = async (
  db: Database,
  { slug, name = slug }: Input<"Organization.Create">,
): Promise<Output<"Organization.Create">> =>
  withIdentity(db, async (tx) => {
    const created = await tx
      .insertInto("organization")
      .values({ slug, name, logo: null, metadata: null })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(columns)
      .executeTakeFirst();
    if (created !== undefined) return { ...toOutput(created), isNew: true };
    const existing = await tx
      .selectFrom("organization")
      .select(columns)
      .where("slug", "=", slug)
      .executeTakeFirstOrThrow();
    return { ...toOutput(existing), isNew: false };
  });

/** The organization of that id. */
export const getOrganization = async (db: Database, id: string): Promise<Output<"Organization.Get">> =>
  withIdentity(db, async (tx) =>
    toOutput(await tx.selectFrom("organization").select(columns).where("id", "=", id).executeTakeFirstOrThrow()),
  );

/** Every organization of this installation, by slug. */
export const listOrganizations = async (
  db: Database,
  input: Input<"Organization.List">,
): Promise<Output<"Organization.List">> => {
  const [afterSlug] = decodeCursor(input.cursor, ["text"]) ?? [""];
  const rows = await withIdentity(db, (tx) =>
    tx
      .selectFrom("organization")
      .select(columns)
      .where("slug", ">", String(afterSlug))
      .orderBy("slug")
      .limit(input.limit + 1)
      .execute(),
  );
  const { page, ...next } = pageOf(rows, input.limit, (row) => [row.slug]);
  return { organizations: page.map(toOutput), ...next };
};

const columns = ["id", "slug", "name", "createdAt"] as const;

const toOutput = ({ createdAt, ...row }: Organization) => ({ ...row, createdAt: createdAt.toISOString() });

const findOrganizationBySlug = async (db: Database, slug: string): Promise<Organization | undefined> =>
  withIdentity(db, (tx) => tx.selectFrom("organization").select(columns).where("slug", "=", slug).executeTakeFirst());
