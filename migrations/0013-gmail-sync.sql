-- Gmail sync: where each mailbox's reading stands, the ids Gmail has, and what is left out.

-- One row a mailbox. Moves only in transactions of the worker that holds the lease.
create table mail_sync (
  organization_id uuid not null,
  mailbox_id uuid not null,
  phase text not null check (phase in ('idle', 'listing', 'reading', 'following')),
  -- Every change up to this history id is in the work list. Google's history ids may exceed 64 bits.
  history_id text check (history_id ~ '^[0-9]+$'),
  -- A list of all ids is under way, or was the last one: 'first' read, 'compare' nightly, 'reconcile' after an expired history id.
  list_number integer not null,
  list_mode text check (list_mode in ('first', 'compare', 'reconcile')),
  -- Taken before the list began: what happens while it runs is found by history.
  list_history_id text check (list_history_id ~ '^[0-9]+$'),
  list_page_token text,
  list_started_at timestamptz,
  is_list_complete boolean not null,
  -- Which rules the excluded messages were judged by.
  rules_version integer not null,
  last_full_comparison_at timestamptz,
  last_success_at timestamptz,
  -- A closed set of reasons, never text of Google's or the mail's.
  problem text,
  problem_since timestamptz,
  -- Not before this may a scheduled sync ask Google again.
  not_before timestamptz,
  messages_per_second real,
  lease_holder uuid,
  lease_expires_at timestamptz,
  primary key (organization_id, mailbox_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id),
  check ((lease_holder is null) = (lease_expires_at is null))
);
call beep_protect('mail_sync', 'select, insert, update');

-- One row for every message Gmail has in a linked mailbox, and the list of those to be read or looked at again.
create table gmail_message (
  organization_id uuid not null,
  mailbox_id uuid not null,
  gmail_id text not null,
  -- The last full list of ids it was seen in, or of the time it was added.
  list_number integer not null,
  is_pending boolean not null,
  -- Failed readings in a row.
  attempts integer not null,
  not_before timestamptz,
  primary key (organization_id, mailbox_id, gmail_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id)
);
create index gmail_message_pending on gmail_message (organization_id, mailbox_id, gmail_id) where is_pending;
call beep_protect('gmail_message', 'select, insert, update, delete');

-- What is left out of a mailbox (server/mail/sync/rules.ts: MailRules). A mailbox without a row has the default rules, version 0.
create table mail_rules (
  organization_id uuid not null,
  mailbox_id uuid not null,
  version integer not null check (version > 0),
  rules jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (organization_id, mailbox_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id)
);
call beep_protect('mail_rules', 'select, insert, update');

-- The day Gmail received it, in UTC; null when that is not known.
alter table mail_ledger add column received_on date;
create index mail_ledger_day on mail_ledger (organization_id, mailbox_id, received_on);
-- What Gmail has no more and was never stored leaves the ledger, so that the ledger adds up to Gmail's own list.
grant delete on mail_ledger to beep_app;
