-- A compact layout for near repeats: one row of keys for each paragraph, instead of one row for each key.
-- Unlogged: it follows from the texts, and random insertion into a logged index writes a page for each key. After a
-- crash of the server it is empty, which the missing row of paragraph 0 shows, and it is filled again.

drop table winnow.band, winnow.common_band;

-- By what near repeats find each other: hashes of 12 windows of the text, null where there is none or too many
-- paragraphs share it, and 128 bits of its sketch.
create unlogged table winnow.fingerprint (
  paragraph_id bigint primary key,
  sketch bit(128) not null,
  k0 int, k1 int, k2 int, k3 int,
  k4 int, k5 int, k6 int, k7 int,
  k8 int, k9 int, k10 int, k11 int
);
create index fingerprint_k0 on winnow.fingerprint using hash (k0);
create index fingerprint_k1 on winnow.fingerprint using hash (k1);
create index fingerprint_k2 on winnow.fingerprint using hash (k2);
create index fingerprint_k3 on winnow.fingerprint using hash (k3);
create index fingerprint_k4 on winnow.fingerprint using hash (k4);
create index fingerprint_k5 on winnow.fingerprint using hash (k5);
create index fingerprint_k6 on winnow.fingerprint using hash (k6);
create index fingerprint_k7 on winnow.fingerprint using hash (k7);
create index fingerprint_k8 on winnow.fingerprint using hash (k8);
create index fingerprint_k9 on winnow.fingerprint using hash (k9);
create index fingerprint_k10 on winnow.fingerprint using hash (k10);
create index fingerprint_k11 on winnow.fingerprint using hash (k11);

-- Keys that too many paragraphs share to say anything; links that only they support are taken back.
create table winnow.common_key (
  id int generated always as identity,
  place smallint not null,       -- the number in the name of the column
  key int not null,
  pruned boolean not null default false,
  primary key (place, key)
);

-- Rows of paragraphs that are gone are removed with them: a foreign key would cost as much as the row.
alter table winnow.unlinked drop constraint unlinked_paragraph_id_fkey;

-- Which of two a reader does not need, and whether they are the same sentences about something else.
-- Links and keys are made anew: the sweep at the end of the next run does it.
truncate winnow.link;
alter table winnow.link
  add column redundant text not null check (redundant in ('both', 'first', 'second', 'neither')),
  add column look_alike boolean not null;
insert into winnow.unlinked select id from winnow.paragraph on conflict do nothing;
