import { migrationOf } from "../../execute.ts";

/*
 * Plain SQL that every engine takes: `bigint` for money and quantities (sums of a chain outgrow
 * 32 bits), `integer` for small numbers, `text` for the rest.
 */
const TABLES = [
  `create table locations (
    id text not null primary key,
    name text not null,
    time_zone text not null,
    currency text not null,
    business_day_start integer not null check (business_day_start between 0 and 720),
    created_at text not null
  )`,
  `create table menu_items (
    id text not null primary key check (length(id) = 8),
    name text not null,
    category text not null,
    description text not null,
    currency text not null,
    price bigint check (price >= 0),
    version integer not null,
    created_at text not null,
    updated_at text not null
  )`,
  `create unique index menu_items_by_name on menu_items (name, category, currency)`,
  `create table modifier_groups (
    id text not null primary key,
    name text not null,
    min_selections integer not null check (min_selections >= 0),
    max_selections integer check (max_selections >= min_selections)
  )`,
  `create table modifiers (
    id text not null primary key,
    group_id text not null references modifier_groups (id),
    name text not null,
    price bigint not null
  )`,
  `create table menu_item_modifier_groups (
    menu_item_id text not null references menu_items (id),
    group_id text not null references modifier_groups (id),
    position integer not null,
    primary key (menu_item_id, group_id)
  )`,
  `create table ingredients (
    id text not null primary key check (length(id) = 8),
    name text not null unique,
    unit text not null check (unit in ('g', 'ml', 'each')),
    pack_size bigint not null check (pack_size > 0),
    pack_cost bigint not null check (pack_cost >= 0),
    currency text not null,
    supplier text not null,
    lead_time_days integer not null,
    delivery_interval_days integer not null
  )`,
  `create table recipe_lines (
    menu_item_id text not null references menu_items (id),
    ingredient_id text not null references ingredients (id),
    quantity bigint not null check (quantity > 0),
    yield_percent integer not null check (yield_percent between 1 and 100),
    primary key (menu_item_id, ingredient_id)
  )`,
  `create table stock (
    location_id text not null references locations (id),
    ingredient_id text not null references ingredients (id),
    on_hand bigint not null,
    par_level bigint not null,
    reorder_point bigint not null,
    primary key (location_id, ingredient_id)
  )`,
  `create table stock_movements (
    id text not null primary key,
    location_id text not null references locations (id),
    ingredient_id text not null references ingredients (id),
    kind text not null,
    quantity bigint not null,
    reason text,
    actor text not null,
    order_id text,
    moved_at text not null,
    business_date text not null
  )`,
  `create index stock_movements_by_ingredient
    on stock_movements (location_id, ingredient_id, kind, moved_at)`,
  `create table orders (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    source text not null,
    external_id text,
    number text not null,
    order_type text not null,
    status text not null,
    opened_at text not null,
    business_date text not null,
    local_hour integer not null check (local_hour between 0 and 23),
    guests integer check (guests > 0),
    table_name text,
    customer_name text,
    gross bigint not null,
    discounts bigint not null,
    service_charges bigint not null,
    gratuity bigint not null,
    tax bigint not null,
    tips bigint not null,
    version integer not null,
    updated_at text not null
  )`,
  `create unique index orders_by_source on orders (location_id, source, external_id)`,
  `create index orders_by_business_date on orders (business_date, location_id, opened_at)`,
  `create table order_lines (
    order_id text not null references orders (id),
    line_number integer not null,
    source_key text,
    import_id text,
    menu_item_id text not null references menu_items (id),
    name text not null,
    variation text not null,
    category text not null,
    quantity bigint not null check (quantity > 0),
    gross bigint not null,
    discount bigint not null,
    tax bigint not null,
    voided integer not null check (voided in (0, 1)),
    gift_card integer not null check (gift_card in (0, 1)),
    notes text,
    primary key (order_id, line_number)
  )`,
  `create table order_line_modifiers (
    order_id text not null,
    line_number integer not null,
    position integer not null,
    modifier_id text,
    name text not null,
    price bigint not null,
    primary key (order_id, line_number, position),
    foreign key (order_id, line_number) references order_lines (order_id, line_number)
  )`,
  `create table order_payments (
    order_id text not null references orders (id),
    position integer not null,
    method text not null,
    amount bigint not null,
    tip bigint not null,
    primary key (order_id, position)
  )`,
  `create table order_discounts (
    order_id text not null references orders (id),
    position integer not null,
    line_number integer,
    name text not null,
    amount bigint not null,
    primary key (order_id, position)
  )`,
  `create table order_service_charges (
    order_id text not null references orders (id),
    position integer not null,
    name text not null,
    amount bigint not null,
    is_gratuity integer not null check (is_gratuity in (0, 1)),
    primary key (order_id, position)
  )`,
  `create table refunds (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    order_id text references orders (id),
    source text not null,
    external_id text,
    order_type text not null,
    payment_method text not null,
    refunded_at text not null,
    business_date text not null,
    local_hour integer not null check (local_hour between 0 and 23),
    service_charges bigint not null,
    gratuity bigint not null,
    tips bigint not null,
    reason text
  )`,
  `create unique index refunds_by_source on refunds (location_id, source, external_id)`,
  `create index refunds_by_business_date on refunds (business_date, location_id)`,
  `create index refunds_by_order on refunds (order_id)`,
  `create table refund_lines (
    refund_id text not null references refunds (id),
    line_number integer not null,
    source_key text,
    import_id text,
    menu_item_id text not null references menu_items (id),
    name text not null,
    category text not null,
    quantity bigint not null check (quantity >= 0),
    amount bigint not null,
    tax bigint not null,
    primary key (refund_id, line_number)
  )`,
  `create table sales_rollups (
    location_id text not null references locations (id),
    dimension text not null,
    business_date text not null,
    key text not null,
    transactions bigint not null,
    units bigint not null,
    gross bigint not null,
    discounts bigint not null,
    refunds bigint not null,
    service_charges bigint not null,
    gratuity bigint not null,
    tax bigint not null,
    tips bigint not null,
    gift_cards bigint not null,
    guests bigint not null,
    guest_transactions bigint not null,
    voids bigint not null,
    voided_lines bigint not null,
    primary key (location_id, dimension, business_date, key)
  )`,
  `create table imports (
    id text not null primary key check (length(id) = 8),
    file_name text not null,
    format text not null,
    started_at text not null,
    rows_read bigint not null,
    rows_taken bigint not null,
    rows_skipped bigint not null,
    rows_quarantined bigint not null
  )`,
  `create table import_problems (
    import_id text not null references imports (id),
    line bigint not null,
    field text not null,
    reason text not null
  )`,
  `create index import_problems_by_import on import_problems (import_id, line)`,
  `create table feedback (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    order_id text references orders (id),
    received_at text not null,
    business_date text not null,
    channel text not null,
    rating integer check (rating between 1 and 5),
    text text not null
  )`,
  `create index feedback_by_date on feedback (location_id, business_date)`,
];

/** Locations, menu, stock, orders, refunds, sales rollups, imports, feedback. */
export const foundation = migrationOf(TABLES);
