import { migrationOf } from "../../execute.ts";

/** What was written before is the chain of the house, as it is. */
const BOTH = [
  `insert into location_counters (location_id, name, value)
    select '', name, value from counters where name = 'audit_entries'`,
  `delete from counters where name = 'audit_entries'`,
  `alter table audit_checkpoints rename to audit_checkpoints_before`,
  `create table audit_checkpoints (
    location_id text not null,
    sequence bigint not null,
    hash text not null,
    removed_at text not null,
    primary key (location_id, sequence)
  )`,
  `insert into audit_checkpoints (location_id, sequence, hash, removed_at)
    select '', sequence, hash, removed_at from audit_checkpoints_before`,
  `drop table audit_checkpoints_before`,
];

/** Entries stay in their place; only the index of the key is made anew. */
const ON_A_SERVER = [
  `alter table audit_entries add column location_id text not null default ''`,
  `alter table audit_entries alter column location_id drop default`,
  `alter table audit_entries drop constraint audit_entries_pkey`,
  `alter table audit_entries add primary key (location_id, sequence)`,
];

const COLUMNS =
  "sequence, at, principal, method, target, arguments_digest, locations, row_count, " +
  "outcome, duration_ms, request_id, trace_id, hash, calls";

/** SQLite has no other way to another key; without a rowid it is the table. */
const IN_A_FILE = [
  `create table audit_entries_next (
    location_id text not null,
    sequence bigint not null,
    at text not null,
    principal text not null,
    method text not null,
    target text not null,
    arguments_digest text not null,
    locations text not null,
    row_count bigint not null,
    outcome text not null,
    duration_ms bigint not null,
    request_id text not null,
    trace_id text,
    hash text not null,
    calls bigint not null default 1,
    primary key (location_id, sequence)
  ) without rowid`,
  `insert into audit_entries_next (location_id, ${COLUMNS})
    select '', ${COLUMNS} from audit_entries order by sequence`,
  `drop table audit_entries`,
  `alter table audit_entries_next rename to audit_entries`,
];

/** The audit is a chain of each location, and one of the house. */
export const chainsOfLocations = migrationOf({
  sqlite: [...BOTH, ...IN_A_FILE],
  postgres: [...BOTH, ...ON_A_SERVER],
});
