-- What the resolver would rather ask than guess: derived, rebuilt with its block.

create table review_candidate (
  organization_id uuid not null,
  id uuid not null,
  block_id uuid not null,
  -- Two entities that may be one, or words that may be about any of several.
  kind text not null check (kind in ('pair', 'whose')),
  entity_ids uuid[] not null,
  chosen_entity_id uuid,
  document_id uuid,
  document_version_id uuid,
  start_char integer,
  end_char integer,
  reasons text[] not null,
  -- Of 100: what is likeliest, or matters most, is asked first.
  likeness integer not null,
  mailbox_ids uuid[] not null,
  primary key (organization_id, id)
);
create index review_candidate_block on review_candidate (block_id, organization_id);
call beep_protect('review_candidate', 'select, insert, delete', audience => true);
