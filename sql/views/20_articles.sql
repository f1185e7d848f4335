-- Articles: what most people came for. Only what readers should see: the latest content of each address, one
-- of the pages with the same bytes, refined by the current pipeline; no teaser of an article that is there whole.

create or replace view winnow.articles as
select article.id as article_id, article.title, coalesce(article.url, page.url) as url, page.url as page_url,
  article.ordinal, article.published, article.published_on, article.modified,
  (select coalesce(array_agg(author.name order by position), '{}')
   from winnow.article_author join winnow.author on author.id = author_id
   where article_author.article_id = article.id) as authors,
  (select coalesce(array_agg(tag.name order by position), '{}')
   from winnow.article_tag join winnow.tag on tag.id = tag_id
   where article_tag.article_id = article.id) as tags,
  article.language, article.site_name, article.section, article.dateline, article.teaser, article.words,
  article.description, article.image, article.text, site.host, site.domain,
  refinement.page_type::text as page_type, page.fetched_at, page.id as page_id,
  encode(page.content_hash, 'hex') as content_sha256, pipeline.version as pipeline, refinement.run_id,
  article.search, article.claims,
  (select min(name || coalesce('#' || record, '')) from winnow.run_page join winnow.source on source.id = source_id
   where run_page.page_id = page.id) as source,
  case when article.published is null then null when length(article.published) = 10 then 'day'
    when article.published ~ '(Z|[+-]\d\d:\d\d)$' then 'instant' else 'minute' end as published_precision,
  jsonb_path_query_first(article.claims, '$[*] ? (@.field == "published" && @.chosen == true).source') #>> '{}'
    as published_source,
  case when article.modified is null then null when length(article.modified) = 10 then 'day'
    when article.modified ~ '(Z|[+-]\d\d:\d\d)$' then 'instant' else 'minute' end as modified_precision,
  jsonb_path_query_first(article.claims, '$[*] ? (@.field == "modified" && @.chosen == true).source') #>> '{}'
    as modified_source,
  article.published_ago,
  coalesce(article.published_on, (page.fetched_at at time zone 'UTC' - article.published_ago::interval)::date)
    as published_about,
  article.credits, article.keywords, article.breadcrumb, article.image_alt, article.image_credit, article.licence,
  article.foreign_quotes, article.published_confidence
from winnow.article
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
join winnow.pipeline on pipeline.id = refinement.pipeline_id
left join winnow.site on site.id = page.site_id
where not article.teaser or not exists (
  select from winnow.teasers where teasers.article_id = article.id and teasers.full_article_id is not null);
