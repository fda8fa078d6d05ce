CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);

CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);

CREATE TABLE locations (
    id text not null primary key,
    name text not null,
    time_zone text not null,
    currency text not null,
    business_day_start integer not null check (business_day_start between 0 and 720),
    created_at text not null
  );

CREATE TABLE menu_items (
    id text not null primary key check (length(id) = 8),
    name text not null,
    category text not null,
    description text not null,
    currency text not null,
    price bigint check (price >= 0),
    version integer not null,
    created_at text not null,
    updated_at text not null
  );

CREATE UNIQUE INDEX menu_items_by_name on menu_items (name, category, currency);

CREATE TABLE modifier_groups (
    id text not null primary key,
    name text not null,
    min_selections integer not null check (min_selections >= 0),
    max_selections integer check (max_selections >= min_selections)
  );

CREATE TABLE modifiers (
    id text not null primary key,
    group_id text not null references modifier_groups (id),
    name text not null,
    price bigint not null
  );

CREATE TABLE menu_item_modifier_groups (
    menu_item_id text not null references menu_items (id),
    group_id text not null references modifier_groups (id),
    position integer not null,
    primary key (menu_item_id, group_id)
  );

CREATE TABLE ingredients (
    id text not null primary key check (length(id) = 8),
    name text not null unique,
    unit text not null check (unit in ('g', 'ml', 'each')),
    pack_size bigint not null check (pack_size > 0),
    pack_cost bigint not null check (pack_cost >= 0),
    currency text not null,
    supplier text not null,
    lead_time_days integer not null,
    delivery_interval_days integer not null
  );

CREATE TABLE recipe_lines (
    menu_item_id text not null references menu_items (id),
    ingredient_id text not null references ingredients (id),
    quantity bigint not null check (quantity > 0),
    yield_percent integer not null check (yield_percent between 1 and 100),
    primary key (menu_item_id, ingredient_id)
  );

CREATE TABLE stock (
    location_id text not null references locations (id),
    ingredient_id text not null references ingredients (id),
    on_hand bigint not null,
    par_level bigint not null,
    reorder_point bigint not null,
    primary key (location_id, ingredient_id)
  );

CREATE TABLE stock_movements (
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
  , level bigint, undone_at text);

CREATE TABLE orders (
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
  , server text, channel text, register text, gift_cards bigint not null default 0);

CREATE INDEX orders_by_business_date on orders (business_date, location_id, opened_at);

CREATE TABLE order_lines (
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
    notes text, reason text, location_id text not null default '',
    primary key (order_id, line_number)
  );

CREATE TABLE order_line_modifiers (
    order_id text not null,
    line_number integer not null,
    position integer not null,
    modifier_id text,
    name text not null,
    price bigint not null, location_id text not null default '',
    primary key (order_id, line_number, position),
    foreign key (order_id, line_number) references order_lines (order_id, line_number)
  );

CREATE TABLE order_payments (
    order_id text not null references orders (id),
    position integer not null,
    method text not null,
    amount bigint not null,
    tip bigint not null, source_key text, location_id text not null default '',
    primary key (order_id, position)
  );

CREATE TABLE order_discounts (
    order_id text not null references orders (id),
    position integer not null,
    line_number integer,
    name text not null,
    amount bigint not null, location_id text not null default '',
    primary key (order_id, position)
  );

CREATE TABLE order_service_charges (
    order_id text not null references orders (id),
    position integer not null,
    name text not null,
    amount bigint not null,
    is_gratuity integer not null check (is_gratuity in (0, 1)), location_id text not null default '',
    primary key (order_id, position)
  );

CREATE TABLE refunds (
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
  , server text, channel text);

CREATE UNIQUE INDEX refunds_by_source on refunds (location_id, source, external_id);

CREATE INDEX refunds_by_business_date on refunds (business_date, location_id);

CREATE INDEX refunds_by_order on refunds (order_id);

