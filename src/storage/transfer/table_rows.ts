import { type Kysely, sql } from "kysely";
import { insertMany } from "../bulk.ts";
import { type Schema, type TableName, TABLES } from "../schema/schema.ts";

/** A row of any table, as stored. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

/** The values of a row's key. */
export type RowKey = readonly (string | number | null)[];

/** Rows of a table by their key, as many as are wanted, after one or from the first. */
export async function rowsAfter(
  database: Kysely<Schema>,
  table: TableName,
  last: RowKey | undefined,
  count: number,
): Promise<readonly StoredRow[]> {
  const columns = sql.join(TABLES[table].key.map((column) => sql.ref(column)));
  const after = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(last)})`;
  const { rows } = await sql<StoredRow>`
    select * from ${sql.table(table)} ${after} order by ${columns} limit ${sql.lit(count)}
  `.execute(database);
  return rows;
}

/** The key of the last row of a table; undefined if it is empty. */
export async function lastKey(
  database: Kysely<Schema>,
  table: TableName,
): Promise<RowKey | undefined> {
  const backwards = sql.join(TABLES[table].key.map((column) => sql`${sql.ref(column)} desc`));
  const { rows: [row] } = await sql<StoredRow>`
    select * from ${sql.table(table)} order by ${backwards} limit 1
  `.execute(database);
  return row && keyOf(table, row);
}

/** The key of a row. */
export function keyOf(table: TableName, row: StoredRow): RowKey {
  return TABLES[table].key.map((column) => row[column] ?? null);
}

/** Writes rows as they are, in one transaction, on any engine. */
export async function putRows(
  database: Kysely<Schema>,
  table: TableName,
  rows: readonly StoredRow[],
): Promise<void> {
  // Rows of any table were read as rows of this one, which the types cannot say.
  const own = rows as unknown as Parameters<typeof insertMany>[2];
  await database.transaction().execute((writer) => insertMany(writer, table, own));
}

/**
 * The same in one statement of PostgreSQL with one parameter: twice as fast as statements with one
 * for each value, which the server has to take apart.
 */
export async function putRowsAtOnce(
  database: Kysely<Schema>,
  table: TableName,
  rows: readonly StoredRow[],
): Promise<void> {
  const name = sql.table(table);
  await sql`
    insert into ${name} select * from json_populate_recordset(null::${name}, ${
    JSON.stringify(rows)
  })
  `.execute(database);
}
