import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `create table opening_hours (
    location_id text not null references locations (id),
    weekday integer not null check (weekday between 1 and 7),
    opens integer not null check (opens between 0 and 1439),
    closes integer not null check (closes > opens and closes <= 2160),
    primary key (location_id, weekday, opens)
  )`,
  `create table tax_rates (
    location_id text not null primary key references locations (id),
    rate integer not null check (rate between 0 and 1000000)
  )`,
  `create table item_availability (
    location_id text not null references locations (id),
    menu_item_id text not null references menu_items (id),
    state text not null check (state in ('limited', 'out_of_stock')),
    remaining bigint check (remaining >= 0),
    primary key (location_id, menu_item_id)
  )`,
  `create table changes (
    id text not null primary key check (length(id) = 8),
    kind text not null,
    subject_id text not null,
    location_id text references locations (id),
    before text not null,
    after text not null,
    actor text not null,
    changed_at text not null,
    undone_by text
  )`,
  `create index changes_by_subject on changes (kind, subject_id, changed_at)`,
  `create table idempotency_keys (
    scope text not null,
    key text not null,
    digest text not null,
    response text not null,
    created_at text not null,
    primary key (scope, key)
  )`,
  `create table counters (
    name text not null primary key,
    value bigint not null
  )`,
  `create table events (
    sequence bigint not null primary key,
    kind text not null,
    subject_id text not null,
    location_id text references locations (id),
    business_date text,
    happened_at text not null,
    details text not null
  )`,
  `create table order_progress (
    order_id text not null references orders (id),
    position integer not null,
    status text not null,
    reason text,
    actor text not null,
    at text not null,
    primary key (order_id, position)
  )`,
  `create index order_progress_by_status on order_progress (status, at)`,
  `create table order_promises (
    order_id text not null primary key references orders (id),
    requested_at text,
    promised_at text not null
  )`,
  `create index orders_by_opening on orders (opened_at, id)`,
  `create index stock_movements_by_order on stock_movements (order_id)
    where order_id is not null`,
  `create index orders_by_location on orders (location_id, opened_at, id)`,
  `create index orders_open on orders (opened_at, id)
    where status in ('received', 'preparing', 'ready')`,
];

/** Opening hours, tax rates, availability, changes that can be undone, events, the progress of orders. */
export const floor = migrationOf(STATEMENTS);
