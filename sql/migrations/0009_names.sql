-- Names across documents. A name is what one article calls a thing; a sense is what a name means in the articles
-- that mean the same by it; an entity is made of the senses that name one thing. Names and mentions are what the
-- pipeline found; senses and entities are derived from them, and from what users decided, at the end of each run.

drop view if exists winnow.entities;
drop view if exists winnow.mentions;

alter table winnow.entity rename to name;
alter index winnow.entity_pkey rename to name_pkey;
alter index winnow.entity_type_name_key rename to name_type_name_key;
alter table winnow.mention rename column entity_id to name_id;
alter table winnow.mention rename constraint mention_entity_id_fkey to mention_name_id_fkey;
drop index winnow.mention_entity;

-- How a name is compared with others; null until the first settling after it was met.
alter table winnow.name add column label text, add column block text;
create index name_block on winnow.name (block);
create index name_label on winnow.name (label);
create index name_unlabelled on winnow.name (id) where block is null;

-- A mention that a user's gazetteer found. It wins over those of the tagger that it overlaps.
alter table winnow.mention add column listed boolean not null default false;
alter table winnow.mention drop constraint mention_pkey;
alter table winnow.mention add primary key (article_id, start_at, listed);
create index mention_listed on winnow.mention (article_id) where listed;

-- One name of one article.
create table winnow.article_name (
  article_id bigint not null references winnow.article on delete cascade,
  name_id bigint not null references winnow.name,
  roles text[] not null default '{}', -- walks of life that the words beside a person's name speak of
  primary key (article_id, name_id)
);
create index article_name_name on winnow.article_name (name_id);
insert into winnow.article_name (article_id, name_id) select distinct article_id, name_id from winnow.mention;

-- Dates and sums of money that the text states.
create table winnow.stated_date (
  article_id bigint not null references winnow.article on delete cascade,
  start_at int not null,
  end_at int not null,
  form text not null,
  value text not null,     -- ISO 8601, as precise as the words: 2020, 2020-01, 2020-01-21
  first_on date not null,  -- the days that it stands for
  last_on date not null,
  primary key (article_id, start_at)
);
create index stated_date_day on winnow.stated_date (first_on);
create table winnow.stated_money (
  article_id bigint not null references winnow.article on delete cascade,
  start_at int not null,
  end_at int not null,
  form text not null,
  currency text not null,  -- ISO 4217
  amount numeric not null,
  primary key (article_id, start_at)
);

-- Users' own names -------------------------------------------------------------------------------

create table winnow.gazetteer_entry (
  id bigint generated always as identity primary key,
  list text not null,          -- the file it was loaded from; loading it again replaces the list
  key text not null,           -- external id, or type and name
  type winnow.entity_type not null,
  name text not null,
  external_id text,
  unique (list, key)
);
create table winnow.gazetteer_form (
  entry_id bigint not null references winnow.gazetteer_entry on delete cascade,
  form text not null,
  primary key (form, entry_id)
);
create index gazetteer_form_entry on winnow.gazetteer_form (entry_id);

-- What users decided: that senses are one, or that some occurrences are apart from the rest.
create table winnow.decision (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('merge', 'split')),
  what text not null,          -- the command in words, for people
  made_at timestamptz not null default now()
);
-- What a decision is about, in words that outlive reprocessing: a label, on one page or anywhere.
create table winnow.decision_target (
  decision_id bigint not null references winnow.decision on delete cascade,
  label text not null,
  place text                   -- address of the page, or its key when it has none; null: everywhere
);
create unique index decision_target_once on winnow.decision_target (decision_id, label, coalesce(place, ''));

-- What follows from all that ----------------------------------------------------------------------

-- The sense that most articles speak of gives an entity its number.
create table winnow.entity (
  id bigint primary key,
  type winnow.entity_type not null,
  name text not null,
  external_id text
);
create index entity_name on winnow.entity (name);
create table winnow.sense (
  id bigint generated always as identity primary key,
  key text not null unique,
  block text not null,
  label text not null,
  type winnow.entity_type not null,
  name text not null,
  articles int not null,
  compartment text not null,   -- set apart by a decision; empty for most
  entry_key text,              -- the gazetteer's entry
  entity_id bigint references winnow.entity
);
create index sense_block on winnow.sense (block);
create index sense_entity on winnow.sense (entity_id);
create index sense_name on winnow.sense (name);
create index sense_entry on winnow.sense (entry_key) where entry_key is not null;

-- Which names of which articles have a sense, and what each was joined by: the tree of merges inside a sense.
create table winnow.sense_member (
  article_id bigint not null,
  name_id bigint not null,
  sense_id bigint not null references winnow.sense on delete cascade,
  score real not null,
  reason text not null,
  detail text,
  primary key (article_id, name_id),
  foreign key (article_id, name_id) references winnow.article_name on delete cascade
);
create index sense_member_sense on winnow.sense_member (sense_id);

-- The forms in which a sense is written.
create table winnow.alias (
  sense_id bigint not null references winnow.sense on delete cascade,
  form text not null,
  mentions int not null,
  articles int not null,
  primary key (sense_id, form)
);
create index alias_form on winnow.alias (form);

-- Merges of senses: scored, with their reason. Those that are not applied are there to be looked at.
create table winnow.merge (
  first_id bigint not null references winnow.sense on delete cascade,
  second_id bigint not null references winnow.sense on delete cascade,
  reason text not null,        -- alias, acronym, shared forms, slip, gazetteer or decision
  detail text not null,        -- the forms, the entry or the decision
  score real not null,
  applied boolean not null,
  primary key (first_id, second_id, reason, detail)
);
create index merge_second on winnow.merge (second_id);
create index merge_detail on winnow.merge (reason, detail);

-- Blocks whose names must be looked at again at the next settling.
create table winnow.stale_block (block text primary key);
