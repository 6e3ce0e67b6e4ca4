-- The graph: everything here is derived by resolve from extractions and corrections, and can be dropped and rebuilt;
-- correction and redirect are what people and other records rely on and last.

-- Secondary indexes of tables that others refer to do not lead with the organization: a planner without statistics takes such an index for the checks of foreign keys
-- (organization_id, id), and a bulk write reads every row of the organization for each row it writes.

-- Keys that link documents into blocks (server/graph/linking-keys.ts).
create table resolution_key (
  organization_id uuid not null,
  -- By code unit, so that keys of one kind are one range of the index.
  key text collate "C" not null,
  document_id uuid not null,
  primary key (organization_id, key, document_id),
  foreign key (organization_id, document_id) references document (organization_id, id)
);
create index resolution_key_document on resolution_key (organization_id, document_id);
call beep_protect('resolution_key', 'select, insert, delete');

-- What headers and signatures say of an address, gathered over all mail: tells professionals before blocks are cut.
create table directory_observation (
  organization_id uuid not null,
  address text not null,
  kind text not null,
  value text not null,
  document_id uuid not null,
  primary key (organization_id, address, kind, value, document_id),
  foreign key (organization_id, document_id) references document (organization_id, id)
);
create index directory_observation_document on directory_observation (organization_id, document_id);
-- Who wrote to an address: what makes it known (contracts, 3).
create index directory_observation_wrote on directory_observation (organization_id, value) where kind = 'wrote';
call beep_protect('directory_observation', 'select, insert, delete');

-- What those observations come to: one row an address. When it changes, the documents it decides are resolved again.
create table directory_entry (
  organization_id uuid not null,
  address text not null,
  kind text not null check (kind in ('firm', 'professional', 'automatic', 'group', 'client', 'unknown')),
  is_known boolean not null,
  names text[] not null,
  primary key (organization_id, address)
);
call beep_protect('directory_entry', 'select, insert, update, delete');

-- Given names and surnames of an entry, folded: how a name finds its addresses.
create table directory_name (
  organization_id uuid not null,
  name text not null,
  address text not null,
  primary key (organization_id, name, address)
);
create index directory_name_address on directory_name (organization_id, address);
call beep_protect('directory_name', 'select, insert, delete');

create table entity (
  organization_id uuid not null,
  id uuid not null,
  type text not null,
  -- Null for Professionals and Institutions, which several blocks share.
  block_id uuid,
  -- The key a shared entity is known by in every block; null for the others.
  shared_key text,
  confidence real not null,
  status text check (status in ('confirmed', 'rejected')),
  joined_by text[] not null,
  -- The sort key of its earliest claim: where its id comes from.
  first_sort_key text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  unique (organization_id, shared_key)
);
create index entity_block on entity (block_id, organization_id);
create index entity_type on entity (type, organization_id, id);
call beep_protect('entity', 'select, insert, update, delete', audience => true);

-- Every name an entity goes by, best first; shown from readable mail only.
create table entity_name (
  organization_id uuid not null,
  entity_id uuid not null,
  block_id uuid not null,
  rank integer not null,
  name text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, entity_id, block_id, rank),
  foreign key (organization_id, entity_id) references entity (organization_id, id)
);
create index entity_name_block on entity_name (block_id, organization_id);
call beep_protect('entity_name', 'select, insert, update, delete', audience => true);

create table mention (
  organization_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  block_id uuid not null,
  document_id uuid not null,
  document_version_id uuid not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char and end_char - start_char <= 400),
  confidence real not null,
  -- The mention's id in the reading.
  source_id text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, entity_id) references entity (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index mention_entity on mention (organization_id, entity_id);
create index mention_document on mention (organization_id, document_id);
create index mention_block on mention (block_id, organization_id);
call beep_protect('mention', 'select, insert, update, delete', audience => true);

create table relation (
  organization_id uuid not null,
  id uuid not null,
  block_id uuid not null,
  type text not null,
  from_entity_id uuid not null,
  to_entity_id uuid not null,
  confidence real not null,
  stated_by text not null check (stated_by in ('client', 'third_party', 'firm', 'unverified', 'inferred')),
  valid_from text,
  valid_to text,
  learned_at timestamptz not null,
  superseded_by uuid,
  contradicts uuid[] not null,
  status text check (status in ('confirmed', 'rejected')),
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, from_entity_id) references entity (organization_id, id),
  foreign key (organization_id, to_entity_id) references entity (organization_id, id)
);
create index relation_from on relation (from_entity_id, organization_id);
create index relation_to on relation (to_entity_id, organization_id);
create index relation_block on relation (block_id, organization_id);
call beep_protect('relation', 'select, insert, update, delete', audience => true);

create table relation_evidence (
  organization_id uuid not null,
  id uuid not null,
  relation_id uuid not null,
  block_id uuid not null,
  position integer not null,
  document_id uuid not null,
  document_version_id uuid not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char and end_char - start_char <= 400),
  confidence real not null,
  source_id text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, relation_id) references relation (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index relation_evidence_relation on relation_evidence (organization_id, relation_id, position);
create index relation_evidence_document on relation_evidence (organization_id, document_id);
create index relation_evidence_block on relation_evidence (block_id, organization_id);
call beep_protect('relation_evidence', 'select, insert, update, delete', audience => true);

-- An attribute value is a fact with evidence, like a relation.
create table attribute_fact (
  organization_id uuid not null,
  id uuid not null,
  block_id uuid not null,
  entity_id uuid not null,
  name text not null,
  value text not null,
  confidence real not null,
  stated_by text not null check (stated_by in ('client', 'third_party', 'firm', 'unverified', 'inferred')),
  valid_from text,
  valid_to text,
  learned_at timestamptz not null,
  superseded_by uuid,
  contradicts uuid[] not null,
  status text check (status in ('confirmed', 'rejected')),
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, entity_id) references entity (organization_id, id)
);
create index attribute_fact_entity on attribute_fact (entity_id, organization_id);
create index attribute_fact_block on attribute_fact (block_id, organization_id);
call beep_protect('attribute_fact', 'select, insert, update, delete', audience => true);

create table attribute_evidence (
  organization_id uuid not null,
  id uuid not null,
  attribute_fact_id uuid not null,
  block_id uuid not null,
  position integer not null,
  document_id uuid not null,
  document_version_id uuid not null,
  start_char integer not null,
  end_char integer not null check (end_char > start_char and end_char - start_char <= 400),
  confidence real not null,
  source_id text not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, attribute_fact_id) references attribute_fact (organization_id, id),
  foreign key (organization_id, document_version_id) references document_version (organization_id, id)
);
create index attribute_evidence_fact on attribute_evidence (organization_id, attribute_fact_id, position);
create index attribute_evidence_document on attribute_evidence (organization_id, document_id);
create index attribute_evidence_block on attribute_evidence (block_id, organization_id);
call beep_protect('attribute_evidence', 'select, insert, update, delete', audience => true);

-- People's decisions, keyed by words and not by rows (server/graph/resolution.ts: Correction). Append-only; undone_at is the undo.
create table correction (
  organization_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  correction jsonb not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  undone_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references document (organization_id, id)
);
create index correction_document on correction (organization_id, document_id);
call beep_protect('correction', 'select, insert, update');

-- An id that changed because an earlier claim arrived; followed wherever an old id is presented.
create table redirect (
  organization_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, from_id)
);
call beep_protect('redirect', 'select, insert, update');
