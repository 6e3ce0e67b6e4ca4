import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { identityTables, listTables, listTenantTables, operatorTables } from "../../test/build/catalogue.ts";
import { testDatabase } from "../../test/build/test-database.ts";

const db = await testDatabase();
afterAll(() => db.close());

const tables = await listTenantTables(db);

const organization =
  "(organization_id = (NULLIF(current_setting('beep.organization_id'::text, true), ''::text))::uuid)";
const audience =
  "(mailbox_ids && (string_to_array(NULLIF(current_setting('beep.mailboxes'::text, true), ''::text), ','::text))::uuid[])";

// Functions owned by it name the organization and the mailboxes themselves, so that text indexes are used.
const searchPolicy = {
  table: "search_entry",
  policy: "search",
  verb: "r",
  roles: ["beep_search"],
  using: "true",
  check: null,
};

// What waits to be passed to the queue, of every organization: ids only.
const queuePolicy = {
  table: "outbox",
  policy: "queue",
  verb: "*",
  roles: ["beep_queue"],
  using: "true",
  check: "true",
};

async function query<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await statement.execute(db.kysely)).rows;
}

type Policy = {
  readonly table: string;
  readonly policy: string;
  readonly verb: string;
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

const policies = await query(sql<Policy>`
  select relname as "table", polname as policy, polcmd as verb, polpermissive as "isPermissive",
    array(select case role when 0 then 'public' else role::regrole::text end from unnest(polroles) as role) as roles,
    pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check
  from pg_policy join pg_class on pg_class.oid = polrelid order by relname, polname`);

test("there are tenant tables to speak of", () => {
  expect(tables.length).toBeGreaterThan(20);
});

describe.each(tables)("$name", ({ name, columns, foreignKeys, verbs }) => {
  test("has an organization, which leads every primary, unique and foreign key", async () => {
    expect(columns).toContainEqual(
      expect.objectContaining({ name: "organization_id", type: "uuid", isRequired: true }),
    );
    const keys = await query(sql<{ lead: string; isPrimary: boolean }>`
      select attname as lead, indisprimary as "isPrimary"
      from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
      where indrelid = ${name}::regclass and indisunique`);
    expect(keys.filter((key) => key.isPrimary)).toHaveLength(1);
    expect(keys.filter((key) => key.lead !== "organization_id")).toEqual([]);
    for (const key of foreignKeys) {
      expect([key.columns[0], key.referencedColumns[0]], key.name).toEqual(["organization_id", "organization_id"]);
    }
  });

  test("references only tenant tables, and changes nothing by itself when they change", async () => {
    for (const key of foreignKeys) expect(tables.map((table) => table.name)).toContain(key.referencedTable);
    const actions = await query(sql`
      select conname from pg_constraint
      where conrelid = ${name}::regclass and contype = 'f' and (confdeltype in ('n', 'd') or confupdtype <> 'a')`);
    expect(actions).toEqual([]);
  });

  test("has forced row-level security with one policy for reading and writing, bound to the organization and the audience", async () => {
    const [state] = await query(sql`
      select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where oid = ${name}::regclass`);
    expect(state).toEqual({ enabled: true, forced: true });
    const hasAudience = columns.some((column) => column.name === "mailbox_ids");
    const rule = hasAudience ? `(${organization} AND ${audience})` : organization;
    const others = [searchPolicy.policy, queuePolicy.policy];
    const own = policies.filter((policy) => policy.table === name && !others.includes(policy.policy));
    expect(own).toEqual([
      { table: name, policy: "tenant", verb: "*", isPermissive: true, roles: ["public"], using: rule, check: rule },
    ]);
  });

  test("is open to beep_app for rows only, and closed to everyone else", async () => {
    expect(verbs).toContain("SELECT");
    const grants = await query(sql<{ grantee: string; verb: string }>`
      select distinct case grantee when 0 then 'public' else grantee::regrole::text end as grantee, privilege_type as verb
      from pg_class, aclexplode(relacl)
      where oid = ${name}::regclass and grantee <> relowner order by verb`);
    const others = grants.filter((grant) => grant.grantee !== "beep_app");
    expect(others).toEqual(
      name === searchPolicy.table
        ? [{ grantee: "beep_search", verb: "SELECT" }]
        : name === queuePolicy.table
          ? ["DELETE", "SELECT"].map((verb) => ({ grantee: "beep_queue", verb }))
          : [],
    );
    const more = grants.filter((grant) => !["SELECT", "INSERT", "UPDATE", "DELETE"].includes(grant.verb));
    expect(more).toEqual([]);
  });
});

test("the only policies beside a table's own let beep_search read the search table, and beep_queue empty the outbox", () => {
  const others = policies.filter((policy) => policy.policy !== "tenant");
  expect(others).toEqual([queuePolicy, searchPolicy].map((policy) => ({ ...policy, isPermissive: true })));
});

test("no table has a trigger or a rule", async () => {
  expect(await query(sql`select tgname from pg_trigger where not tgisinternal`)).toEqual([]);
  expect(
    await query(sql`
    select rulename from pg_rewrite join pg_class on pg_class.oid = ev_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`),
  ).toEqual([]);
});

test("identity tables are reached by beep_identity alone, operator tables by no other organization's way", async () => {
  expect(await listTables(db)).toEqual(expect.arrayContaining([...identityTables, ...operatorTables]));
  const grants = await query(sql<{ table: string; role: string; verb: string }>`
    select relname as "table", grantee::regrole::text as role, privilege_type as verb
    from pg_class, aclexplode(relacl)
    where relname in (${sql.join([...identityTables, ...operatorTables])}) and relnamespace = 'public'::regnamespace and grantee <> relowner`);
  for (const grant of grants) {
    if (identityTables.includes(grant.table)) expect(grant.role, grant.table).toBe("beep_identity");
    else expect(grant.role, grant.table).toBe("beep_app");
  }
  expect(grants.filter((grant) => grant.table === "beep_migration").map((grant) => grant.verb)).toEqual(["SELECT"]);
  expect(grants.filter((grant) => grant.table === "security_event").map((grant) => grant.verb)).toEqual(["INSERT"]);
});

test("beep_owner owns every table; beep_app and beep_identity own nothing", async () => {
  const owners = await query(sql<{ owner: string }>`
    select distinct relowner::regrole::text as owner from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`);
  expect(owners).toEqual([{ owner: "beep_owner" }]);
  const owned = await query(sql`
    select 'relation' as what from pg_class where relowner in ('beep_app'::regrole, 'beep_identity'::regrole)
    union all select 'function' from pg_proc where proowner in ('beep_app'::regrole, 'beep_identity'::regrole)
    union all select 'schema' from pg_namespace where nspowner in ('beep_app'::regrole, 'beep_identity'::regrole)`);
  expect(owned).toEqual([]);
});

test("no role of ours bypasses anything, and beep_app becomes beep_identity only by asking", async () => {
  const roles = await query(sql`
    select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as "isMighty" from pg_roles
    where rolname in ('beep_owner', 'beep_app', 'beep_identity', 'beep_search', 'beep_queue') order by rolname`);
  expect(roles).toEqual(
    ["beep_app", "beep_identity", "beep_owner", "beep_queue", "beep_search"].map((name) => ({ name, isMighty: false })),
  );
  const memberships = await query(sql`
    select roleid::regrole::text as role, inherit_option as "isInherited", admin_option as "isAdmin"
    from pg_auth_members where member in ('beep_app'::regrole, 'beep_identity'::regrole, 'beep_search'::regrole, 'beep_queue'::regrole)
    order by role`);
  expect(memberships).toEqual(
    ["beep_identity", "beep_queue"].map((role) => ({ role, isInherited: false, isAdmin: false })),
  );
  const [schema] = await query(sql`
    select has_schema_privilege('beep_app', 'public', 'create') as app,
      has_schema_privilege('beep_identity', 'public', 'create') as identity`);
  expect(schema).toEqual({ app: false, identity: false });
});

test("only search functions run as someone else, with a fixed search path, and none is open to everyone", async () => {
  const functions = await query(sql<{
    name: string;
    owner: string;
    isDefiner: boolean;
    config: string[] | null;
    isPublic: boolean;
  }>`
    select proname as name, proowner::regrole::text as owner, prosecdef as "isDefiner", proconfig as config,
      has_function_privilege('public', pg_proc.oid, 'execute') as "isPublic"
    from pg_proc
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`);
  expect(functions.map((each) => each.name)).toContain("beep_enter");
  for (const each of functions) {
    expect(each.isPublic, each.name).toBe(false);
    expect(each.owner, each.name).toBe(each.isDefiner ? "beep_search" : "beep_owner");
    if (each.isDefiner) expect(each.config, each.name).toContain("search_path=public, pg_temp");
  }
});
