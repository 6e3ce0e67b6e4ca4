-- Documents, their immutable versions and sources, what was read from them, and the ledger of every message received.

create table document (
  organization_id uuid not null,
  id uuid not null,
  -- Message-ID header; empty when the message has none. With source_hash it tells one message from another.
  message_id text not null,
  source_hash text not null,
  state text not null check (state in ('present', 'removed', 'destroyed')),
  current_version_id uuid not null,
  -- The Date header, never later than the earliest known receipt; null sorts first.
  sent_at timestamptz,
  -- The sender's own calendar date.
  local_date date,
  -- By code point on every database: sort order must not depend on a locale.
  sort_key text collate "C" not null,
  ingest_seq bigint generated always as identity,
  mailbox_ids uuid[] not null,
  -- The document's key, wrapped by the organization's content key of that version. Null once destroyed.
  wrapped_key bytea,
  key_version integer not null,
  -- Which block of the graph it was resolved in; null until resolved (server/graph).
  block_id uuid,
  needs_resolving boolean not null default true,
  learned_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, message_id, source_hash)
);
create index document_sort on document (organization_id, sort_key, id);
create index document_block on document (block_id, organization_id);
create index document_dirty on document (organization_id, id) where needs_resolving;
call beep_protect('document', 'select, insert, update', audience => true);

-- One row per version of a message. Cipher texts are sealed with the document's key and never change.
create table document_version (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  version_number integer not null,
  source_hash text not null,
  canonicaliser_version text not null,
  content_cipher bytea not null,
  content_chars integer not null,
  raw_cipher bytea not null,
  raw_bytes integer not null,
  attachments jsonb not null,
  mailbox_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, document_id, version_number),
  foreign key (organization_id, document_id) references document (organization_id, id)
);
-- A file that holds a later version of a known message joins its document.
create index document_version_hash on document_version (organization_id, source_hash);
call beep_protect('document_version', 'select, insert, update', audience => true);

-- Where a document was seen: for ever unique. source_id is Gmail's id, for files the source hash.
create table document_source (
  organization_id uuid not null,
  mailbox_id uuid not null,
  source_type text not null check (source_type in ('file', 'gmail')),
  source_id text not null,
  document_id uuid not null,
  source_hash text not null,
  source_thread_id text not null,
  state text not null check (state in ('present', 'removed')),
  labels text[] not null,
  first_seen_at timestamptz not null,
  primary key (organization_id, mailbox_id, source_type, source_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id),
  foreign key (organization_id, document_id) references document (organization_id, id)
);
create index document_source_document on document_source (organization_id, document_id);
create index document_source_thread on document_source (organization_id, mailbox_id, source_thread_id);
call beep_protect('document_source', 'select, insert, update');

-- What one engine read in one version: zones, referents, mentions and claims (server/extract/reading.ts). Append-only.
create table extraction (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  ontology_id text not null,
  engine text not null,
  engine_version text not null,
  zoner_version text not null,
  -- Sender, recipients, dates and verdict: what resolve needs of the message, beside the reading.
  envelope jsonb not null,
  zones jsonb not null,
  reading jsonb not null,
  mailbox_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, document_version_id, ontology_id, engine, engine_version, zoner_version),
  foreign key (organization_id, document_id) references document (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index extraction_document on extraction (organization_id, document_id);
call beep_protect('extraction', 'select, insert, update', audience => true);

-- Compliance flags: read from a version like claims, reviewed by people (reviews come with the compliance screens).
create table compliance_flag (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  extraction_id uuid not null,
  category text not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char and end_char - start_char <= 400),
  confidence real not null,
  author text,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id),
  foreign key (organization_id, extraction_id) references extraction (organization_id, id)
);
create index compliance_flag_document on compliance_flag (organization_id, document_id);
call beep_protect('compliance_flag', 'select, insert, update', audience => true);

-- The ledger: one row for every message received, by what identifies it in its source.
-- received = stored + excluded + failed; a failed one is tried again whenever it is read again.
create table mail_ledger (
  organization_id uuid not null,
  mailbox_id uuid not null,
  source_type text not null check (source_type in ('file', 'gmail')),
  -- Gmail's id; for a message in a file, an HMAC of its bytes, which it has whether it can be read or not.
  source_id text not null,
  outcome text not null check (outcome in ('stored', 'excluded', 'failed')),
  -- A closed set of reasons, never text from the mail; empty for stored.
  reason text not null,
  attempts integer not null,
  document_id uuid,
  last_at timestamptz not null,
  primary key (organization_id, mailbox_id, source_type, source_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id),
  check ((outcome = 'stored') = (document_id is not null)),
  check ((outcome = 'stored') = (reason = ''))
);
create index mail_ledger_outcome on mail_ledger (organization_id, mailbox_id, outcome);
call beep_protect('mail_ledger', 'select, insert, update');
