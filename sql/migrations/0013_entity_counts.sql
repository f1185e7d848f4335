-- What is asked of entities most is counted when they are settled, not each time.
alter table winnow.entity
  add column mentions bigint not null default 0,
  add column articles bigint not null default 0,
  add column first_on date,
  add column last_on date;
create index entity_by_articles on winnow.entity (articles desc);
insert into winnow.stale_block select distinct block from winnow.sense on conflict do nothing;
