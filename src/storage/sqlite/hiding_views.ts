import { HIDING_TABLES } from "../unpublished_rows.ts";

/** The migration since which a database knows hidden rows. */
export const HIDING_MIGRATION = "0024_unpublished_rows";

/**
 * Statements that put a view in the place of each table with hidden rows, for one connection that
 * only reads. Each of its queries then leaves them out in the moment that it sees.
 */
export const HIDING_VIEWS: readonly string[] = [
  "pragma query_only = off",
  ...HIDING_TABLES.map((table) =>
    `create temp view ${table} as select stored.* from main.${table} as stored where not exists (
      select 1 from main.unpublished_rows as hidden
      where hidden.table_name = '${table}' and hidden.id = stored.id
    )`
  ),
  "pragma query_only = on",
];
