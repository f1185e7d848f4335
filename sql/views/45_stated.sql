-- Dates, sums of money and percentages that articles state, in a form to compare and sum up.

create or replace view winnow.stated_dates as
select article.title, coalesce(article.url, page.url) as url, article.published_on, stated.form, stated.value,
  stated.first_on, stated.last_on, stated.start_at, stated.end_at, site.host, article.id as article_id
from winnow.stated_date stated
join winnow.article on article.id = stated.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
left join winnow.site on site.id = page.site_id;
comment on view winnow.stated_dates is 'Dates that articles state: "on Monday" is counted from the day of publication.';
comment on column winnow.stated_dates.title is 'Title of the article.';
comment on column winnow.stated_dates.url is 'Address of the article.';
comment on column winnow.stated_dates.published_on is 'Day of publication.';
comment on column winnow.stated_dates.form is 'The words as written.';
comment on column winnow.stated_dates.value is 'ISO 8601, as precise as the words: 2020, 2020-W04, 2020-01, 2020-01-21, or two of them parted by a slash.';
comment on column winnow.stated_dates.first_on is 'First day that it stands for.';
comment on column winnow.stated_dates.last_on is 'Last day that it stands for.';
comment on column winnow.stated_dates.start_at is 'Start in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_dates.end_at is 'End in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_dates.host is 'Host name of the page.';
comment on column winnow.stated_dates.article_id is 'The article, as in winnow.articles.';

create or replace view winnow.stated_sums as
select article.title, coalesce(article.url, page.url) as url, article.published_on, stated.form, stated.currency,
  stated.amount, stated.start_at, stated.end_at, site.host, article.id as article_id
from winnow.stated_money stated
join winnow.article on article.id = stated.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
left join winnow.site on site.id = page.site_id;
comment on view winnow.stated_sums is 'Sums of money that articles state.';
comment on column winnow.stated_sums.title is 'Title of the article.';
comment on column winnow.stated_sums.url is 'Address of the article.';
comment on column winnow.stated_sums.published_on is 'Day of publication.';
comment on column winnow.stated_sums.form is 'The words as written.';
comment on column winnow.stated_sums.currency is 'ISO 4217; a bare dollar sign counts as USD.';
comment on column winnow.stated_sums.amount is 'The amount, millions and billions multiplied out.';
comment on column winnow.stated_sums.start_at is 'Start in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_sums.end_at is 'End in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_sums.host is 'Host name of the page.';
comment on column winnow.stated_sums.article_id is 'The article, as in winnow.articles.';

create or replace view winnow.stated_shares as
select article.title, coalesce(article.url, page.url) as url, article.published_on, stated.form, stated.percent,
  stated.start_at, stated.end_at, site.host, article.id as article_id
from winnow.stated_share stated
join winnow.article on article.id = stated.article_id
join winnow.refinement on refinement.id = article.refinement_id and refinement.current
join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
left join winnow.site on site.id = page.site_id;
comment on view winnow.stated_shares is 'Percentages that articles state.';
comment on column winnow.stated_shares.title is 'Title of the article.';
comment on column winnow.stated_shares.url is 'Address of the article.';
comment on column winnow.stated_shares.published_on is 'Day of publication.';
comment on column winnow.stated_shares.form is 'The words as written.';
comment on column winnow.stated_shares.percent is 'The number, as in 12.5 percent.';
comment on column winnow.stated_shares.start_at is 'Start in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_shares.end_at is 'End in the article''s text, in UTF-16 code units.';
comment on column winnow.stated_shares.host is 'Host name of the page.';
comment on column winnow.stated_shares.article_id is 'The article, as in winnow.articles.';
