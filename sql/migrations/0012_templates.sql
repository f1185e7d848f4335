-- Blocks that recur on the pages of a site: text of the site, not of its articles. Each is kept once, here.
create table winnow.template (
  id int generated always as identity primary key,
  site_id int not null references winnow.site on delete cascade,
  normal_hash bytea not null check (octet_length(normal_hash) = 16),
  text text not null,
  active boolean not null default true,
  by_hand boolean not null default false,  -- somebody retired it: learning does not bring it back
  role winnow.role not null,               -- what it was most often taken for
  place text not null check (place in ('start', 'middle', 'end')),
  pages int not null,
  share real not null,                     -- of the site's pages
  first_on date,
  last_on date,
  learned_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (site_id, normal_hash)
);
