-- What can be searched: masked text of documents, and names of entities. Search runs through functions owned by
-- beep_search, because under row-level security PostgreSQL would not use the text indexes; the functions repeat the
-- organization and the mailboxes themselves.

create table search_entry (
  organization_id uuid not null,
  kind text not null check (kind in ('document', 'entity')),
  ref_id uuid not null,
  -- One entry a version of a document (0) or a name of an entity (its rank), within the block that says it.
  part text not null,
  type text not null,
  block_id uuid,
  masked_text text not null,
  policy_version text not null,
  sort_key text not null,
  mailbox_ids uuid[] not null,
  words tsvector generated always as (to_tsvector('english', left(masked_text, 200000))) stored,
  primary key (organization_id, kind, ref_id, part)
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_names on search_entry using gin (lower(masked_text) gin_trgm_ops) where kind = 'entity';
create index search_entry_block on search_entry (organization_id, block_id);
call beep_protect('search_entry', 'select, insert, update, delete', audience => true);
