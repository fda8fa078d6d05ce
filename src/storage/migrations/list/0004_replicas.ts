import { migrationOf } from "../../execute.ts";

/** The channel of those who wait for events. */
export const EVENTS_CHANNEL = "restaurant_mcp_events";

/*
 * Counts of calls need not survive a crash: without a log they cost no wait for the disk. Rows are
 * changed all the time, and room beside them keeps that cheap.
 */
const STATEMENTS = [
  `create function announce_events() returns trigger language plpgsql as $$
    begin
      perform pg_notify('${EVENTS_CHANNEL}', '');
      return null;
    end
  $$`,
  `create trigger announce_events after insert on events
    for each statement execute function announce_events()`,
  `create unlogged table rate_windows (
    key text collate "C" not null primary key,
    times double precision[] not null,
    until double precision not null,
    wait double precision not null
  ) with (fillfactor = 50)`,
];

/**
 * Tables that several processes on one PostgreSQL database share; a SQLite file does not need them.
 */
export const replicas = migrationOf({ sqlite: [], postgres: STATEMENTS });
