import { migrationOf } from "../../execute.ts";

/*
 * They need no log: after a crash of the server those processes that have them write them again. The
 * row of one that has ended stays for a while, so that one that is missing is one that was lost.
 */
const STATEMENTS = [
  `create unlogged table client_sessions (
    id text collate "C" not null primary key,
    caller text collate "C" not null,
    rights text collate "C" not null,
    protocol text collate "C" not null,
    subscriptions text[] not null default '{}',
    ended boolean not null default false,
    used_at timestamptz not null default clock_timestamp()
  )`,
  `create index client_sessions_by_caller on client_sessions (caller, used_at)`,
];

/** Sessions of clients, shared by several processes on one PostgreSQL database. */
export const clientSessions = migrationOf({ sqlite: [], postgres: STATEMENTS });
