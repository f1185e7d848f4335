-- Shares in percent that the text states.
create table winnow.stated_share (
  article_id bigint not null references winnow.article on delete cascade,
  start_at int not null,
  end_at int not null,
  form text not null,
  percent numeric not null,
  primary key (article_id, start_at)
);
