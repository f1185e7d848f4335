-- Articles: what most people came for. Only what readers should see: the latest content of each address, one
-- of the pages with the same bytes, refined by the current pipeline.

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
   where run_page.page_id = page.id) as source
from winnow.article
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
join winnow.pipeline on pipeline.id = refinement.pipeline_id
left join winnow.site on site.id = page.site_id;
comment on view winnow.articles is 'Articles with their text and what they say of themselves.';
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
comment on column winnow.articles.search is 'For full-text search: search @@ winnow.search_query(''words'').';

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

create or replace view winnow.boundaries as
select page.url, boundary.article, article.title, boundary.block, boundary.signals, boundary.confidence,
  page.id as page_id
from winnow.boundary
join winnow.refinement on refinement.id = boundary.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id
left join winnow.article on article.refinement_id = refinement.id and article.ordinal = boundary.article;
comment on view winnow.boundaries is 'For each page, its articles in order and why they were parted, or why the page was kept whole.';
comment on column winnow.boundaries.url is 'Address of the page.';
comment on column winnow.boundaries.article is 'Place of the article on the page, from 1.';
comment on column winnow.boundaries.title is 'Title of the article.';
comment on column winnow.boundaries.block is 'Ordinal of the first block of the article.';
comment on column winnow.boundaries.signals is 'What was seen there, by name.';
comment on column winnow.boundaries.confidence is '0 to 1.';
comment on column winnow.boundaries.page_id is 'The page, as in winnow.pages.';
