-- What a person may say to a run while it is going on.
alter table winnow.run
  add column paused boolean not null default false,
  add column priority smallint not null default 0 check (priority between -10 and 10), -- higher runs come first
  add column cancelled_at timestamptz; -- its open chunks were called done: pages without an outcome stay so
