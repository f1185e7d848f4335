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
  link.first_id as paragraph_id, link.second_id as other_paragraph_id
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
