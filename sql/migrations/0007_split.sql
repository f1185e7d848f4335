-- Articles and their own pages; the posts of a thread.

-- The normalised address that an article gives as its own: where a listing's entry leads, or what a page
-- calls its canonical address. What an address leads to is worked out when it is asked for, so that it does
-- not matter which of the two pages came first, or which version of either is shown.
create table winnow.article_address (
  article_id bigint primary key references winnow.article on delete cascade,
  address text not null
);
create index article_address_address on winnow.article_address using hash (address);

-- Posts of a thread, in order. Their words are the blocks from `first_block` to `last_block`.
create table winnow.part (
  article_id bigint not null references winnow.article on delete cascade,
  ordinal int not null,
  author text,
  published text,              -- ISO 8601, as precise as the page is
  first_block int not null,
  last_block int not null,
  primary key (article_id, ordinal)
);
