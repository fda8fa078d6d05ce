import { migrationOf } from "../../execute.ts";

const STATEMENTS = [
  `create table calendar_entries (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    date text not null,
    end_date text not null check (end_date >= date),
    kind text not null check (kind in ('closed', 'event')),
    name text not null
  )`,
  `create index calendar_entries_by_date on calendar_entries (location_id, date)`,
  `create table time_entries (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    source_key text not null,
    employee text not null,
    job text not null,
    business_date text not null,
    started_at text not null,
    ended_at text not null check (ended_at > started_at),
    regular_minutes integer not null check (regular_minutes >= 0),
    overtime_minutes integer not null check (overtime_minutes >= 0),
    regular_pay bigint,
    overtime_pay bigint,
    import_id text references imports (id),
    unique (location_id, source_key)
  )`,
  `create index time_entries_by_date on time_entries (location_id, business_date)`,
  `create table purchase_orders (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    supplier text not null,
    currency text not null,
    status text not null check (status in ('draft', 'placed', 'received', 'dropped')),
    created_at text not null,
    created_by text not null,
    placed_at text,
    expected_on text,
    closed_at text,
    version integer not null
  )`,
  `create index purchase_orders_open on purchase_orders (location_id, status)`,
  `create table purchase_order_lines (
    purchase_order_id text not null references purchase_orders (id),
    location_id text not null references locations (id),
    ingredient_id text not null references ingredients (id),
    packs integer not null check (packs >= 0),
    received_packs integer not null check (received_packs >= 0),
    pack_size bigint not null,
    pack_cost bigint not null,
    reason text not null,
    primary key (purchase_order_id, ingredient_id)
  )`,
  `create table pack_prices (
    ingredient_id text not null references ingredients (id),
    changed_at text not null,
    pack_size bigint not null,
    pack_cost bigint not null,
    previous_size bigint not null,
    previous_cost bigint not null,
    primary key (ingredient_id, changed_at)
  )`,
];

/** Planning and costs: calendar, shifts, purchase orders, prices of packs. */
export const planning = migrationOf(STATEMENTS);
