-- What is asked again and again of a store of millions of pages finds its rows by an index.

-- What is in the queue, among all chunks that wait: asked whenever a chunk is done.
create index chunk_queued on winnow.chunk (queued_at) where state = 'queued';
-- Records of a file: of every file that is looked up by its name, or removed.
create index run_page_source on winnow.run_page (source_id);
-- What broken records need of the bytes that are about to be removed.
create index failure_content on winnow.failure (content_hash) where content_hash is not null;
-- By whatever case of its name, and by its number elsewhere.
create index entity_lower_name on winnow.entity using hash (lower(name));
create index entity_external on winnow.entity using hash (external_id);

-- Every mention is of a name of its article, whose row in article_name keeps the name. A key of its own would want an
-- index of all mentions by name, or read all of them for each name that is removed.
alter table winnow.mention drop constraint mention_name_id_fkey;

-- The languages of all articles are a few steps in an index of them, not a reading of all articles.
create index article_language on winnow.article (language);
create or replace function winnow.search_query(words text) returns tsquery
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  with recursive languages (language) as (
    (select language from winnow.article order by language limit 1)
    union all
    select (select article.language from winnow.article where article.language > languages.language order by 1 limit 1)
    from languages where languages.language is not null)
  select coalesce(
    (select string_agg('(' || query || ')', ' | ')::tsquery
     from (select distinct websearch_to_tsquery(winnow.search_config(language), words)::text as query
           from (select language from languages where language is not null
                 union all (select null from winnow.article where language is null limit 1)) known) queries
     where query <> ''),
    ''::tsquery)
$$;
