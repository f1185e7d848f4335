-- The documentation of the views, as a view: what a person looks up first.

create or replace view winnow.columns as
select views.relname::text as view, attribute.attname::text as "column",
  format_type(attribute.atttypid, attribute.atttypmod) as type,
  col_description(views.oid, attribute.attnum) as meaning
from pg_catalog.pg_class views
join pg_catalog.pg_namespace on pg_namespace.oid = views.relnamespace and nspname = 'winnow'
join pg_catalog.pg_attribute attribute on attribute.attrelid = views.oid and attribute.attnum > 0
where views.relkind = 'v' and not attribute.attisdropped
order by views.relname, attribute.attnum;
comment on view winnow.columns is 'Every column of every view, with its meaning.';
comment on column winnow.columns.view is 'Name of the view.';
comment on column winnow.columns."column" is 'Name of the column.';
comment on column winnow.columns.type is 'Type of the column.';
comment on column winnow.columns.meaning is 'What it holds.';