comment on view winnow.articles is 'Articles with their text and what they say of themselves. Teasers whose whole article is here are in winnow.teasers alone.';
comment on column winnow.articles.article_id is 'Number of the article in this database; it means nothing in another.';
comment on column winnow.articles.title is 'The article''s own title, without the site''s name.';
comment on column winnow.articles.url is 'Address of the article: its own where the page gives one, else the page''s.';
comment on column winnow.articles.page_url is 'Address of the page the article was found on.';
comment on column winnow.articles.ordinal is 'Place of the article on its page, from 1.';
comment on column winnow.articles.published is 'ISO 8601 date or instant, as precise as the page says; null when it does not.';
comment on column winnow.articles.published_on is 'Calendar day of published.';
comment on column winnow.articles.modified is 'ISO 8601 date or instant of the last change, when the page says so.';
comment on column winnow.articles.authors is 'People or agencies named as authors, in the order of the page.';
comment on column winnow.articles.tags is 'Tags that the page declares for the article.';
comment on column winnow.articles.language is 'ISO 639-1.';
comment on column winnow.articles.site_name is 'Name that the site gives itself.';
comment on column winnow.articles.section is 'Section of the site.';
comment on column winnow.articles.dateline is 'Place named by the dateline.';
comment on column winnow.articles.teaser is 'The text is cut off by a read-more link.';
comment on column winnow.articles.words is 'Words of the text.';
comment on column winnow.articles.description is 'Summary that the page declares.';
comment on column winnow.articles.image is 'Address of the main image.';
comment on column winnow.articles.text is 'Clean text: paragraphs parted by blank lines. Mentions count into it.';
comment on column winnow.articles.host is 'Host name of the page.';
comment on column winnow.articles.domain is 'Registrable domain of the page.';
comment on column winnow.articles.page_type is 'Type of the page the article was found on.';
comment on column winnow.articles.fetched_at is 'Earliest known time of crawling.';
comment on column winnow.articles.page_id is 'The page, as in winnow.pages.';
comment on column winnow.articles.content_sha256 is 'SHA-256 of the page''s bytes, in hex.';
comment on column winnow.articles.pipeline is 'Version of the pipeline that the row comes from.';
comment on column winnow.articles.run_id is 'Run that refined the page.';
comment on column winnow.articles.claims is 'What every source on the page said of each field, and which was chosen: [{field, value, source, chosen}].';
comment on column winnow.articles.source is 'File (and #record inside it) that the page was read from.';
comment on column winnow.articles.published_precision is 'How precise published is: day, minute, or instant with its offset; null when published is.';
comment on column winnow.articles.published_source is 'Where the page says published; winnow.claims has the other sources.';
comment on column winnow.articles.modified_precision is 'How precise modified is: day, minute, or instant with its offset.';
comment on column winnow.articles.modified_source is 'Where the page says modified.';
comment on column winnow.articles.published_ago is 'ISO 8601 duration before the page was fetched, where it only says "3 days ago".';
comment on column winnow.articles.published_about is 'published_on, or the day that published_ago counts back to from the day of fetching.';
comment on column winnow.articles.credits is 'Agencies that the text is credited to, apart from its authors.';
comment on column winnow.articles.keywords is 'Phrases that the text itself comes back to; no page declares them.';
comment on column winnow.articles.breadcrumb is 'Where the page stands in its site, outermost first.';
comment on column winnow.articles.image_alt is 'What the main image shows, as its markup says.';
comment on column winnow.articles.image_credit is 'Who made the main image, or who gave it.';
comment on column winnow.articles.licence is 'Licence that the page states: an address or words.';
comment on column winnow.articles.foreign_quotes is 'Longer quotes in another language: [{block, language}], blocks as in winnow.page_lines.';
comment on column winnow.articles.published_confidence is 'How likely the day of published is right, 0 to 1: on HTML pages, of dates with published_confidence >= .9 fewer than one in twenty are wrong, of all one in twelve; on text pages one in seventeen, of all one in fifteen. Null when published is, and for what was refined by a pipeline without it.';
comment on column winnow.articles.search is 'For full-text search: search @@ winnow.search_query(''words''); where words are ruled out (''boat -ferry'') also: and search @@ websearch_to_tsquery(winnow.search_config(language), ''boat -ferry'').';

create or replace view winnow.claims as
select articles.article_id, articles.url, articles.title, claim.value ->> 'field' as field, claim.ordinality::int as place,
  claim.value ->> 'value' as value, claim.value ->> 'source' as source, (claim.value ->> 'chosen')::boolean as chosen
from winnow.articles cross join lateral jsonb_array_elements(articles.claims) with ordinality claim;
comment on view winnow.claims is 'Every value that some part of a page gave for a field of its article, chosen or not.';
comment on column winnow.claims.article_id is 'The article, as in winnow.articles.';
comment on column winnow.claims.url is 'Address of the article.';
comment on column winnow.claims.title is 'Title that was chosen for the article.';
comment on column winnow.claims.field is 'Field that the value is for: title, authors, published …';
comment on column winnow.claims.place is 'Order of the claims: within a field, the sources that are believed first come first.';
comment on column winnow.claims.value is 'What the source says; lists are parted by semicolons.';
comment on column winnow.claims.source is 'Where the page says it: meta:og:title, jsonld:headline, block:byline …';
comment on column winnow.claims.chosen is 'The value is the one that the article has.';

create or replace view winnow.site_habits as
select site.host, site.domain, site_habit.title_affixes, site_habit.day_first, site_habit.pages
from winnow.site_habit join winnow.site on site.id = site_habit.site_id;
comment on view winnow.site_habits is 'What sites always do the same way, learned by winnow learn and used as evidence.';
comment on column winnow.site_habits.host is 'Host name of the site.';
comment on column winnow.site_habits.domain is 'Registrable domain of the site.';
comment on column winnow.site_habits.title_affixes is 'What stands beside the titles of many of its pages.';
comment on column winnow.site_habits.day_first is 'Whether 03/04/2020 is 3 April there; null when its pages do not show it.';
comment on column winnow.site_habits.pages is 'Pages that it was learned from.';

create or replace view winnow.page_lines as
select page.url, block.ordinal, block.line, block.role::text as role, rule.name as rule, block.confidence,
  block.article, paragraph.text, block.paragraph_id, repeat.kept_id, page.id as page_id, site.host,
  refinement.run_id, refinement.current, pipeline.version as pipeline
