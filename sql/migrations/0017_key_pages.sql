-- The keys of near repeats as an index in pages of the store's own: sorted entries in one row for each range of keys,
-- instead of a row with 12 hash indexes for each paragraph, of which every new paragraph touched 24 pages anywhere. Many
-- paragraphs are now looked up and added together, in the order of their keys, each page once.
-- Unlogged as before: it follows from the texts. Empty, and without the row of the least key, after a crash of the
-- server; every paragraph is then linked again, as it is after this migration.
drop table winnow.fingerprint, winnow.common_key;

create unlogged table winnow.key_page (
  low int primary key,         -- the least key of the range, which ends where the next one begins
  entries bytea not null       -- src/dedupe/key-page.ts says what they are
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 2);
-- A row and its next version share a page of the database, which is updated in place.
alter table winnow.key_page alter column entries set storage plain;

-- 128 bits of the sketches of 64 paragraphs with ids in a row, 0 where there is none.
create unlogged table winnow.sketch_page (
  number bigint primary key,   -- of the paragraph's id without its low 6 bits
  sketches bytea not null
);
alter table winnow.sketch_page alter column sketches set storage plain;

-- Keys that too many paragraphs share to say anything.
create table winnow.common_key (
  id int generated always as identity,
  key int primary key
);

-- Keys and sketch of a paragraph that waits, so that its text need not be read again; null where they are to be made.
alter table winnow.unlinked add column print bytea;
