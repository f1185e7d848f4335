-- More of what articles say of themselves, and what sites always do the same way.

alter table winnow.article
  add column credits text[] not null default '{}',      -- agencies that the text is credited to, apart from its authors
  add column published_ago text,                        -- ISO 8601 duration before the fetch, when the page says no more
  add column breadcrumb text[] not null default '{}',   -- where the page stands in its site, outermost first
  add column keywords text[] not null default '{}',     -- phrases that the text itself comes back to
  add column foreign_quotes jsonb not null default '[]', -- [{block, language}]
  add column image_alt text,
  add column image_credit text,
  add column licence text;

-- Learned from many pages of a site by `winnow learn`, and used as evidence when its pages are refined.
create table winnow.site_habit (
  site_id int primary key references winnow.site on delete cascade,
  title_affixes text[] not null,   -- what stands beside the titles of many of its pages, as the pages write it
  day_first boolean,               -- whether 03/04/2020 is 3 April; null when its pages do not show it
  pages int not null               -- pages that it was learned from
);
