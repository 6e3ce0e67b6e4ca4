-- Extensions, the four roles, and the function that enters an organization.
-- Runs as the user of MIGRATION_DATABASE_URL; every later file runs as beep_owner.
-- A managed server whose user may not create roles or extensions can have them made beforehand: nothing here insists.

create extension if not exists vector;
create extension if not exists pg_trgm;

-- beep_owner    migrates and owns every table
-- beep_app      is what the product runs as: owns nothing, bypasses nothing
-- beep_identity reaches users, organizations and members, and nothing of a tenant
-- beep_search   owns the search functions; the one role with a policy that sees every row, of the search table alone
-- Roles belong to the whole cluster: another database of it may be making them at this moment.
do $$
declare
  wanted record;
begin
  for wanted in select unnest(array['beep_owner', 'beep_app', 'beep_identity', 'beep_search']) as role_name loop
    if not exists (select from pg_roles where rolname = wanted.role_name) then
      begin
        execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', wanted.role_name);
      exception
        when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;

  if exists (select from pg_roles where rolname in ('beep_owner', 'beep_app', 'beep_identity', 'beep_search') and (rolsuper or rolbypassrls)) then
    raise exception using errcode = '42501', message = 'beep_owner, beep_app, beep_identity and beep_search must be neither superusers nor BYPASSRLS';
  end if;

  -- This user migrates as beep_owner, and where it made the roles may also be the one login of a small installation.
  -- beep_app becomes beep_identity by SET LOCAL ROLE only: what it does as itself never reaches an identity table.
  -- ALTER FUNCTION … OWNER TO beep_search asks that beep_owner could become it.
  for wanted in
    select * from (values
      (current_user::text, 'beep_owner', 'inherit true, set true'),
      ('beep_app', 'beep_identity', 'inherit false, set true'),
      ('beep_owner', 'beep_search', 'inherit false, set true')
    ) as needed (member, role_name, options)
    where member <> role_name and not pg_has_role(member, role_name, 'set')
    union all
    select current_user::text, 'beep_app', 'inherit false, set true'
    where not pg_has_role('beep_app', 'set') and pg_has_role('beep_app', 'member with admin option')
  loop
    execute format('grant %I to %I with %s', wanted.role_name, wanted.member, wanted.options);
  end loop;
exception
  when insufficient_privilege then
    raise exception using errcode = '42501', message = format(
      'this user may not make the roles of Beep (%s). As a superuser run: create role beep_owner; create role beep_app; '
      'create role beep_identity; create role beep_search; grant beep_owner to %I; grant beep_search to beep_owner with inherit false; '
      'grant beep_identity to beep_app with inherit false', sqlerrm, current_user);
end
$$;

-- ALTER FUNCTION … OWNER TO beep_search also asks that beep_search may create in the schema.
grant usage, create on schema public to beep_owner, beep_search;
grant usage on schema public to beep_app, beep_identity;

-- A function, because Citus sends SET LOCAL to its workers but not select set_config(…). Both settings end with the transaction.
create function beep_enter(organization uuid, mailboxes uuid[]) returns void language plpgsql as $$
begin
  execute format('SET LOCAL beep.organization_id = %L', organization::text);
  execute format('SET LOCAL beep.mailboxes = %L', coalesce(array_to_string(mailboxes, ','), ''));
end
$$;
comment on function beep_enter(uuid, uuid[]) is 'Binds this transaction to one organization and to the mailboxes its actor may read.';
revoke execute on function beep_enter(uuid, uuid[]) from public;
grant execute on function beep_enter(uuid, uuid[]) to beep_app;

alter function beep_enter(uuid, uuid[]) owner to beep_owner;
alter table beep_migration owner to beep_owner;
grant select on beep_migration to beep_app;

-- A tenant table leads every key with organization_id, and its file ends it with
--   call beep_protect('thing', 'select, insert, update');                      -- the verbs the product needs
--   call beep_protect('thing', 'select, insert', audience => true);            -- where rows carry mailbox_ids
-- (the procedure stands in 0003). The catalogue test (server/db/catalogue.pg.test.ts) reads it all back.
--
-- No triggers, no ON DELETE SET NULL, no ON UPDATE CASCADE, no unique key without organization_id, no subquery in a policy:
-- Citus refuses them. Identity tables have no row-level security, and grants to beep_identity alone.
