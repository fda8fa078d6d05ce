import { migrationOf } from "../../execute.ts";

/*
 * `subscriptions` is a JSON array, `used_at` in seconds since 1970. The row of one that has ended
 * stays for a while, so that one that is missing is one that was lost.
 */
const STATEMENTS = [
  `create table client_sessions (
    id text not null primary key,
    caller text not null,
    rights text not null,
    protocol text not null,
    subscriptions text not null default '[]',
    ended integer not null default 0,
    used_at integer not null default (unixepoch())
  ) strict, without rowid`,
  `create index client_sessions_by_caller on client_sessions (caller, used_at)`,
];

/** Sessions of clients in a SQLite file, which outlive a restart there as they do on PostgreSQL. */
export const sessionsInAFile = migrationOf({ sqlite: STATEMENTS, postgres: [] });
