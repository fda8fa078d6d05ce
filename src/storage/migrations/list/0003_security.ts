import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `create table access_tokens (
    id text not null primary key check (length(id) = 8),
    name text not null,
    secret_hash text not null,
    role text not null,
    locations text,
    created_at text not null,
    expires_at text,
    revoked_at text
  )`,
  `create table audit_entries (
    sequence bigint not null primary key,
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
    hash text not null
  )`,
];

/** Tokens of callers, and the record of their calls. */
export const security = migrationOf(STATEMENTS);
