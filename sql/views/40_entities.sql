-- Names: what is named, how often, and where.

create or replace view winnow.mentions as
select entity.name, entity.type::text as type, mention.form, mention.start_at, mention.end_at,
  article.title, coalesce(article.url, page.url) as url, article.published_on, site.host,
  article.id as article_id, entity.id as entity_id
from winnow.mention
join winnow.entity on entity.id = mention.entity_id
join winnow.article on article.id = mention.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
left join winnow.site on site.id = page.site_id;
comment on view winnow.mentions is 'Every occurrence of a name in the articles that readers see.';
comment on column winnow.mentions.name is 'Name of the entity: the fullest form of it in the article.';
comment on column winnow.mentions.type is 'person, organization, place, event, work or other.';
comment on column winnow.mentions.form is 'The words as written.';
comment on column winnow.mentions.start_at is 'Start in the article''s text, in UTF-16 code units.';
comment on column winnow.mentions.end_at is 'End in the article''s text, in UTF-16 code units.';
comment on column winnow.mentions.title is 'Title of the article.';
comment on column winnow.mentions.url is 'Address of the article.';
comment on column winnow.mentions.published_on is 'Day on which the article was published.';
comment on column winnow.mentions.host is 'Host name of the page.';
comment on column winnow.mentions.article_id is 'The article, as in winnow.articles.';
comment on column winnow.mentions.entity_id is 'The entity, as in winnow.entities.';

create or replace view winnow.entities as
select entity_id, name, type, count(*) as mentions, count(distinct article_id) as articles,
  array_agg(distinct form order by form) as forms, min(published_on) as first_on, max(published_on) as last_on
from winnow.mentions group by entity_id, name, type;
comment on view winnow.entities is 'People, organizations, places and other names with how often and in which forms they occur.';
comment on column winnow.entities.entity_id is 'Number of the entity in this database.';
comment on column winnow.entities.name is 'Name of the entity.';
comment on column winnow.entities.type is 'person, organization, place, event, work or other.';
comment on column winnow.entities.mentions is 'How often it is named.';
comment on column winnow.entities.articles is 'In how many articles.';
comment on column winnow.entities.forms is 'The forms in which it is written.';
comment on column winnow.entities.first_on is 'Day of the first dated article that names it.';
comment on column winnow.entities.last_on is 'Day of the last dated article that names it.';
