import { migrationOf } from "../../execute.ts";

const TABLES = [
  `create table feedback_next (
    id text not null primary key check (length(id) between 1 and 64),
    location_id text not null references locations (id),
    order_id text references orders (id),
    received_at text not null,
    business_date text not null,
    channel text not null,
    rating integer check (rating between 1 and 5),
    text text not null
  )`,
  `insert into feedback_next
    select id, location_id, order_id, received_at, business_date, channel, rating, text
    from feedback`,
  `drop table feedback`,
  `alter table feedback_next rename to feedback`,
  `create index feedback_by_date on feedback (location_id, business_date)`,
  `create table feedback_analyses (
    feedback_id text not null primary key references feedback (id),
    location_id text not null references locations (id),
    model_version text not null,
    sentiment text not null,
    analysis text not null,
    analysed_at text not null
  )`,
  `create index feedback_analyses_by_version on feedback_analyses (model_version)`,
  `create table feedback_themes (
    feedback_id text not null references feedback (id),
    location_id text not null references locations (id),
    kind text not null,
    name text not null,
    sentiment text,
    primary key (feedback_id, kind, name)
  )`,
  `create index feedback_themes_by_name on feedback_themes (location_id, kind, name)`,
  `create table feedback_replies (
    id text not null primary key check (length(id) = 8),
    feedback_id text not null references feedback (id),
    location_id text not null references locations (id),
    position integer not null,
    status text not null,
    text text not null,
    actor text not null,
    written_at text not null
  )`,
  `create unique index feedback_replies_by_feedback on feedback_replies (feedback_id, position)`,
  `create table reply_limits (
    location_id text not null primary key references locations (id),
    most_refund bigint not null check (most_refund >= 0)
  )`,
];

/** SQLite keeps the words of texts beside them. */
const SQLITE_SEARCH = [
  `create virtual table feedback_search using fts5 (
    feedback_id unindexed, text, tokenize = 'porter unicode61 remove_diacritics 2'
  )`,
  `insert into feedback_search (feedback_id, text) select id, text from feedback`,
  `create trigger feedback_search_added after insert on feedback begin
    insert into feedback_search (feedback_id, text) values (new.id, new.text);
  end`,
  `create trigger feedback_search_changed after update of text on feedback begin
    update feedback_search set text = new.text where feedback_id = new.id;
  end`,
  `create trigger feedback_search_removed after delete on feedback begin
    delete from feedback_search where feedback_id = old.id;
  end`,
];

/** PostgreSQL finds them by an index on an expression. */
const POSTGRES_SEARCH = [
  `create index feedback_search on feedback using gin (to_tsvector('english', text))`,
];

/** Feedback with ids of other systems, its analysis, replies, and full-text search. */
export const feedback = migrationOf({
  sqlite: [...TABLES, ...SQLITE_SEARCH],
  postgres: [...TABLES, ...POSTGRES_SEARCH],
});
