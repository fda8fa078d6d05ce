import { migrationOf } from "../../execute.ts";

/** Counters of the house keep the last numbers that all locations shared. */
const COUNTERS = [
  `create table location_counters (
    location_id text not null,
    name text not null,
    value bigint not null,
    primary key (location_id, name)
  )`,
  `insert into location_counters (location_id, name, value)
    select '', name || '_before', value from counters where name in ('events', 'events_removed')`,
  `delete from counters where name in ('events', 'events_removed')`,
  `alter table rollup_shapes add column after_events text not null default ''`,
  `update rollup_shapes set after_events = cast(after_event as text)`,
  `alter table rollup_shapes drop column after_event`,
];

/*
 * Rows stay in their place, only the index of the key is made anew. A trigger that announces in the
 * transaction lets all of them wait for each other until they are on disk: that is done after the
 * commit now.
 */
const ON_A_SERVER = [
  `alter table events drop constraint events_location_id_fkey`,
  `update events set location_id = '' where location_id is null`,
  `alter table events alter column location_id set not null`,
  `alter table events drop constraint events_pkey`,
  `alter table events add primary key (location_id, sequence)`,
  `drop trigger announce_events on events`,
  `drop function announce_events()`,
];

/** SQLite has no other way to another key; without a rowid it is the table, so an event is one page. */
const IN_A_FILE = [
  `create table events_next (
    location_id text not null,
    sequence bigint not null,
    kind text not null,
    subject_id text not null,
    business_date text,
    happened_at text not null,
    details text not null,
    primary key (location_id, sequence)
  ) without rowid`,
  `insert into events_next
      (location_id, sequence, kind, subject_id, business_date, happened_at, details)
    select coalesce(location_id, ''), sequence, kind, subject_id, business_date, happened_at, details
    from events order by coalesce(location_id, ''), sequence`,
  `drop table events`,
  `alter table events_next rename to events`,
];

/** Events are numbered by location; those that concern every location, in the house. */
export const numbersOfLocations = migrationOf({
  sqlite: [...COUNTERS, ...IN_A_FILE],
  postgres: [...COUNTERS, ...ON_A_SERVER],
});
