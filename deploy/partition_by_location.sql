-- Puts every table of a location into hash partitions by it, with all of its rows, in one
-- transaction. Stop the servers first, then, as the role that they connect as:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f deploy/partition_by_location.sql
--
-- Tables, keys, indexes and references keep their names, and whatever version of the program comes
-- next finds what it expects. The tables are those whose primary key contains location_id.
do $$
declare
  parts constant integer := 8;
  owned regclass[] := array(
    select conrelid from pg_constraint
    join pg_class on pg_class.oid = conrelid
    join pg_attribute on attrelid = conrelid and attnum = any (conkey)
    where contype = 'p' and relkind = 'r' and attname = 'location_id'
      and relnamespace = current_schema()::regnamespace
  );
  -- In the order in which they are made again: keys, then indexes; references are added below.
  definitions text[] := array(
    select format('alter table %I add constraint %I %s', relname, conname,
      pg_get_constraintdef(pg_constraint.oid))
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where conrelid = any (owned) and contype in ('p', 'u') order by relname, contype
  ) || array(
    select pg_get_indexdef(indexrelid) from pg_index
    where indrelid = any (owned)
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
  );
  reference record;
  name text;
  definition text;
begin
  for reference in
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as removal,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname,
        pg_get_constraintdef(oid)) as definition
    from pg_constraint where contype = 'f' and (conrelid = any (owned) or confrelid = any (owned))
  loop
    definitions := array_append(definitions, reference.definition);
    execute reference.removal;
  end loop;
  for name in select relname from pg_class where oid = any (owned) loop
    execute format('alter table %I rename to %I', name, name || '_whole');
    execute format(
      'create table %I (like %I including defaults including constraints) '
        'partition by hash (location_id)', name, name || '_whole');
    for part in 0 .. parts - 1 loop
      execute format(
        'create table %I partition of %I for values with (modulus %s, remainder %s)',
        name || '_' || part, name, parts, part);
    end loop;
    execute format('insert into %I select * from %I', name, name || '_whole');
    execute format('drop table %I', name || '_whole');
  end loop;
  foreach definition in array definitions loop
    execute definition;
  end loop;
end
$$;
