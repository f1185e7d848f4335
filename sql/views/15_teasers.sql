-- Teasers and the articles that they are teasers of.

create or replace view winnow.teasers as
select article.id as article_id, article.title, article_address.address as url, page.url as page_url,
  article.ordinal, article.words, page.id as page_id, whole.article_id as full_article_id,
  whole.title as full_title, whole.url as full_url, whole.words as full_words
from winnow.article
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
join winnow.article_address on article_address.article_id = article.id
left join lateral (
  select candidate.id as article_id, candidate.title, coalesce(candidate.url, shown.url) as url, candidate.words
  from (
    select coalesce(target.duplicate_of, target.id) as page_id, 1 as by
    from winnow.page target where target.address = article_address.address and target.latest
    union all
    select refinement.page_id, 2
    from winnow.article_address other
    join winnow.article on article.id = other.article_id
    join winnow.refinement on refinement.id = article.refinement_id and refinement.current
    where other.address = article_address.address
  ) found
  join winnow.page shown on shown.id = found.page_id and shown.latest and shown.duplicate_of is null
  join winnow.refinement on refinement.page_id = shown.id and refinement.current
  join winnow.article candidate on candidate.refinement_id = refinement.id
  where shown.id <> page.id and not candidate.teaser and candidate.words >= article.words
    and not exists (
      select from winnow.article sibling where sibling.refinement_id = refinement.id and sibling.id <> candidate.id)
  order by by, candidate.words desc, shown.address collate "C" nulls last, shown.key limit 1
) whole on true
where article.teaser;
comment on view winnow.teasers is 'Entries of listings that are cut off, each with the article that it is a teaser of once that has been ingested, before or after. Where there is one, winnow.articles shows it and not the teaser.';
comment on column winnow.teasers.article_id is 'The teaser.';
comment on column winnow.teasers.title is 'Title of the teaser.';
comment on column winnow.teasers.url is 'Where the teaser leads, normalised.';
comment on column winnow.teasers.page_url is 'Address of the listing.';
comment on column winnow.teasers.ordinal is 'Place of the teaser on the listing, from 1.';
comment on column winnow.teasers.words is 'Words of the teaser.';
comment on column winnow.teasers.page_id is 'The listing, as in winnow.pages.';
comment on column winnow.teasers.full_article_id is 'The article that it is a teaser of, as in winnow.articles; null when it is not here.';
comment on column winnow.teasers.full_title is 'Title of that article.';
comment on column winnow.teasers.full_url is 'Address of that article.';
comment on column winnow.teasers.full_words is 'Words of that article.';
