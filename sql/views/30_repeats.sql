-- Paragraphs that occur more than once, and which occurrence is kept.

create or replace view winnow.repeated_paragraphs as
with shown as (
  select block.paragraph_id, coalesce(repeat.kept_id, block.paragraph_id) as cluster, repeat.similarity,
    page.id as page_id, page.url, page.address, page.key, block.ordinal, block.role, block.article,
    article.published_on
  from winnow.block
  join winnow.refinement on refinement.id = block.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  left join winnow.repeat on repeat.paragraph_id = block.paragraph_id
  left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article),
counted as (
  select *, count(*) over cluster as occurrences,
    row_number() over (partition by cluster order by published_on nulls last, address collate "C" nulls last, key, ordinal) as place
  from shown window cluster as (partition by cluster))
select counted.cluster as repeat_id, counted.occurrences, counted.place = 1 as kept, counted.url,
  counted.ordinal, counted.role::text as role, counted.article, coalesce(counted.similarity, 1) as similarity,
  paragraph.text, counted.published_on, counted.page_id, counted.paragraph_id
from counted
join winnow.paragraph on paragraph.id = counted.paragraph_id
where occurrences > 1;
comment on view winnow.repeated_paragraphs is 'Every occurrence of a paragraph that occurs more than once, exactly or nearly, with the occurrence that is kept: the first by date, address and position. Only pages that readers see count.';
comment on column winnow.repeated_paragraphs.repeat_id is 'Occurrences with the same number repeat each other.';
comment on column winnow.repeated_paragraphs.occurrences is 'How often the paragraph occurs, in all its forms.';
comment on column winnow.repeated_paragraphs.kept is 'This is the occurrence that is kept.';
comment on column winnow.repeated_paragraphs.url is 'Address of the page.';
comment on column winnow.repeated_paragraphs.ordinal is 'Place of the block on the page, from 0.';
comment on column winnow.repeated_paragraphs.role is 'Role of the block.';
comment on column winnow.repeated_paragraphs.article is 'Article of the page; null for the page itself.';
comment on column winnow.repeated_paragraphs.similarity is 'To the text that is kept: 1 for the same text.';
comment on column winnow.repeated_paragraphs.text is 'Text of this occurrence.';
comment on column winnow.repeated_paragraphs.published_on is 'Day on which the article was published.';
comment on column winnow.repeated_paragraphs.page_id is 'The page, as in winnow.pages.';
comment on column winnow.repeated_paragraphs.paragraph_id is 'The unique text.';

create or replace view winnow.paragraph_links as
select first.text as text, second.text as other_text, link.kind, link.similarity, link.repeat,
  link.first_id as paragraph_id, link.second_id as other_paragraph_id, link.redundant, link.look_alike
from winnow.link
join winnow.paragraph first on first.id = first_id
join winnow.paragraph second on second.id = second_id;
comment on view winnow.paragraph_links is 'Pairs of paragraphs that say nearly the same.';
comment on column winnow.paragraph_links.text is 'One paragraph.';
comment on column winnow.paragraph_links.other_text is 'The other.';
comment on column winnow.paragraph_links.kind is 'same, edited, contains (the first holds the other) or contained.';
comment on column winnow.paragraph_links.similarity is '0 to 1.';
comment on column winnow.paragraph_links.repeat is 'A reader of one does not need the other: numbers, dates and names agree.';
comment on column winnow.paragraph_links.paragraph_id is 'The unique text.';
comment on column winnow.paragraph_links.other_paragraph_id is 'The other unique text.';
comment on column winnow.paragraph_links.redundant is 'Which of the two a reader of the other does not need: both, first, second or neither.';
comment on column winnow.paragraph_links.look_alike is 'The same sentences about something else: mostly the numbers, dates and names differ.';

create or replace view winnow.repeat_clusters as
select repeat_id, occurrences, count(distinct paragraph_id) as texts, count(distinct page_id) as pages,
  count(distinct host) as sites, min(published_on) as first_on, max(published_on) as last_on,
  min(repeated_paragraphs.url) filter (where kept) as kept_url, min(ordinal) filter (where kept) as kept_ordinal,
  min(text) filter (where kept) as text, min(similarity) as least_similarity
from winnow.repeated_paragraphs join winnow.page on page.id = page_id left join winnow.site on site.id = site_id
group by repeat_id, occurrences;
comment on view winnow.repeat_clusters is 'Paragraphs that repeat each other, exactly or nearly, with the one that is kept: the first by date, address and position.';
comment on column winnow.repeat_clusters.repeat_id is 'As in winnow.repeated_paragraphs.';
comment on column winnow.repeat_clusters.occurrences is 'How often it occurs, in all its forms.';
comment on column winnow.repeat_clusters.texts is 'How many forms it has, to the letter.';
comment on column winnow.repeat_clusters.pages is 'Pages that hold it.';
comment on column winnow.repeat_clusters.sites is 'Sites that hold it.';
comment on column winnow.repeat_clusters.first_on is 'First day on which an article with it was published.';
comment on column winnow.repeat_clusters.last_on is 'Last such day.';
comment on column winnow.repeat_clusters.kept_url is 'Address of the page with the copy that is kept.';
comment on column winnow.repeat_clusters.kept_ordinal is 'Place of that copy on its page, from 0.';
comment on column winnow.repeat_clusters.text is 'Text of that copy.';
comment on column winnow.repeat_clusters.least_similarity is 'Similarity of the form that differs most from it.';