from winnow.block
join winnow.refinement on refinement.id = block.refinement_id
join winnow.page on page.id = refinement.page_id
join winnow.paragraph on paragraph.id = block.paragraph_id
join winnow.rule on rule.id = block.rule_id
join winnow.pipeline on pipeline.id = refinement.pipeline_id
left join winnow.site on site.id = page.site_id
left join winnow.repeat on repeat.paragraph_id = block.paragraph_id and repeat.kept_id <> block.paragraph_id;
comment on view winnow.page_lines is 'The account of every page, line by line: what each block is, which rule said so, where it went. Nothing is left out.';
comment on column winnow.page_lines.url is 'Address of the page.';
comment on column winnow.page_lines.ordinal is 'Place of the block on the page, from 0.';
comment on column winnow.page_lines.line is 'Line of a text page, from 1; null for HTML.';
comment on column winnow.page_lines.role is 'What the block is; the words are in docs/glossary.md.';
comment on column winnow.page_lines.rule is 'Rule or model that decided.';
comment on column winnow.page_lines.confidence is 'How sure a model was, 0 to 1; null where a rule decided.';
comment on column winnow.page_lines.article is 'Article of the page that the block belongs to; null for the page itself.';
comment on column winnow.page_lines.text is 'Text of the block.';
comment on column winnow.page_lines.paragraph_id is 'The unique text behind the block.';
comment on column winnow.page_lines.kept_id is 'The paragraph that is kept instead, when this one repeats another.';
comment on column winnow.page_lines.page_id is 'The page, as in winnow.pages.';
comment on column winnow.page_lines.host is 'Host name of the page.';
comment on column winnow.page_lines.run_id is 'Run that refined the page.';
comment on column winnow.page_lines.current is 'The row belongs to the version that readers see.';
comment on column winnow.page_lines.pipeline is 'Version of the pipeline.';

create or replace view winnow.parts as
select coalesce(article.url, page.url) as url, article.title, part.ordinal, part.author, part.published,
  (select string_agg(paragraph.text, E'\n\n' order by block.ordinal)
   from winnow.block join winnow.paragraph on paragraph.id = block.paragraph_id
   where block.refinement_id = refinement.id and block.article = article.ordinal
     and block.ordinal between part.first_block and part.last_block
     and block.role in ('paragraph', 'heading', 'list-item', 'quote', 'code', 'table')) as text,
  part.first_block, part.last_block, article.id as article_id, page.id as page_id
from winnow.part
join winnow.article on article.id = part.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null;
comment on view winnow.parts is 'The posts of threads, in order. A thread is one article.';
comment on column winnow.parts.url is 'Address of the thread.';
comment on column winnow.parts.title is 'Title of the thread.';
comment on column winnow.parts.ordinal is 'Place of the post in its thread, from 1.';
comment on column winnow.parts.author is 'Who wrote the post; null when the page does not say.';
comment on column winnow.parts.published is 'ISO 8601 date or instant of the post, as precise as the page says.';
comment on column winnow.parts.text is 'Text of the post.';
comment on column winnow.parts.first_block is 'Ordinal of its first block, as in winnow.page_lines.';
comment on column winnow.parts.last_block is 'Ordinal of its last block.';
comment on column winnow.parts.article_id is 'The thread, as in winnow.articles.';
comment on column winnow.parts.page_id is 'The page, as in winnow.pages.';

create or replace view winnow.boundaries as
select page.url, boundary.article, article.title, boundary.block, boundary.signals, boundary.confidence,
  page.id as page_id, boundary.signals[1] <> 'whole' as parted, article.url as article_url, article.teaser
from winnow.boundary
join winnow.refinement on refinement.id = boundary.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id
left join winnow.article on article.refinement_id = refinement.id and article.ordinal = boundary.article;
comment on view winnow.boundaries is 'For each page, its articles in order and why they were parted, or why the page was kept whole.';
comment on column winnow.boundaries.url is 'Address of the page.';
comment on column winnow.boundaries.article is 'Place of the article on the page, from 1.';
comment on column winnow.boundaries.title is 'Title of the article.';
comment on column winnow.boundaries.block is 'Ordinal of the first block of the article.';
comment on column winnow.boundaries.signals is 'What was seen there, by name. Of a page that was kept whole: whole, why, what was seen, and at:N for the first blocks at which it might have been parted.';
comment on column winnow.boundaries.confidence is '0 to 1.';
comment on column winnow.boundaries.page_id is 'The page, as in winnow.pages.';
comment on column winnow.boundaries.parted is 'The page was parted here; false for a page that was kept whole.';
comment on column winnow.boundaries.article_url is 'The article''s own address.';
comment on column winnow.boundaries.teaser is 'The article is cut off, the rest is on its own page.';
