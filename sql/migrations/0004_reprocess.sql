-- Reprocessing: versions of a page side by side, one of which readers see.

-- Version of each stage's code, so that one can tell which stages are outdated.
alter table winnow.pipeline add column stages jsonb not null default '{}';

alter table winnow.refinement
  add column replaced_at timestamptz,  -- when readers stopped seeing it; null when they see it or never did
  add column replaced_by bigint references winnow.refinement on delete set null;
create index refinement_replaced_by on winnow.refinement (replaced_by) where replaced_by is not null;
create index refinement_replaced_at on winnow.refinement (replaced_at) where replaced_at is not null;

-- What readers see of a run: `direct` runs show each page as it is loaded; a `staged` one writes beside what
-- they see, until it is promoted or discarded.
create type winnow.staging as enum ('direct', 'staged', 'promoted', 'discarded');
alter table winnow.run
  add column staging winnow.staging not null default 'direct',
  -- Share of the words that may vanish when the run promotes itself; null when it waits to be asked.
  add column promote_below real check (promote_below between 0 and 1);
