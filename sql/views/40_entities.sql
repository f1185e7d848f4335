-- Names: what is named, where, when, and together with what. Entities are derived at the end of each run; until then
-- new mentions have their article's own name and no entity.

create or replace view winnow.mentions as
select coalesce(entity.name, name.name) as name, coalesce(entity.type, name.type)::text as type, mention.form,
  mention.start_at, mention.end_at, article.title, coalesce(article.url, page.url) as url, article.published_on,
  site.host, article.id as article_id, entity.id as entity_id, name.name as name_in_article, mention.listed
from winnow.mention
join winnow.name on name.id = mention.name_id
left join winnow.sense_member on sense_member.article_id = mention.article_id and sense_member.name_id = mention.name_id
left join winnow.sense on sense.id = sense_member.sense_id
left join winnow.entity on entity.id = sense.entity_id
join winnow.article on article.id = mention.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
left join winnow.site on site.id = page.site_id
where mention.listed or not exists (
  select from winnow.mention as over
  where over.article_id = mention.article_id and over.listed
    and over.start_at < mention.end_at and over.end_at > mention.start_at);
comment on view winnow.mentions is 'Every occurrence of a name in the articles that readers see.';
comment on column winnow.mentions.name is 'Name of the entity, chosen by what most articles say.';
comment on column winnow.mentions.type is 'person, organization, place, event, work or other.';
comment on column winnow.mentions.form is 'The words as written.';
comment on column winnow.mentions.start_at is 'Start in the article''s text, in UTF-16 code units.';
comment on column winnow.mentions.end_at is 'End in the article''s text, in UTF-16 code units.';
comment on column winnow.mentions.title is 'Title of the article.';
comment on column winnow.mentions.url is 'Address of the article.';
comment on column winnow.mentions.published_on is 'Day on which the article was published.';
comment on column winnow.mentions.host is 'Host name of the page.';
comment on column winnow.mentions.article_id is 'The article, as in winnow.articles.';
comment on column winnow.mentions.entity_id is 'The entity, as in winnow.entities; null until the run is settled.';
comment on column winnow.mentions.name_in_article is 'The fullest form of the name in this article.';
comment on column winnow.mentions.listed is 'Found by a gazetteer of yours.';

create or replace view winnow.entities as
select entity.id as entity_id, entity.name, entity.type::text as type, entity.external_id,
  entity.mentions, entity.articles,
  (select coalesce(array_agg(distinct alias.form order by alias.form), '{}')
   from winnow.sense join winnow.alias on alias.sense_id = sense.id where sense.entity_id = entity.id) as forms,
  entity.first_on, entity.last_on
from winnow.entity;
comment on view winnow.entities is 'People, organizations, places and others, each with all its names, over all articles.';
comment on column winnow.entities.entity_id is 'Number of the entity in this database.';
comment on column winnow.entities.name is 'Name of the entity: your gazetteer''s, else a full form that many articles use.';
comment on column winnow.entities.type is 'person, organization, place, event, work or other.';
comment on column winnow.entities.external_id is 'Number of it in your gazetteer, such as a Wikidata id.';
comment on column winnow.entities.mentions is 'How often it is named.';
comment on column winnow.entities.articles is 'In how many articles.';
comment on column winnow.entities.forms is 'The forms in which it is written.';
comment on column winnow.entities.first_on is 'Day of the first dated article that names it.';
comment on column winnow.entities.last_on is 'Day of the last dated article that names it.';

create or replace view winnow.entity_forms as
select entity.id as entity_id, entity.name, entity.type::text as type, alias.form,
  sum(alias.mentions)::bigint as mentions, sum(alias.articles)::bigint as articles
from winnow.entity join winnow.sense on sense.entity_id = entity.id join winnow.alias on alias.sense_id = sense.id
group by entity.id, alias.form;
comment on view winnow.entity_forms is 'The spellings of each entity, counted.';
comment on column winnow.entity_forms.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_forms.name is 'Name of the entity.';
comment on column winnow.entity_forms.type is 'Type of the entity.';
comment on column winnow.entity_forms.form is 'A form in which it is written.';
comment on column winnow.entity_forms.mentions is 'How often it is written so.';
comment on column winnow.entity_forms.articles is 'In how many articles.';

create or replace view winnow.entity_days as
select entity_id, name, type, published_on, date_trunc('month', published_on)::date as month, form,
  count(*) as mentions, count(distinct article_id) as articles
