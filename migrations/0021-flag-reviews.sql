-- What a compliance officer said of a flag. Append-only; keyed by the words it is about, so that reading them anew keeps it. The
-- latest counts, the earlier stay.
create table flag_review (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  category text not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char),
  decision text not null check (decision in ('cleared', 'follow_up', 'escalated')),
  -- Sealed with the organization's content key.
  note_cipher bytea not null,
  reviewed_by uuid,
  reviewed_at timestamptz not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index flag_review_of on flag_review (organization_id, document_version_id, category, start_char, end_char, reviewed_at);
call beep_protect('flag_review', 'select, insert, update', audience => true);
