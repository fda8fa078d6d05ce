import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { engineOf } from "../../engine.ts";
import { execute } from "../../execute.ts";

/** What was a part of an order or refund without saying where, and whose part it is. */
const PARTS = [
  ["order_lines", "orders", "order_id"],
  ["order_line_modifiers", "orders", "order_id"],
  ["order_payments", "orders", "order_id"],
  ["order_discounts", "orders", "order_id"],
  ["order_service_charges", "orders", "order_id"],
  ["order_promises", "orders", "order_id"],
  ["order_texts", "orders", "order_id"],
  ["refund_lines", "refunds", "refund_id"],
] as const;

const COLUMNS = PARTS.map(([table]) =>
  `alter table ${table} add column location_id text not null default ''`
);

/** Rows keep their place and their key, so that each page is written once, in its order. */
const FILLED_IN_A_FILE = PARTS.map(([table, owner, id]) =>
  `update ${table} set location_id =
    (select owner.location_id from ${owner} as owner where owner.id = ${table}.${id})`
);

/** Without their indexes, which every changed row would be entered in again. */
const FILLED_ON_A_SERVER = [
  `drop index order_search`,
  ...PARTS.map(([table, owner, id]) =>
    `update ${table} set location_id = owner.location_id
      from ${owner} as owner where owner.id = ${table}.${id}`
  ),
  `create index order_search on order_texts using gin (order_trigrams(text))`,
];

const LINKS = [
  // What refers to an order is at its location.
  ...["refunds", "feedback"].map((table) =>
    `update ${table} set order_id = null where order_id is not null and not exists (
      select 1 from orders
      where orders.id = ${table}.order_id and orders.location_id = ${table}.location_id)`
  ),
  `update feedback_replies set location_id =
    (select feedback.location_id from feedback where feedback.id = feedback_replies.feedback_id)`,
];

/** A file is never parted, and its keys stay. Replies go where their feedback goes. */
const IN_A_FILE = [
  `create trigger feedback_replies_moved after update of location_id on feedback begin
    update feedback_replies set location_id = new.location_id where feedback_id = new.id;
  end`,
];

/** The keys of what belongs to a location, which did not contain it. */
const KEYS = {
  orders: "id",
  order_lines: "order_id, line_number",
  order_line_modifiers: "order_id, line_number, position",
  order_payments: "order_id, position",
  order_discounts: "order_id, position",
  order_service_charges: "order_id, position",
  order_progress: "order_id, position",
  order_promises: "order_id",
  order_texts: "position",
  kitchen_queue: "order_id",
  refunds: "id",
  refund_lines: "refund_id, line_number",
  stock_movements: "id",
  purchase_orders: "id",
  purchase_order_lines: "purchase_order_id, ingredient_id",
  calendar_entries: "id",
  time_entries: "id",
  feedback: "id",
  feedback_analyses: "feedback_id",
  feedback_themes: "feedback_id, kind, name",
  feedback_replies: "id",
};

const TO_ORDERS = [
  ...["order_lines", "order_payments", "order_discounts", "order_service_charges"],
  ...["order_progress", "order_promises", "kitchen_queue", "refunds", "feedback"],
];
const TO_FEEDBACK = ["feedback_analyses", "feedback_themes", "feedback_replies"];

/** Rows that belong together are at one location, and so in one partition. */
const REFERENCES = [
  ...TO_ORDERS.map((table) => reference(table, "order_id", "orders (id, location_id)")),
  reference("order_texts", "order_id", "orders (id, location_id) on delete cascade"),
  reference(
    "order_line_modifiers",
    "order_id, line_number",
    "order_lines (order_id, line_number, location_id)",
  ),
  reference("refund_lines", "refund_id", "refunds (id, location_id)"),
  reference("purchase_order_lines", "purchase_order_id", "purchase_orders (id, location_id)"),
  ...TO_FEEDBACK.map((table) =>
    reference(table, "feedback_id", "feedback (id, location_id) on update cascade")
  ),
];

function reference(table: string, columns: string, to: string): string {
  return `alter table ${table} add foreign key (${columns}, location_id) references ${to}`;
}

const ON_A_SERVER = [
  ...PARTS.map(([table]) => `alter table ${table} alter column location_id drop default`),
  ...Object.entries(KEYS).map(([table, key]) =>
    `alter table ${table} add primary key (${key}, location_id)`
  ),
  `alter table order_texts add unique (order_id, location_id)`,
  `drop index feedback_replies_by_feedback`,
  `create unique index feedback_replies_by_feedback
    on feedback_replies (feedback_id, position, location_id)`,
  ...REFERENCES,
];

/**
 * Everything that belongs to a location says so, and on a server its keys contain the location: a
 * table can then be in partitions by it.
 */
export const keysOfLocations: Migration = {
  async up(database) {
    if (engineOf(database) === "postgres") await dropKeys(database);
    await execute(database, {
      sqlite: [...COLUMNS, ...FILLED_IN_A_FILE, ...LINKS, ...IN_A_FILE],
      postgres: [...COLUMNS, ...FILLED_ON_A_SERVER, ...LINKS, ...ON_A_SERVER],
    });
  },
};

/** Their names come from several migrations, so they are looked up. */
async function dropKeys(database: Kysely<unknown>): Promise<void> {
  const tables = sql.join(Object.keys(KEYS).map((table) => sql`${table}::regclass`));
  const { rows } = await sql<{ owner: string; name: string }>`
    select conrelid::regclass::text as owner, conname as name from pg_constraint
    where (contype = 'f' and confrelid in (${tables}))
      or (contype = 'p' and conrelid in (${tables}))
      or (contype = 'u' and conrelid = 'order_texts'::regclass)
    order by contype`.execute(database);
  for (const { owner, name } of rows) {
    await sql`alter table ${sql.table(owner)} drop constraint ${sql.id(name)}`.execute(database);
  }
}
