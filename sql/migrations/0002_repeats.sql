-- Near repeats: which paragraphs say the same, and which copy is kept.

-- Keys of the MinHash bands of a paragraph. Two paragraphs that share a key may be near repeats.
-- No foreign key: it would want an index of its own, and the keys follow from the paragraph's text.
create table winnow.band (
  key int not null,
  paragraph_id bigint not null,
  primary key (key, paragraph_id)
);

-- Keys that too many paragraphs share to say anything; links that only they support are taken back.
create table winnow.common_band (
  key int primary key,
  pruned boolean not null default false
);

-- Paragraphs whose near repeats have not been looked for; the loader that published them, or the sweep
-- at the end of a run, removes them in the transaction that writes the links.
create table winnow.unlinked (
  paragraph_id bigint primary key references winnow.paragraph on delete cascade
);

-- Two paragraphs that say nearly the same. `first_id` is the one whose text hash sorts first, so that a pair
-- has one row whoever found it.
create table winnow.link (
  first_id bigint not null references winnow.paragraph on delete cascade,
  second_id bigint not null references winnow.paragraph on delete cascade,
  similarity real not null,
  kind text not null check (kind in ('same', 'edited', 'contains', 'contained')),
  repeat boolean not null,     -- a reader of one does not need the other
  primary key (first_id, second_id)
);
create index link_second on winnow.link (second_id);

-- Clusters of repeats of a reader's eye: paragraphs joined by links that are repeats.
-- A paragraph that repeats nothing has no row.
create table winnow.repeat (
  paragraph_id bigint primary key references winnow.paragraph on delete cascade,
  kept_id bigint not null references winnow.paragraph on delete cascade,
  similarity real not null     -- to the copy that is kept, 1 for that copy itself
);
create index repeat_kept on winnow.repeat (kept_id);