from winnow.mentions where entity_id is not null
group by entity_id, name, type, published_on, form;
comment on view winnow.entity_days is 'Mentions over time, and under which spellings: one row for each entity, day and form.';
comment on column winnow.entity_days.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_days.name is 'Name of the entity.';
comment on column winnow.entity_days.type is 'Type of the entity.';
comment on column winnow.entity_days.published_on is 'Day of publication; null for articles without a date.';
comment on column winnow.entity_days.month is 'First day of its month.';
comment on column winnow.entity_days.form is 'How it is written there.';
comment on column winnow.entity_days.mentions is 'How often it is written so on that day.';
comment on column winnow.entity_days.articles is 'In how many articles of that day.';

-- One row for each article that names an entity; the views below count over it.
create or replace view winnow.entity_articles as
select distinct entity.id as entity_id, entity.name, entity.type::text as type, article.id as article_id, article.title,
  coalesce(article.url, page.url) as url, article.published_on, site.host
from winnow.entity
join winnow.sense on sense.entity_id = entity.id
join winnow.sense_member on sense_member.sense_id = sense.id
join winnow.article on article.id = sense_member.article_id
join winnow.refinement on refinement.id = article.refinement_id
join winnow.page on page.id = refinement.page_id
left join winnow.site on site.id = page.site_id;
comment on view winnow.entity_articles is 'Which articles name an entity.';
comment on column winnow.entity_articles.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_articles.name is 'Name of the entity.';
comment on column winnow.entity_articles.type is 'Type of the entity.';
comment on column winnow.entity_articles.article_id is 'The article, as in winnow.articles.';
comment on column winnow.entity_articles.title is 'Title of the article.';
comment on column winnow.entity_articles.url is 'Address of the article.';
comment on column winnow.entity_articles.published_on is 'Day of publication.';
comment on column winnow.entity_articles.host is 'Host name of the page.';

create or replace view winnow.entity_companions as
select one.entity_id, one.name, one.type, other.entity_id as with_id, other.name as with_name, other.type as with_type,
  count(*) as articles, min(one.published_on) as first_on, max(one.published_on) as last_on
from winnow.entity_articles one
join winnow.entity_articles other on other.article_id = one.article_id and other.entity_id <> one.entity_id
group by one.entity_id, one.name, one.type, other.entity_id, other.name, other.type;
comment on view winnow.entity_companions is 'Who and what is named together with an entity: in how many articles, from when to when.';
comment on column winnow.entity_companions.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_companions.name is 'Name of the entity.';
comment on column winnow.entity_companions.type is 'Type of the entity.';
comment on column winnow.entity_companions.with_id is 'The other entity.';
comment on column winnow.entity_companions.with_name is 'Its name.';
comment on column winnow.entity_companions.with_type is 'Its type.';
comment on column winnow.entity_companions.articles is 'Articles that name both.';
comment on column winnow.entity_companions.first_on is 'Day of the first dated one.';
comment on column winnow.entity_companions.last_on is 'Day of the last dated one.';

create or replace view winnow.entity_sites as
select entity_id, name, type, host, min(published_on) as first_on, max(published_on) as last_on, count(*) as articles,
  rank() over (partition by entity_id order by min(published_on) nulls last) as place
from winnow.entity_articles group by entity_id, name, type, host;
comment on view winnow.entity_sites is 'Which sites name an entity, and which named it first.';
comment on column winnow.entity_sites.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_sites.name is 'Name of the entity.';
comment on column winnow.entity_sites.type is 'Type of the entity.';
comment on column winnow.entity_sites.host is 'Host name of the site; null for pages without an address.';
comment on column winnow.entity_sites.first_on is 'Day of its first dated article that names the entity.';
comment on column winnow.entity_sites.last_on is 'Day of the last one.';
comment on column winnow.entity_sites.articles is 'How many of its articles do.';
comment on column winnow.entity_sites.place is '1 for the site that named it first, 2 for the next; sites of one day share a place.';

create or replace view winnow.new_names as
select distinct on (entity_id) entity_id, name, type, published_on as first_on,
  date_trunc('week', published_on)::date as week, host, title, url
from winnow.entity_articles where published_on is not null
order by entity_id, published_on, host, url;
comment on view winnow.new_names is 'When each entity was named first, and by whom: new names of this week are those with week = date_trunc(''week'', current_date).';
comment on column winnow.new_names.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.new_names.name is 'Name of the entity.';
comment on column winnow.new_names.type is 'Type of the entity.';
comment on column winnow.new_names.first_on is 'Day of the first dated article that names it.';
comment on column winnow.new_names.week is 'Monday of that week.';
comment on column winnow.new_names.host is 'Site of that article.';
comment on column winnow.new_names.title is 'Title of that article.';
comment on column winnow.new_names.url is 'Address of that article.';

