-- Mailboxes with their audience, and the organization's wrapped keys.

-- The security of a tenant table, the same for every one: row-level security enabled and forced, one policy for the
-- organization and, where rows have an audience, for the mailboxes the actor may read; grants as named.
create procedure beep_protect(tenant_table regclass, verbs text, audience boolean default false) language plpgsql as $$
declare
  mine text := 'organization_id = nullif(current_setting(''beep.organization_id'', true), '''')::uuid';
begin
  if audience then
    mine := mine || ' and mailbox_ids && string_to_array(nullif(current_setting(''beep.mailboxes'', true), ''''), '','')::uuid[]';
    execute format('alter table %s add check (cardinality(mailbox_ids) > 0)', tenant_table);
  end if;
  execute format('alter table %s enable row level security, force row level security', tenant_table);
  execute format('create policy tenant on %s using (%s) with check (%s)', tenant_table, mine, mine);
  execute format('grant %s on %s to beep_app', verbs, tenant_table);
end
$$;
revoke execute on procedure beep_protect(regclass, text, boolean) from public;

-- A mailbox is a linked Google account or an imported export; its id is the providerAccountId of every call.
create table mailbox (
  organization_id uuid not null,
  id uuid not null,
  address text not null check (address = lower(address)),
  google_sub text,
  label text not null,
  audience text not null check (audience in ('firm', 'members')),
  is_active boolean not null default true,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, address),
  unique (organization_id, google_sub)
);
call beep_protect('mailbox', 'select, insert, update');

-- Named members of a mailbox whose audience is 'members'. user_id has no foreign key into identity tables.
create table mailbox_member (
  organization_id uuid not null,
  mailbox_id uuid not null,
  user_id uuid not null,
  primary key (organization_id, mailbox_id, user_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id)
);
call beep_protect('mailbox_member', 'select, insert, delete');

-- Keys of the organization, wrapped by the master key. 'content' wraps document keys; 'source_hash' is the HMAC key of
-- document identity, which rotation never changes; wrapped_by names the master key version.
create table organization_key (
  organization_id uuid not null,
  purpose text not null check (purpose in ('content', 'source_hash')),
  version integer not null,
  wrapped_key bytea not null,
  wrapped_by text not null,
  created_at timestamptz not null,
  primary key (organization_id, purpose, version)
);
call beep_protect('organization_key', 'select, insert, update');
