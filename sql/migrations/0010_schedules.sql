-- Work that is done again and again, by the clock.

create table winnow.schedule (
  id bigint generated always as identity primary key,
  name text not null unique,
  cron text not null,
  tz text not null,
  command text[] not null,     -- what `winnow` is given
  folder text not null,        -- where it was added: relative paths of the command begin there
  overlap text not null check (overlap in ('skip', 'wait')),
  paused boolean not null default false,
  added_at timestamptz not null default now()
);

-- Each time that a schedule was due. It outlives the schedule.
create type winnow.firing_state as enum ('waiting', 'started', 'done', 'failed', 'skipped');
create table winnow.firing (
  id bigint generated always as identity primary key,
  schedule_id bigint references winnow.schedule on delete set null,
  name text not null,
  command text[] not null,
  due_at timestamptz not null,
  by_hand boolean not null,
  state winnow.firing_state not null default 'waiting',
  run_id bigint references winnow.run on delete set null,
  detail text,
  started_at timestamptz,
  -- when the process that fires it was last heard of; a firing that falls silent is begun again
  seen_at timestamptz,
  finished_at timestamptz,
  -- a job of the queue that comes twice is one firing
  unique (schedule_id, due_at)
);
create index firing_open on winnow.firing (id) where state in ('waiting', 'started');