CREATE TABLE refund_lines (
    refund_id text not null references refunds (id),
    line_number integer not null,
    source_key text,
    import_id text,
    menu_item_id text not null references menu_items (id),
    name text not null,
    category text not null,
    quantity bigint not null check (quantity >= 0),
    amount bigint not null,
    tax bigint not null, location_id text not null default '',
    primary key (refund_id, line_number)
  );

CREATE TABLE sales_rollups (
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
  );

CREATE TABLE imports (
    id text not null primary key check (length(id) = 8),
    file_name text not null,
    format text not null,
    started_at text not null,
    rows_read bigint not null,
    rows_taken bigint not null,
    rows_skipped bigint not null,
    rows_quarantined bigint not null
  , summary text, digest text, undone_at text);

CREATE TABLE import_problems (
    import_id text not null references imports (id),
    line bigint not null,
    field text not null,
    reason text not null
  );

CREATE INDEX import_problems_by_import on import_problems (import_id, line);

CREATE TABLE opening_hours (
    location_id text not null references locations (id),
    weekday integer not null check (weekday between 1 and 7),
    opens integer not null check (opens between 0 and 1439),
    closes integer not null check (closes > opens and closes <= 2160),
    primary key (location_id, weekday, opens)
  );

CREATE TABLE tax_rates (
    location_id text not null primary key references locations (id),
    rate integer not null check (rate between 0 and 1000000)
  , is_included integer not null default 0);

CREATE TABLE item_availability (
    location_id text not null references locations (id),
    menu_item_id text not null references menu_items (id),
    state text not null check (state in ('limited', 'out_of_stock')),
    remaining bigint check (remaining >= 0),
    primary key (location_id, menu_item_id)
  );

CREATE TABLE changes (
    id text not null primary key check (length(id) = 8),
    kind text not null,
    subject_id text not null,
    location_id text references locations (id),
    before text not null,
    after text not null,
    actor text not null,
    changed_at text not null,
    undone_by text
  );

CREATE INDEX changes_by_subject on changes (kind, subject_id, changed_at);

CREATE TABLE idempotency_keys (
    scope text not null,
    key text not null,
    digest text not null,
    response text not null,
    created_at text not null,
    primary key (scope, key)
  );

CREATE TABLE counters (
    name text not null primary key,
    value bigint not null
  );

CREATE TABLE order_promises (
    order_id text not null primary key references orders (id),
    requested_at text,
    promised_at text not null
  , location_id text not null default '');

CREATE INDEX orders_by_opening on orders (opened_at, id);

CREATE INDEX orders_by_location on orders (location_id, opened_at, id);

CREATE INDEX orders_open on orders (opened_at, id)
    where status in ('received', 'preparing', 'ready');

CREATE TABLE access_tokens (
    id text not null primary key check (length(id) = 8),
    name text not null,
    secret_hash text not null,
    role text not null,
    locations text,
    created_at text not null,
    expires_at text,
    revoked_at text
  );

CREATE TABLE "order_progress" (
    location_id text not null references locations (id),
    order_id text not null references orders (id),
    position integer not null,
    status text not null,
    reason text,
    actor text not null,
    at text not null,
    primary key (order_id, position)
  );

CREATE INDEX order_progress_by_status on order_progress (location_id, status, at);

CREATE TABLE kitchen_queue (
    order_id text not null primary key references orders (id),
    location_id text not null references locations (id),
    wanted_at text not null,
    portions bigint not null
  );

CREATE INDEX kitchen_queue_by_location on kitchen_queue (location_id, wanted_at, portions);

CREATE TABLE calendar_entries (
    id text not null primary key check (length(id) = 8),
    location_id text not null references locations (id),
    date text not null,
    end_date text not null check (end_date >= date),
    kind text not null check (kind in ('closed', 'event')),
    name text not null
  );

CREATE INDEX calendar_entries_by_date on calendar_entries (location_id, date);

CREATE TABLE time_entries (
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
  );

CREATE INDEX time_entries_by_date on time_entries (location_id, business_date);

CREATE TABLE purchase_orders (
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
  );

CREATE INDEX purchase_orders_open on purchase_orders (location_id, status);

