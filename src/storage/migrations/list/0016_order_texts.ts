import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { execute } from "../../execute.ts";
import { orderTextRow, type OrderWords } from "../../order_texts.ts";

/** How many orders are read and written at a time. */
const ORDERS_AT_ONCE = 500;

const TABLE = `create table order_texts (
  position bigint not null primary key,
  order_id text not null unique references orders (id) on delete cascade,
  text text not null
)`;

/** `integer primary key` is the number by which SQLite's text index knows a row. */
const SQLITE_TABLE = TABLE.replace("bigint not null", "integer");

/** The index follows its table by triggers, so it is in the transaction of every change. */
const SQLITE_SEARCH = [
  `create virtual table order_search using fts5 (
    text, content = 'order_texts', content_rowid = 'position', detail = 'none', columnsize = 0,
    tokenize = 'trigram case_sensitive 1'
  )`,
  `insert into order_search (order_search) values ('rebuild')`,
  `create trigger order_search_added after insert on order_texts begin
    insert into order_search (rowid, text) values (new.position, new.text);
  end`,
  `create trigger order_search_changed after update of text on order_texts begin
    insert into order_search (order_search, rowid, text)
      values ('delete', old.position, old.text);
    insert into order_search (rowid, text) values (new.position, new.text);
  end`,
  `create trigger order_search_removed after delete on order_texts begin
    insert into order_search (order_search, rowid, text)
      values ('delete', old.position, old.text);
  end`,
];

/** The same pieces without an extension, which not every server has. */
const POSTGRES_SEARCH = [
  `create function order_trigrams(body text) returns text[]
    language sql immutable strict parallel safe as $$
      select array_agg(distinct substr(body, start, 3))
      from generate_series(1, length(body) - 2) as start
    $$`,
  `create index order_search on order_texts using gin (order_trigrams(text))`,
];

/** What orders are searched by, with an index of every three characters. */
export const orderTexts: Migration = {
  async up(database) {
    await execute(database, { sqlite: [SQLITE_TABLE], postgres: [TABLE] });
    await fill(database);
    await execute(database, { sqlite: SQLITE_SEARCH, postgres: POSTGRES_SEARCH });
  },
};

async function fill(database: Kysely<unknown>): Promise<void> {
  for (let last: string | undefined = ""; last !== undefined;) {
    const orders = await wordsAfter(database, last);
    if (orders.length > 0) await insert(database, orders.map(orderTextRow));
    last = orders.length < ORDERS_AT_ONCE ? undefined : orders.at(-1)?.id;
  }
}

/** Some orders after an id, with what they are found by. */
async function wordsAfter(database: Kysely<unknown>, last: string): Promise<OrderWords[]> {
  const { rows: orders } = await sql<Omit<OrderWords, "items">>`
    select id, number, table_name, customer_name from orders where id > ${last}
    order by id limit ${sql.lit(ORDERS_AT_ONCE)}`.execute(database);
  if (orders.length === 0) return [];
  const { rows: names } = await sql<{ order_id: string; name: string }>`
    select distinct order_id, name from order_lines
    where order_id in (${sql.join(orders.map(({ id }) => id))})`.execute(database);
  const items = Map.groupBy(names, ({ order_id }) => order_id);
  return orders.map((order) => ({
    ...order,
    items: (items.get(order.id) ?? []).map(({ name }) => name).toSorted(),
  }));
}

async function insert(
  database: Kysely<unknown>,
  rows: readonly ReturnType<typeof orderTextRow>[],
): Promise<void> {
  const values = rows.map(({ position, order_id, text }) =>
    sql`(${position}, ${order_id}, ${text})`
  );
  await sql`insert into order_texts (position, order_id, text) values ${sql.join(values)}`
    .execute(database);
}
