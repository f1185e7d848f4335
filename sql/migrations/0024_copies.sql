-- Articles that are nearly the same are found when a run is settled, and no longer at every look. The tables are filled by
-- the upgrade itself (src/store/migrate.ts), so that no article is counted twice until the next run.

-- Articles that have been compared with all others: those that readers see, once all runs are settled.
create table winnow.compared (
  article_id bigint primary key references winnow.article on delete cascade,
  letters bigint not null       -- of its text, each paragraph once
);

-- Pairs of them of which one has at least half its text from paragraphs of the other, each in both orders.
create table winnow.article_pair (
  article_id bigint not null references winnow.compared on delete cascade,
  other_id bigint not null references winnow.compared on delete cascade,
  paragraphs int not null,     -- that both have
  share real not null,         -- of the letters of the article that are in them
  other_share real not null,   -- of those of the other
  primary key (article_id, other_id)
);
create index article_pair_other on winnow.article_pair (other_id);

-- Articles that are nearly the same, with the one of them that is kept: what such pairs hold together in which both have
-- half their text from the other. An article that is like no other has no row.
create table winnow.article_copy (
  article_id bigint primary key references winnow.compared on delete cascade,
  kept_id bigint not null references winnow.compared on delete cascade,
  place int not null,          -- by date and address, from 1: the one that is kept
  copies int not null          -- articles that are nearly the same, with this one
);
create index article_copy_kept on winnow.article_copy (kept_id);
