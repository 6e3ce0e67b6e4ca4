-- Long work by jobs: the role that reaches the queue, what people may see of a job, and an outbox that the queue's role empties.

-- beep_queue reaches the queue's own schema and the outbox, and nothing else of a tenant. beep_app becomes it by SET LOCAL ROLE
-- only, as it becomes beep_identity. The role and the schema are made by the user who migrates, as in 0001.
set local role none;
do $$
begin
  if not exists (select from pg_roles where rolname = 'beep_queue') then
    begin
      create role beep_queue nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    exception
      when duplicate_object or unique_violation then null;
    end;
  end if;
  if exists (select from pg_roles where rolname = 'beep_queue' and (rolsuper or rolbypassrls)) then
    raise exception using errcode = '42501', message = 'beep_queue must be neither a superuser nor BYPASSRLS';
  end if;
  if not pg_has_role('beep_app', 'beep_queue', 'set') then
    grant beep_queue to beep_app with inherit false, set true;
  end if;
  if not exists (select from pg_namespace where nspname = 'pgboss') then
    create schema pgboss authorization beep_owner;
  end if;
exception
  when insufficient_privilege then
    raise exception using errcode = '42501', message = format(
      'this user may not make the role and the schema of the queue (%s). As a superuser run: create role beep_queue; '
      'grant beep_queue to beep_app with inherit false; create schema pgboss authorization beep_owner', sqlerrm);
end
$$;
set local role beep_owner;

grant usage on schema public to beep_queue;

-- One piece of work that somebody or a schedule asked for. The queue only knows its id: what it is to do and what came of it
-- are sealed with the organization's content key.
create table job_run (
  organization_id uuid not null,
  id uuid not null,
  job text not null,
  -- Of one job and key at most one is unfinished; without a key any number.
  run_key text,
  -- Whose mail it is about: shown to those who may read that mailbox.
  mailbox_id uuid,
  state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  requested_by text not null,
  requested_user_id uuid,
  requested_at timestamptz not null,
  input_cipher bytea not null,
  -- Times it was taken up; a stop in order does not count.
  attempts integer not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- The last sign of life by the database's clock: when it was queued or taken up, and every few seconds while it runs.
  pulse_at timestamptz not null,
  phase text,
  done integer,
  unit text,
  fraction real,
  cancel_requested_at timestamptz,
  error_tag text,
  outcome_cipher bytea,
  primary key (organization_id, id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id)
);
create unique index job_run_unfinished on job_run (organization_id, job, run_key) where state in ('queued', 'running');
create index job_run_recent on job_run (organization_id, requested_at desc, id);
call beep_protect('job_run', 'select, insert, update, delete');

-- A row is there until the queue has it. Its id is the delivery's id in the queue, so that passing it on twice delivers it once.
drop index outbox_unsent;
alter table outbox drop column sent_at;
revoke update on outbox from beep_app;
create index outbox_oldest on outbox (created_at);
create policy queue on outbox to beep_queue using (true) with check (true);
grant select, delete on outbox to beep_queue;