create or replace view winnow.entity_evidence as
select entity.id as entity_id, entity.name, name.name as name_in_article, article.title,
  coalesce(article.url, page.url) as url, article.published_on, sense_member.reason, sense_member.detail,
  sense_member.score, sense.id as sense_id, article.id as article_id, page.url as page_url
from winnow.entity
join winnow.sense on sense.entity_id = entity.id
join winnow.sense_member on sense_member.sense_id = sense.id
join winnow.name on name.id = sense_member.name_id
join winnow.article on article.id = sense_member.article_id
join winnow.refinement on refinement.id = article.refinement_id
join winnow.page on page.id = refinement.page_id;
comment on view winnow.entity_evidence is 'Why a name in an article is taken for an entity: what it was joined by. Undo with winnow entity split.';
comment on column winnow.entity_evidence.entity_id is 'The entity, as in winnow.entities.';
comment on column winnow.entity_evidence.name is 'Name of the entity.';
comment on column winnow.entity_evidence.name_in_article is 'The fullest form of the name in the article.';
comment on column winnow.entity_evidence.title is 'Title of the article.';
comment on column winnow.entity_evidence.url is 'Address of the article.';
comment on column winnow.entity_evidence.published_on is 'Day of publication.';
comment on column winnow.entity_evidence.reason is 'first, same name, named together, same role, same site, same month or gazetteer.';
comment on column winnow.entity_evidence.detail is 'What it shares: a name, a role, a site.';
comment on column winnow.entity_evidence.score is 'How sure that is, 0 to 1.';
comment on column winnow.entity_evidence.sense_id is 'Group of articles that mean the same by the name; merges join such groups.';
comment on column winnow.entity_evidence.article_id is 'The article, as in winnow.articles.';
comment on column winnow.entity_evidence.page_url is 'Address of its page: what winnow entity split --page takes.';

create or replace view winnow.entity_merges as
select entity.id as entity_id, entity.name, first.name as one_name, second.name as other_name, merge.reason,
  merge.detail, merge.score, merge.applied, second.entity_id as other_entity_id
from winnow.merge
join winnow.sense first on first.id = merge.first_id
join winnow.sense second on second.id = merge.second_id
join winnow.entity on entity.id = first.entity_id;
comment on view winnow.entity_merges is 'Names that were merged into one entity, or might be: scored, with the reason.';
comment on column winnow.entity_merges.entity_id is 'The entity of the first name.';
comment on column winnow.entity_merges.name is 'Its name.';
comment on column winnow.entity_merges.one_name is 'One name.';
comment on column winnow.entity_merges.other_name is 'The other.';
comment on column winnow.entity_merges.reason is 'acronym or alias (articles write one for the other), shared forms, slip (tagged a person here, a body elsewhere), gazetteer, or decision (of a user).';
comment on column winnow.entity_merges.detail is 'The short form, the entry or the number of the decision.';
comment on column winnow.entity_merges.score is 'How sure that is, 0 to 1.';
comment on column winnow.entity_merges.applied is 'Whether the two are one; false: not sure enough, or a user set them apart.';
comment on column winnow.entity_merges.other_entity_id is 'The entity of the other name: the same when applied.';

create or replace view winnow.entity_decisions as
select decision.id as decision_id, decision.kind, decision.what, decision.made_at,
  array_agg(target.label || coalesce(' @ ' || target.place, '') order by target.label, target.place) as targets
from winnow.decision join winnow.decision_target as target on target.decision_id = decision.id
group by decision.id;
comment on view winnow.entity_decisions is 'What people merged and split. Winnow obeys it however often pages are read again.';
comment on column winnow.entity_decisions.decision_id is 'Number of the decision: winnow entity undo NUMBER takes it back.';
comment on column winnow.entity_decisions.kind is 'merge or split.';
comment on column winnow.entity_decisions.what is 'What was decided, in words.';
comment on column winnow.entity_decisions.made_at is 'When.';
comment on column winnow.entity_decisions.targets is 'The names it is about, each on one page (@) or everywhere.';

create or replace view winnow.gazetteer as
select entry.list, entry.type::text as type, entry.name, entry.external_id,
  (select coalesce(array_agg(form order by form), '{}') from winnow.gazetteer_form where entry_id = entry.id) as forms
from winnow.gazetteer_entry as entry;
comment on view winnow.gazetteer is 'Names that you loaded: they win over what the tagger finds.';
comment on column winnow.gazetteer.list is 'The file they came from.';
comment on column winnow.gazetteer.type is 'person, organization, place, event, work or other.';
comment on column winnow.gazetteer.name is 'Name to show.';
comment on column winnow.gazetteer.external_id is 'Number of it elsewhere, such as a Wikidata id.';
comment on column winnow.gazetteer.forms is 'Its name and aliases, as they are looked for.';