CREATE TABLE purchase_order_lines (
    purchase_order_id text not null references purchase_orders (id),
    location_id text not null references locations (id),
    ingredient_id text not null references ingredients (id),
    packs integer not null check (packs >= 0),
    received_packs integer not null check (received_packs >= 0),
    pack_size bigint not null,
    pack_cost bigint not null,
    reason text not null,
    primary key (purchase_order_id, ingredient_id)
  );

CREATE TABLE pack_prices (
    ingredient_id text not null references ingredients (id),
    changed_at text not null,
    pack_size bigint not null,
    pack_cost bigint not null,
    previous_size bigint not null,
    previous_cost bigint not null,
    primary key (ingredient_id, changed_at)
  );

CREATE TABLE monthly_rollups (
    location_id text not null references locations (id),
    dimension text not null,
    month text not null,
    key text not null,
    transactions bigint not null, units bigint not null, gross bigint not null, discounts bigint not null, refunds bigint not null, service_charges bigint not null, gratuity bigint not null, tax bigint not null, tips bigint not null, gift_cards bigint not null, guests bigint not null, guest_transactions bigint not null, voids bigint not null, voided_lines bigint not null,
    open_days bigint not null,
    primary key (location_id, dimension, month, key)
  );

CREATE TABLE sales_rollups_next (
    location_id text not null references locations (id),
    dimension text not null,
    business_date text not null,
    key text not null,
    transactions bigint not null, units bigint not null, gross bigint not null, discounts bigint not null, refunds bigint not null, service_charges bigint not null, gratuity bigint not null, tax bigint not null, tips bigint not null, gift_cards bigint not null, guests bigint not null, guest_transactions bigint not null, voids bigint not null, voided_lines bigint not null,
    primary key (location_id, dimension, business_date, key)
  );

CREATE TABLE rollup_shapes (
    shape text not null primary key,
    is_built integer not null check (is_built in (0, 1)),
    location_id text not null,
    month text not null
  , after_events text not null default '');

CREATE INDEX stock_movements_counts on stock_movements (location_id, ingredient_id, moved_at)
    where kind = 'count';

CREATE INDEX stock_movements_by_time on stock_movements (location_id, moved_at);

CREATE TABLE "feedback" (
    id text not null primary key check (length(id) between 1 and 64),
    location_id text not null references locations (id),
    order_id text references orders (id),
    received_at text not null,
    business_date text not null,
    channel text not null,
    rating integer check (rating between 1 and 5),
    text text not null
  , source_id text);

CREATE INDEX feedback_by_date on feedback (location_id, business_date);

CREATE TABLE feedback_analyses (
    feedback_id text not null primary key references feedback (id),
    location_id text not null references locations (id),
    model_version text not null,
    sentiment text not null,
    analysis text not null,
    analysed_at text not null
  );

CREATE INDEX feedback_analyses_by_version on feedback_analyses (model_version);

CREATE TABLE feedback_themes (
    feedback_id text not null references feedback (id),
    location_id text not null references locations (id),
    kind text not null,
    name text not null,
    sentiment text,
    primary key (feedback_id, kind, name)
  );

CREATE INDEX feedback_themes_by_name on feedback_themes (location_id, kind, name);

CREATE TABLE feedback_replies (
    id text not null primary key check (length(id) = 8),
    feedback_id text not null references feedback (id),
    location_id text not null references locations (id),
    position integer not null,
    status text not null,
    text text not null,
    actor text not null,
    written_at text not null
  );

CREATE UNIQUE INDEX feedback_replies_by_feedback on feedback_replies (feedback_id, position);

CREATE TABLE reply_limits (
    location_id text not null primary key references locations (id),
    most_refund bigint not null check (most_refund >= 0)
  );

CREATE VIRTUAL TABLE feedback_search using fts5 (
    feedback_id unindexed, text, tokenize = 'porter unicode61 remove_diacritics 2'
  );

CREATE TRIGGER feedback_search_added after insert on feedback begin
    insert into feedback_search (feedback_id, text) values (new.id, new.text);
  end;

