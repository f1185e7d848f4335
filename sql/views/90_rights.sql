-- Least rights: winnow_reader reads the views and nothing else. A server on which we may not make roles works
-- without it; its owner can make the role and run `winnow migrate` again.
do $$
begin
  if not exists (select from pg_roles where rolname = 'winnow_reader') then
    create role winnow_reader nologin;
  end if;
exception
  when insufficient_privilege then raise notice 'the role winnow_reader could not be made';
  when duplicate_object or unique_violation then null; -- another database of this server was quicker
end
$$;

do $$
declare
  view_name text;
begin
  if not exists (select from pg_roles where rolname = 'winnow_reader') then
    return;
  end if;
  grant usage on schema winnow to winnow_reader;
  begin
    -- Whoever owns the store may become its reader; making a role does not say so by itself since PostgreSQL 16.
    execute format('grant winnow_reader to %I', current_user);
  exception
    when insufficient_privilege or invalid_grant_operation then null;
  end;
  for view_name in select table_name from information_schema.views where table_schema = 'winnow' loop
    execute format('grant select on winnow.%I to winnow_reader', view_name);
  end loop;
end
$$;
