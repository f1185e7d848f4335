-- The normalised store. Tables are singular and private to Winnow; what people read are the views
-- of sql/views, plural. Row ids are internal: no result, order or export may depend on them.

create schema if not exists winnow;
comment on schema winnow is 'Winnow: pages turned into articles. Read the views; the tables may change.';

create type winnow.outcome_kind as enum ('loaded', 'unchanged', 'duplicate', 'empty', 'rejected', 'failed');
create type winnow.media_type as enum ('text/html', 'text/plain');
create type winnow.page_type as enum
  ('article', 'listing', 'forum', 'product', 'documentation', 'service', 'collection', 'other');
create type winnow.role as enum
  ('title', 'heading', 'paragraph', 'list-item', 'quote', 'code', 'table', 'caption', 'image-alt', 'byline',
   'date', 'dateline', 'tags', 'teaser', 'read-more', 'listing-title', 'breadcrumb', 'navigation',
   'advertisement', 'share', 'related', 'comments', 'copyright', 'template', 'form', 'other');
create type winnow.entity_type as enum ('person', 'organization', 'place', 'event', 'work', 'other');
create type winnow.run_state as enum ('reading', 'running', 'settling', 'done', 'failed');
create type winnow.chunk_state as enum ('waiting', 'queued', 'done');
create type winnow.failure_state as enum ('open', 'retried', 'dismissed');

-- Where pages live -------------------------------------------------------------------------------

create table winnow.site (
  id int generated always as identity primary key,
  host text not null unique,
  -- registrable domain by the public suffix list, null for addresses without one
  domain text
);
create index site_domain on winnow.site (domain);

-- The bytes of pages, once however often they are fetched.
create table winnow.content (
  hash bytea primary key check (octet_length(hash) = 32), -- SHA-256 of the bytes as read
  size int not null,                                       -- bytes before compression
  encoding text not null,                                  -- how `bytes` is compressed
  bytes bytea not null
);
alter table winnow.content alter column bytes set storage external;

-- One document at one address with one content. A changed document is another page of that address.
create table winnow.page (
  id bigint generated always as identity primary key,
  -- SHA-256, 16 bytes, of address, media type, charset and content: the same input is the same page
  key bytea not null unique check (octet_length(key) = 16),
  url text,                      -- as given
  address text,                  -- normalised url; null for a page without one
  site_id int references winnow.site,
  content_hash bytea not null references winnow.content,
  media_type winnow.media_type not null,
  charset text,                  -- as the transport declared it
  fetched_at timestamptz,        -- the earliest fetch that is known
  last_fetched_at timestamptz,   -- the latest fetch that is known
  -- when the run that read it began; orders the pages of an address that have no date of fetching
  seen_at timestamptz not null,
  latest boolean not null default true,        -- no newer page of the same address is known
  duplicate_of bigint references winnow.page   -- the page kept of those with the same bytes; null when kept
);
create index page_address on winnow.page using hash (address);
create index page_content on winnow.page (content_hash);
create index page_site on winnow.page (site_id);
create index page_duplicate on winnow.page (duplicate_of) where duplicate_of is not null;

-- What was run -----------------------------------------------------------------------------------

create table winnow.pipeline (
  id int generated always as identity primary key,
  version text not null unique,   -- code version and hash of the options
  options jsonb not null,
  created_at timestamptz not null default now()
);

create table winnow.run (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('ingest', 'reprocess')),
  state winnow.run_state not null default 'reading',
  pipeline_id int not null references winnow.pipeline,
  skipped jsonb not null default '{}',  -- records that are not pages, counted by reason
  started_at timestamptz not null default now(),
  read_at timestamptz,                  -- when the last page had been read
  finished_at timestamptz,
  -- when the reader of this run was last heard of; a run whose reader died is closed by a sweep
  reader_seen_at timestamptz not null default now()
);

create table winnow.source (
  id bigint generated always as identity primary key,
  run_id bigint not null references winnow.run on delete cascade,
  name text not null
);
create unique index source_name on winnow.source (run_id, md5(name));

create table winnow.chunk (
  run_id bigint not null references winnow.run on delete cascade,
  ordinal int not null,
  state winnow.chunk_state not null default 'waiting',
  queued_at timestamptz,
  done_at timestamptz,
  timings jsonb,                        -- milliseconds by stage
  primary key (run_id, ordinal)
);
create index chunk_open on winnow.chunk (run_id, ordinal) where state <> 'done';

-- What a run was given: one row for each record of its sources that is, or should have been, a page.
create table winnow.run_page (
  run_id bigint not null references winnow.run on delete cascade,
  position bigint not null,
  chunk int not null,
  page_id bigint references winnow.page,   -- null when the record was broken
  source_id bigint not null references winnow.source on delete cascade,
  record bigint,                           -- byte offset or line number inside the source
  record_id text,                          -- the record's own id
  primary key (run_id, position)
);
create index run_page_chunk on winnow.run_page (run_id, chunk);
create index run_page_page on winnow.run_page (page_id);

