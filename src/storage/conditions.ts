import { type RawBuilder, sql } from "kysely";

/**
 * Whether a column has a text in it, whatever the capitals; wildcards of `like` are plain
 * characters. SQLite knows the capitals of ASCII only.
 *
 * @param column Table and column, such as `orders.number`.
 */
export function contains(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`;
}

/**
 * Whether an order is open. In the words of the index `orders_open` and without parameters: a
 * partial index serves only what plainly implies its condition.
 */
export function isOpenOrder(): RawBuilder<boolean> {
  return sql<boolean>`orders.status in ('received', 'preparing', 'ready')`;
}
