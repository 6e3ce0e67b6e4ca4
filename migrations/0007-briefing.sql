-- Briefings, their bullets and citations: immutable once written. The one exception is blanking a bullet whose source
-- was destroyed: its text goes, its id, hash and reason stay.

create table briefing (
  organization_id uuid not null,
  id uuid not null,
  -- Sealed with the organization's content key: a question may name people.
  ask_cipher bytea not null,
  as_of date not null,
  subject_entity_id uuid not null,
  subject_type text not null,
  subject_name text not null,
  meeting_entity_id uuid,
  meeting_date date,
  section_titles jsonb not null,
  disclaimer jsonb not null,
  withheld jsonb not null,
  composer jsonb not null,
  requested_by uuid,
  -- The mailboxes its asker could read.
  mailbox_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index briefing_subject on briefing (organization_id, subject_entity_id, created_at);
call beep_protect('briefing', 'select, insert', audience => true);

create table briefing_bullet (
  organization_id uuid not null,
  id uuid not null,
  briefing_id uuid not null,
  section text not null,
  position integer not null,
  text text,
  text_hash text not null,
  blanked_reason text,
  -- How many citations it has: whoever reads fewer of them may not read the bullet.
  citations integer not null check (citations > 0),
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  unique (organization_id, briefing_id, section, position),
  foreign key (organization_id, briefing_id) references briefing (organization_id, id),
  check ((text is null) = (blanked_reason is not null))
);
call beep_protect('briefing_bullet', 'select, insert, update', audience => true);

create table briefing_citation (
  organization_id uuid not null,
  id uuid not null,
  bullet_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('mention', 'relation', 'attribute')),
  -- Ids as values, followed through redirects; no foreign key to a derived row.
  source jsonb not null,
  document_id uuid not null,
  document_version_id uuid not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char and end_char - start_char <= 400),
  -- SHA-256 of the quoted words, unmasked: verify slices the content again and compares.
  quote_hash text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  unique (organization_id, bullet_id, position),
  foreign key (organization_id, bullet_id) references briefing_bullet (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index briefing_citation_document on briefing_citation (organization_id, document_id);
call beep_protect('briefing_citation', 'select, insert, update', audience => true);
