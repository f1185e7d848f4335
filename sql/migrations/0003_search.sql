-- Full-text search in the language of each article.

-- The text-search configuration that PostgreSQL has for an ISO 639-1 language; `simple` for the others.
create function winnow.search_config(language text) returns regconfig
language sql immutable parallel safe as $$
  select (case language
    when 'ar' then 'arabic' when 'ca' then 'catalan' when 'da' then 'danish' when 'de' then 'german'
    when 'el' then 'greek' when 'en' then 'english' when 'es' then 'spanish' when 'eu' then 'basque'
    when 'fi' then 'finnish' when 'fr' then 'french' when 'ga' then 'irish' when 'hi' then 'hindi'
    when 'hu' then 'hungarian' when 'hy' then 'armenian' when 'id' then 'indonesian' when 'it' then 'italian'
    when 'lt' then 'lithuanian' when 'ne' then 'nepali' when 'nl' then 'dutch' when 'no' then 'norwegian'
    when 'pt' then 'portuguese' when 'ro' then 'romanian' when 'ru' then 'russian' when 'sr' then 'serbian'
    when 'sv' then 'swedish' when 'ta' then 'tamil' when 'tr' then 'turkish' when 'yi' then 'yiddish'
    else 'simple' end)::regconfig
$$;

-- What a search looks through. The limit keeps a document under PostgreSQL's 1 MB for a tsvector.
create function winnow.search_document(language text, title text, body text) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector(winnow.search_config(language), coalesce(title, '')), 'A')
      || to_tsvector(winnow.search_config(language), left(body, 200000))
$$;

-- Words as a user types them ("ferry strike" -harbour), matched in every language that the store holds:
-- each article was indexed in its own. Runs with the owner's rights: readers see no tables.
create function winnow.search_query(words text) returns tsquery
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select string_agg('(' || query || ')', ' | ')::tsquery
     from (select distinct websearch_to_tsquery(winnow.search_config(language), words)::text as query
           from (select distinct language from winnow.article) languages) queries
     where query <> ''),
    ''::tsquery)
$$;
