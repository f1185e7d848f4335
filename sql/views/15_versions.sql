-- Versions of pages, and what a run would change or has changed. Before `promote` readers see the version before.

create or replace view winnow.pipelines as
select pipeline.version as pipeline, pipeline.stages, pipeline.options, pipeline.created_at,
  (select count(*) from winnow.refinement where pipeline_id = pipeline.id and current) as pages
from winnow.pipeline;
comment on view winnow.pipelines is 'Every combination of code and options that pages were refined with.';
comment on column winnow.pipelines.pipeline is 'Version of the pipeline: of the code, with a hash of its stages and options.';
comment on column winnow.pipelines.stages is 'Version of each stage: a hash of its code and models.';
comment on column winnow.pipelines.options is 'What the user changed about refining.';
comment on column winnow.pipelines.created_at is 'When it was first used.';
comment on column winnow.pipelines.pages is 'Pages of which readers see what this pipeline made.';

create or replace view winnow.page_versions as
select refinement.id as version_id, page.id as page_id, page.url, site.host, pipeline.version as pipeline,
  refinement.run_id, refinement.created_at as made_at, refinement.current as shown, refinement.replaced_at,
  refinement.replaced_by, refinement.outcome::text as outcome, refinement.code,
  refinement.page_type::text as page_type, refinement.language,
  (select count(*) from winnow.article where refinement_id = refinement.id) as articles,
  (select coalesce(sum(words), 0) from winnow.article where refinement_id = refinement.id) as words,
  page.address, page.last_fetched_at, page.latest
from winnow.refinement
join winnow.page on page.id = refinement.page_id
join winnow.pipeline on pipeline.id = refinement.pipeline_id
left join winnow.site on site.id = page.site_id;
comment on view winnow.page_versions is 'Every version of every page: one row for one page refined by one pipeline. A changed document is another page of its address.';
comment on column winnow.page_versions.version_id is 'Number of the version in this database; it means nothing in another.';
comment on column winnow.page_versions.page_id is 'The page, as in winnow.pages.';
comment on column winnow.page_versions.url is 'Address as the source gave it.';
comment on column winnow.page_versions.host is 'Host name of the address.';
comment on column winnow.page_versions.pipeline is 'Pipeline that made the version.';
comment on column winnow.page_versions.run_id is 'Run that made the version.';
comment on column winnow.page_versions.made_at is 'When it was made.';
comment on column winnow.page_versions.shown is 'Readers of the other views see this version of the page.';
comment on column winnow.page_versions.replaced_at is 'When another version took its place; null when none has.';
comment on column winnow.page_versions.replaced_by is 'The version that took its place.';
comment on column winnow.page_versions.outcome is 'loaded, empty, rejected or failed.';
comment on column winnow.page_versions.code is 'Error code of a rejected or failed version.';
comment on column winnow.page_versions.page_type is 'Type of the page by this version.';
comment on column winnow.page_versions.language is 'Main language of the page by this version.';
comment on column winnow.page_versions.articles is 'Articles found on the page.';
comment on column winnow.page_versions.words is 'Words of their texts together.';
comment on column winnow.page_versions.address is 'Normalised address: what the contents of one document have in common.';
comment on column winnow.page_versions.last_fetched_at is 'Latest known time of crawling with this content.';
comment on column winnow.page_versions.latest is 'No newer content of the same address is known.';

create or replace view winnow.article_versions as
select article.refinement_id as version_id, refinement.page_id, refinement.current as shown, article.ordinal,
  article.title, article.url, article.published, article.modified,
  (select coalesce(array_agg(author.name order by position), '{}')
   from winnow.article_author join winnow.author on author.id = author_id
   where article_author.article_id = article.id) as authors,
  (select coalesce(array_agg(tag.name order by position), '{}')
   from winnow.article_tag join winnow.tag on tag.id = tag_id
   where article_tag.article_id = article.id) as tags,
  article.section, article.dateline, article.site_name, article.language, article.description, article.image,
  article.teaser, article.words, article.text, article.credits, article.breadcrumb, article.keywords,
  article.published_ago, article.image_alt, article.image_credit, article.licence,
  (select coalesce(array_agg(distinct name.type || ' ' || name.name), '{}')
   from winnow.mention join winnow.name on name.id = name_id
   where mention.article_id = article.id and not mention.listed) as names,
  article.published_confidence
from winnow.article
join winnow.refinement on refinement.id = article.refinement_id;
comment on view winnow.article_versions is 'The articles of every version, also of those that readers no longer or not yet see.';
comment on column winnow.article_versions.version_id is 'The version, as in winnow.page_versions.';
comment on column winnow.article_versions.page_id is 'The page, as in winnow.pages.';
comment on column winnow.article_versions.shown is 'Readers of the other views see this version.';
comment on column winnow.article_versions.ordinal is 'Place of the article on its page, from 1.';
comment on column winnow.article_versions.title is 'Title of the article.';
comment on column winnow.article_versions.url is 'The article''s own address, where the page gives one.';
comment on column winnow.article_versions.published is 'ISO 8601 date or instant; null when unknown.';
comment on column winnow.article_versions.modified is 'ISO 8601 date or instant of the last change.';
comment on column winnow.article_versions.authors is 'Authors, in the order of the page.';
comment on column winnow.article_versions.tags is 'Tags that the page declares.';
comment on column winnow.article_versions.section is 'Section of the site.';
comment on column winnow.article_versions.dateline is 'Place named by the dateline.';
comment on column winnow.article_versions.site_name is 'Name that the site gives itself.';
comment on column winnow.article_versions.language is 'ISO 639-1.';
comment on column winnow.article_versions.description is 'Summary that the page declares.';
comment on column winnow.article_versions.image is 'Address of the main image.';
comment on column winnow.article_versions.teaser is 'The text is cut off by a read-more link.';
comment on column winnow.article_versions.words is 'Words of the text.';
comment on column winnow.article_versions.text is 'Clean text.';
comment on column winnow.article_versions.credits is 'Agencies that the text is credited to.';
comment on column winnow.article_versions.breadcrumb is 'Where the page stands in its site, outermost first.';
comment on column winnow.article_versions.keywords is 'Phrases that the text itself comes back to.';
comment on column winnow.article_versions.published_ago is 'ISO 8601 duration before the fetch, when the page says no more.';
comment on column winnow.article_versions.image_alt is 'What the main image shows, as its markup says.';
comment on column winnow.article_versions.image_credit is 'Who made the main image, or who gave it.';
comment on column winnow.article_versions.licence is 'Licence of the article: an address, or the words of the page.';
comment on column winnow.article_versions.names is 'Names that the pipeline found in the text, each after its type.';
comment on column winnow.article_versions.published_confidence is 'How likely the day of published is right, 0 to 1.';