-- What the stages say of a page, by pipeline version ---------------------------------------------

create table winnow.refinement (
  id bigint generated always as identity primary key,
  page_id bigint not null references winnow.page on delete cascade,
  pipeline_id int not null references winnow.pipeline,
  run_id bigint not null references winnow.run,
  outcome winnow.outcome_kind not null,
  code text,
  stage text,
  page_type winnow.page_type not null,
  language text,
  charset text,
  current boolean not null default true,  -- what readers of the views see
  created_at timestamptz not null default now(),
  unique (page_id, pipeline_id)
);
create unique index refinement_current on winnow.refinement (page_id) where current;
create index refinement_run on winnow.refinement (run_id);

-- How each page of a run ended: exactly one row for one of run_page.
create table winnow.outcome (
  run_id bigint not null,
  position bigint not null,
  outcome winnow.outcome_kind not null,
  code text,
  stage text,
  refinement_id bigint references winnow.refinement on delete set null,
  primary key (run_id, position),
  foreign key (run_id, position) references winnow.run_page on delete cascade
);
create index outcome_refinement on winnow.outcome (refinement_id);

-- What is needed to act on a page that failed.
create table winnow.failure (
  run_id bigint not null,
  position bigint not null,
  stage text not null,
  code text not null,
  detail text,
  content_hash bytea references winnow.content,  -- what could be read of a broken record
  state winnow.failure_state not null default 'open',
  failed_at timestamptz not null default now(),
  primary key (run_id, position),
  foreign key (run_id, position) references winnow.run_page on delete cascade
);
create index failure_code on winnow.failure (code, stage) where state = 'open';

-- Text -------------------------------------------------------------------------------------------

create table winnow.rule (
  id int generated always as identity primary key,
  name text not null unique
);

-- The unique text behind blocks.
create table winnow.paragraph (
  id bigint generated always as identity primary key,
  text_hash bytea not null unique check (octet_length(text_hash) = 16),
  normal_hash bytea not null check (octet_length(normal_hash) = 16),
  text text not null
);
create index paragraph_normal on winnow.paragraph (normal_hash);

create table winnow.block (
  refinement_id bigint not null references winnow.refinement on delete cascade,
  ordinal int not null,
  line int,
  role winnow.role not null,
  article smallint,           -- null: the block belongs to the page
  rule_id int not null references winnow.rule,
  confidence real,
  paragraph_id bigint not null references winnow.paragraph,
  primary key (refinement_id, ordinal)
);
create index block_paragraph on winnow.block (paragraph_id);

create table winnow.boundary (
  refinement_id bigint not null references winnow.refinement on delete cascade,
  article smallint not null,
  block int not null,
  signals text[] not null,
  confidence real not null,
  primary key (refinement_id, article)
);

create table winnow.article (
  id bigint generated always as identity primary key,
  refinement_id bigint not null references winnow.refinement on delete cascade,
  ordinal smallint not null,
  title text,
  url text,
  published text,              -- ISO 8601, as precise as the page is
  published_on date,           -- the calendar day of `published`
  modified text,
  dateline text,
  section text,
  site_name text,
  language text,
  description text,
  image text,
  teaser boolean not null,
  text text not null,          -- the text blocks joined: mentions count into it
  words int not null,
  claims jsonb not null default '[]', -- what every source on the page said: field, value, source, chosen
  search tsvector not null,
  unique (refinement_id, ordinal)
);
create index article_search on winnow.article using gin (search);
create index article_published on winnow.article (published_on);

create table winnow.author (
  id bigint generated always as identity primary key,
  name text not null unique
);
create table winnow.article_author (
  article_id bigint not null references winnow.article on delete cascade,
  position smallint not null,
  author_id bigint not null references winnow.author,
  primary key (article_id, position)
);
create index article_author_author on winnow.article_author (author_id);

create table winnow.tag (
  id bigint generated always as identity primary key,
  name text not null unique
);
create table winnow.article_tag (
  article_id bigint not null references winnow.article on delete cascade,
  position smallint not null,
  tag_id bigint not null references winnow.tag,
  primary key (article_id, position)
);
create index article_tag_tag on winnow.article_tag (tag_id);

create table winnow.entity (
  id bigint generated always as identity primary key,
  type winnow.entity_type not null,
  name text not null,
  unique (type, name)
);
create table winnow.mention (
  article_id bigint not null references winnow.article on delete cascade,
  start_at int not null,       -- UTF-16 code units into the article's text
  end_at int not null,
  entity_id bigint not null references winnow.entity,
  form text not null,          -- the words as written
  primary key (article_id, start_at)
);
create index mention_entity on winnow.mention (entity_id);
