-- What changed lately, for screens that show it: a row a thing, with the last time. Names of operations and ids, nothing of what changed.
create table change_hint (
  organization_id uuid not null,
  operation text not null,
  ref_id uuid not null,
  -- Of whose mail it tells: hinted to those who may read that mailbox.
  mailbox_id uuid,
  changed_at timestamptz not null,
  primary key (organization_id, operation, ref_id)
);
create index change_hint_at on change_hint (organization_id, changed_at);
call beep_protect('change_hint', 'select, insert, update, delete');