create or replace view winnow.page_changes as
select met.run_id, after.page_id, after.url, after.host,
  before.version_id as before_version, after.version_id as after_version,
  before.outcome as outcome_before, after.outcome as outcome_after,
  before.page_type as page_type_before, after.page_type as page_type_after,
  before.articles as articles_before, after.articles as articles_after,
  before.words as words_before, after.words as words_after, after.shown
from (select distinct run_id, refinement_id from winnow.outcome where refinement_id is not null) met
join winnow.run on run.id = met.run_id
join winnow.page_versions after on after.version_id = met.refinement_id
left join lateral (
  select other.id from winnow.refinement other
  where other.page_id = after.page_id
    and case when not after.shown then other.current
      -- What readers saw until the run took its place; or this very version, when they had seen it before the run.
      when other.id = after.version_id then after.made_at < run.started_at
      else other.replaced_by = after.version_id and other.replaced_at >= run.started_at end
  order by other.id = after.version_id, other.replaced_at desc nulls first, other.id desc limit 1) previous on true
left join winnow.page_versions before on before.version_id = previous.id;
comment on view winnow.page_changes is 'What each run makes of each of its pages, beside what readers see or saw before it.';
comment on column winnow.page_changes.run_id is 'Number of the run.';
comment on column winnow.page_changes.page_id is 'The page, as in winnow.pages.';
comment on column winnow.page_changes.url is 'Address of the page.';
comment on column winnow.page_changes.host is 'Host name of the address.';
comment on column winnow.page_changes.before_version is 'The version that readers see, or saw until this one took its place; null when there is none.';
comment on column winnow.page_changes.after_version is 'The version of the run.';
comment on column winnow.page_changes.outcome_before is 'Outcome of the version before.';
comment on column winnow.page_changes.outcome_after is 'Outcome of the version of the run.';
comment on column winnow.page_changes.page_type_before is 'Page type by the version before.';
comment on column winnow.page_changes.page_type_after is 'Page type by the version of the run.';
comment on column winnow.page_changes.articles_before is 'Articles of the version before.';
comment on column winnow.page_changes.articles_after is 'Articles of the version of the run.';
comment on column winnow.page_changes.words_before is 'Words in articles before.';
comment on column winnow.page_changes.words_after is 'Words in articles after.';
comment on column winnow.page_changes.shown is 'Readers see the version of the run.';

create or replace view winnow.line_changes as
select changes.run_id, changes.page_id, changes.url, changes.host, line.ordinal,
  line.role_before, line.role_after, rule_before.name as rule_before, rule_after.name as rule_after,
  line.article_before, line.article_after, paragraph.text
from winnow.page_changes changes
cross join lateral (
  select coalesce(a.ordinal, b.ordinal) as ordinal, coalesce(a.paragraph_id, b.paragraph_id) as paragraph_id,
    b.role::text as role_before, a.role::text as role_after, b.rule_id as before_rule, a.rule_id as after_rule,
    b.article as article_before, a.article as article_after
  from (select * from winnow.block where refinement_id = changes.before_version) b
  full join (select * from winnow.block where refinement_id = changes.after_version) a
    on a.ordinal = b.ordinal and a.paragraph_id = b.paragraph_id
  where a.role is distinct from b.role or a.article is distinct from b.article) line
join winnow.paragraph on paragraph.id = line.paragraph_id
left join winnow.rule rule_before on rule_before.id = line.before_rule
left join winnow.rule rule_after on rule_after.id = line.after_rule
where changes.before_version is not null;
comment on view winnow.line_changes is 'Lines whose role or article a run changes. Ask for one run: where run_id = ….';
comment on column winnow.line_changes.run_id is 'Number of the run.';
comment on column winnow.line_changes.page_id is 'The page, as in winnow.pages.';
comment on column winnow.line_changes.url is 'Address of the page.';
comment on column winnow.line_changes.host is 'Host name of the address.';
comment on column winnow.line_changes.ordinal is 'Place of the block on the page.';
comment on column winnow.line_changes.role_before is 'Role before; null for a line that was not there.';
comment on column winnow.line_changes.role_after is 'Role after; null for a line that is no longer there.';
comment on column winnow.line_changes.rule_before is 'Rule that decided before.';
comment on column winnow.line_changes.rule_after is 'Rule that decides after.';
comment on column winnow.line_changes.article_before is 'Article that held the line before; null for the page itself.';
comment on column winnow.line_changes.article_after is 'Article that holds the line after.';
comment on column winnow.line_changes.text is 'Text of the line.';
