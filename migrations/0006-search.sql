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
  sort_key text collate "C" not null,
  mailbox_ids uuid[] not null,
  words tsvector generated always as (to_tsvector('english', left(masked_text, 200000))) stored,
  primary key (organization_id, kind, ref_id, part)
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_names on search_entry using gin (lower(masked_text) gin_trgm_ops) where kind = 'entity';
create index search_entry_block on search_entry (organization_id, block_id);
call beep_protect('search_entry', 'select, insert, update, delete', audience => true);

-- beep_search may read every row of this one table; its functions below name the organization and the mailboxes of the
-- scope that calls them, so that the text indexes are used and no other row is ever returned.
create policy search on search_entry for select to beep_search using (true);
grant select on search_entry to beep_search;

-- Entities whose name holds the words, or nearly (a slip of the pen): best likeness first.
create function beep_search_entities(query text, types text[], max_rows integer, skip_rows integer)
returns table (entity_id uuid, score real) language sql stable security definer
set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.5 as $$
  select ref_id, max(word_similarity(lower(query), lower(masked_text))) as score
  from search_entry
  where organization_id = nullif(current_setting('beep.organization_id', true), '')::uuid
    and mailbox_ids && string_to_array(nullif(current_setting('beep.mailboxes', true), ''), ',')::uuid[]
    and kind = 'entity'
    and (types is null or type = any (types))
    and lower(query) <% lower(masked_text)
  group by ref_id
  order by score desc, ref_id
  limit max_rows offset skip_rows
$$;

-- Documents whose masked text holds the words (web search syntax): best first, newer before older among equals.
create function beep_search_documents(query text, max_rows integer, skip_rows integer)
returns table (document_id uuid, score real, headline text, opening text) language sql stable security definer
set search_path = public, pg_temp as $$
  with found as (
    select ref_id, masked_text, sort_key, ts_rank_cd(words, websearch_to_tsquery('english', query)) as score
    from search_entry
    where organization_id = nullif(current_setting('beep.organization_id', true), '')::uuid
      and mailbox_ids && string_to_array(nullif(current_setting('beep.mailboxes', true), ''), ',')::uuid[]
      and kind = 'document'
      and words @@ websearch_to_tsquery('english', query)
    order by score desc, sort_key desc, ref_id
    limit max_rows offset skip_rows
  )
  select ref_id, score, ts_headline('english', left(masked_text, 20000), websearch_to_tsquery('english', query),
    'StartSel="", StopSel="", MaxFragments=1, MaxWords=30, MinWords=12'), left(masked_text, 20000)
  from found
  order by score desc, sort_key desc, ref_id
$$;

revoke execute on function beep_search_entities(text, text[], integer, integer) from public;
revoke execute on function beep_search_documents(text, integer, integer) from public;
grant execute on function beep_search_entities(text, text[], integer, integer) to beep_app;
grant execute on function beep_search_documents(text, integer, integer) to beep_app;
-- Last: their owner alone may grant, and beep_owner does not speak for it.
alter function beep_search_entities(text, text[], integer, integer) owner to beep_search;
alter function beep_search_documents(text, integer, integer) owner to beep_search;
