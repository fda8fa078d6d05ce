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
