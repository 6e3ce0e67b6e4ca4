-- The audit log: append-only by grants. Rows are written unsealed; a job gives them their place in the chain
-- (audit_seal), in order of id below the oldest running transaction.

create table audit_event (
  organization_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  -- The transaction that wrote it: sealing stops below the oldest running one.
  xact xid8 not null default pg_current_xact_id(),
  actor_id text not null,
  actor_role text not null,
  operation text not null,
  door text not null,
  phase text not null check (phase in ('started', 'finished')),
  outcome text not null check (outcome in ('ok', 'denied', 'failed', 'pending')),
  error_tag text,
  touched jsonb not null,
  question_ref uuid,
  trace_id text not null,
  duration_ms integer,
  primary key (organization_id, id)
);
create index audit_event_at on audit_event (organization_id, at, id);
call beep_protect('audit_event', 'select, insert');

-- One sealed batch: the Merkle root over its events' canonical JSON, chained to the batch before and signed.
create table audit_seal (
  organization_id uuid not null,
  sequence_from bigint not null,
  sequence_to bigint not null,
  event_ids uuid[] not null,
  merkle_root text not null,
  previous_head text not null,
  head text not null,
  signature text not null,
  sealed_at timestamptz not null,
  primary key (organization_id, sequence_from)
);
call beep_protect('audit_seal', 'select, insert');

-- Question texts, sealed with the organization's content key; the audit log refers to them by id.
create table audit_question (
  organization_id uuid not null,
  id uuid not null,
  text_cipher bytea not null,
  primary key (organization_id, id)
);
call beep_protect('audit_question', 'select, insert');

-- Jobs to send, written in the transaction that wants them; a relay passes them to the queue. Ids only, never content.
create table outbox (
  organization_id uuid not null,
  id uuid not null,
  job text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (organization_id, id)
);
create index outbox_unsent on outbox (organization_id, created_at) where sent_at is null;
call beep_protect('outbox', 'select, insert, update');

-- Where no organization is known (a failed sign-in, a bad token): the operator's security log.
create table security_event (
  id uuid primary key,
  at timestamptz not null,
  operation text not null,
  door text not null,
  outcome text not null,
  error_tag text,
  trace_id text not null
);
grant insert on security_event to beep_app;