create or replace view winnow.repeat_counts as
select repeat_id, host, published_on as day, count(*) as occurrences, count(distinct page_id) as pages
from winnow.repeated_paragraphs join winnow.page on page.id = page_id left join winnow.site on site.id = site_id
group by repeat_id, host, published_on;
comment on view winnow.repeat_counts is 'How often repeated paragraphs occur on each site and day.';
comment on column winnow.repeat_counts.repeat_id is 'As in winnow.repeated_paragraphs.';
comment on column winnow.repeat_counts.host is 'Host name of the site; null for pages without an address.';
comment on column winnow.repeat_counts.day is 'Day on which the articles were published; null when they do not say.';
comment on column winnow.repeat_counts.occurrences is 'How often on that site and day, in all its forms.';
comment on column winnow.repeat_counts.pages is 'Pages that hold it.';

-- Articles that share paragraphs, as far as the runs have been settled (src/store/copies).
create or replace view winnow.article_repeats as
select pair.article_id, article.title, article.url, article.published_on, pair.other_id as other_article_id,
  other.title as other_title, other.url as other_url, other.published_on as other_published_on,
  pair.paragraphs::bigint as paragraphs, pair.share, pair.other_share,
  case when article.host = other.host then 'update' else 'reprint' end as kind
from winnow.article_pair pair
-- Looked up for each pair: a join of so many tables is planned in parts, and one of them would be all articles.
cross join lateral (
  select title, url, published_on, host from winnow.articles where articles.article_id = pair.article_id offset 0) article
cross join lateral (
  select title, url, published_on, host from winnow.articles where articles.article_id = pair.other_id offset 0) other;
comment on view winnow.article_repeats is 'Pairs of articles of which one has at least half its text from paragraphs of the other; each pair in both orders.';
comment on column winnow.article_repeats.article_id is 'The article, as in winnow.articles.';
comment on column winnow.article_repeats.title is 'Its title.';
comment on column winnow.article_repeats.url is 'Its address.';
comment on column winnow.article_repeats.published_on is 'Day on which it was published.';
comment on column winnow.article_repeats.other_article_id is 'The other article.';
comment on column winnow.article_repeats.other_title is 'Its title.';
comment on column winnow.article_repeats.other_url is 'Its address.';
comment on column winnow.article_repeats.other_published_on is 'Day on which it was published.';
comment on column winnow.article_repeats.paragraphs is 'Paragraphs that both have, exactly or nearly.';
comment on column winnow.article_repeats.share is 'Share of the article''s letters in them.';
comment on column winnow.article_repeats.other_share is 'Share of the other article''s letters in them.';
comment on column winnow.article_repeats.kind is 'update on the same site, reprint on another one.';

create or replace view winnow.article_clusters as
select copy.kept_id as cluster_id, copy.copies::bigint as articles, copy.place::bigint as place, copy.place = 1 as kept,
  articles.article_id, articles.title, articles.url, articles.host, articles.published_on, articles.words
from winnow.article_copy copy join winnow.articles using (article_id);
comment on view winnow.article_clusters is 'Articles that are nearly the same: reprints, and updates under another address. Derived from the paragraphs they share.';
comment on column winnow.article_clusters.cluster_id is 'Number of the article that is kept, the first by date and address.';
comment on column winnow.article_clusters.articles is 'How many articles the cluster has.';
comment on column winnow.article_clusters.place is 'Place by date and address, from 1.';
comment on column winnow.article_clusters.kept is 'This is the one that is kept.';
comment on column winnow.article_clusters.article_id is 'The article, as in winnow.articles.';
comment on column winnow.article_clusters.title is 'Its title.';
comment on column winnow.article_clusters.url is 'Its address.';
comment on column winnow.article_clusters.host is 'Its site.';
comment on column winnow.article_clusters.published_on is 'Day on which it was published.';
comment on column winnow.article_clusters.words is 'Words of its text.';

create or replace view winnow.distinct_articles as
select articles.* from winnow.articles
where not exists (
  select from winnow.article_copy copy where copy.article_id = articles.article_id and copy.place > 1);
comment on view winnow.distinct_articles is 'Articles to count from: of those that are nearly the same, only the one that is kept. As winnow.articles otherwise; winnow.article_clusters has the others.';
do $$
declare
  named record;
begin
  for named in
    select attname, col_description(attrelid, attnum) as said from pg_attribute
    where attrelid = 'winnow.articles'::regclass and attnum > 0
  loop
    execute format('comment on column winnow.distinct_articles.%I is %L', named.attname, named.said);
  end loop;
end
$$;

create or replace view winnow.article_updates as
select page.address, row_number() over versions as version, page.latest, page.fetched_at, article.title,
  article.published, article.modified, article.words,
  article.text <> lag(article.text) over versions as changed, page.id as page_id,
  article.id as article_id, article.ordinal
from winnow.article
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id
where page.address is not null
window versions as (partition by page.address, article.ordinal
  order by coalesce(page.last_fetched_at, page.seen_at), encode(page.key, 'hex'));
comment on view winnow.article_updates is 'Articles of one address as they were fetched over time, oldest first.';
comment on column winnow.article_updates.address is 'Address of the page, normalised.';
comment on column winnow.article_updates.version is 'Place in time, from 1.';
comment on column winnow.article_updates.latest is 'The page that readers see.';
comment on column winnow.article_updates.fetched_at is 'When it was fetched.';
comment on column winnow.article_updates.title is 'Title of the article.';
comment on column winnow.article_updates.published is 'As in winnow.articles.';
comment on column winnow.article_updates.modified is 'As in winnow.articles.';
comment on column winnow.article_updates.words is 'Words of its text.';
comment on column winnow.article_updates.changed is 'The text differs from that of the version before; null for the first.';
comment on column winnow.article_updates.page_id is 'The page, as in winnow.pages.';
comment on column winnow.article_updates.article_id is 'The article; winnow.articles holds those of latest pages and of others alike.';
comment on column winnow.article_updates.ordinal is 'Place of the article on its page, from 1.';