CREATE TRIGGER feedback_search_changed after update of text on feedback begin
    update feedback_search set text = new.text where feedback_id = new.id;
  end;

CREATE TRIGGER feedback_search_removed after delete on feedback begin
    delete from feedback_search where feedback_id = old.id;
  end;

CREATE TABLE import_coverage (
    import_id text not null references imports (id),
    location_id text not null references locations (id),
    date text not null,
    end_date text not null,
    imported_at text not null,
    not_recorded text not null,
    primary key (import_id, location_id)
  );

CREATE INDEX import_coverage_by_date on import_coverage (location_id, end_date);

CREATE TABLE client_sessions (
    id text not null primary key,
    caller text not null,
    rights text not null,
    protocol text not null,
    subscriptions text not null default '[]',
    ended integer not null default 0,
    used_at integer not null default (unixepoch())
  ) strict, without rowid;

CREATE INDEX client_sessions_by_caller on client_sessions (caller, used_at);

CREATE INDEX imports_by_digest on imports (digest);

CREATE TABLE import_changes (
    import_id text not null references imports (id),
    position integer not null,
    subject text not null,
    row_key text not null,
    before text,
    after text,
    primary key (import_id, position)
  );

CREATE INDEX import_changes_by_row on import_changes (subject, row_key);

CREATE TABLE order_texts (
  position integer primary key,
  order_id text not null unique references orders (id) on delete cascade,
  text text not null
, location_id text not null default '');

CREATE VIRTUAL TABLE order_search using fts5 (
    text, content = 'order_texts', content_rowid = 'position', detail = 'none', columnsize = 0,
    tokenize = 'trigram case_sensitive 1'
  );

CREATE TRIGGER order_search_added after insert on order_texts begin
    insert into order_search (rowid, text) values (new.position, new.text);
  end;

CREATE TRIGGER order_search_changed after update of text on order_texts begin
    insert into order_search (order_search, rowid, text)
      values ('delete', old.position, old.text);
    insert into order_search (rowid, text) values (new.position, new.text);
  end;

CREATE TRIGGER order_search_removed after delete on order_texts begin
    insert into order_search (order_search, rowid, text)
      values ('delete', old.position, old.text);
  end;

CREATE TABLE secrets (
      name text not null primary key,
      value text not null
    );

CREATE TABLE menu_item_variations (
      menu_item_id text not null references menu_items (id),
      name text not null check (name <> ''),
      price bigint check (price >= 0),
      position integer not null, portion bigint not null default 1000 check (portion > 0),
      primary key (menu_item_id, name)
    );

CREATE TABLE unpublished_rows (
      table_name text not null,
      id text not null,
      primary key (table_name, id)
    );

CREATE INDEX refunds_by_date on refunds (location_id, business_date);

CREATE UNIQUE INDEX orders_by_source on orders (location_id, source, external_id)
    where external_id is not null;

CREATE INDEX stock_movements_by_hand on stock_movements (location_id, business_date)
    where kind not in ('sold', 'returned');

CREATE TABLE location_counters (
    location_id text not null,
    name text not null,
    value bigint not null,
    primary key (location_id, name)
  );

CREATE TABLE "events" (
    location_id text not null,
    sequence bigint not null,
    kind text not null,
    subject_id text not null,
    business_date text,
    happened_at text not null,
    details text not null,
    primary key (location_id, sequence)
  ) without rowid;

CREATE TABLE audit_checkpoints (
    location_id text not null,
    sequence bigint not null,
    hash text not null,
    removed_at text not null,
    primary key (location_id, sequence)
  );

CREATE TABLE "audit_entries" (
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
  ) without rowid;

CREATE INDEX changes_by_undoing on changes (undone_by) where undone_by is not null;

CREATE TRIGGER feedback_replies_moved after update of location_id on feedback begin
    update feedback_replies set location_id = new.location_id where feedback_id = new.id;
  end;

CREATE UNIQUE INDEX feedback_by_source on feedback (location_id, source_id);
