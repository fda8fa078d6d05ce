import { type Kysely, sql } from "kysely";
import { type Schema, TABLE_NAMES, type TableName } from "../schema/schema.ts";

/** The sums over a table's rows. */
export interface TableTotals {
  readonly rows: number;
  /** The sum of every column of whole numbers, as text: it may outgrow what a number can hold. */
  readonly sums: Readonly<Record<string, string>>;
}

/** The totals of every table. */
export type Totals = Readonly<Record<TableName, TableTotals>>;

/** Counts and adds up everything that is stored: money, units, stock, numbers of events and all. */
export async function readTotals(database: Kysely<Schema>): Promise<Totals> {
  const numbers = await numberColumns(database);
  const totals: [TableName, TableTotals][] = [];
  for (const table of TABLE_NAMES) {
    totals.push([table, await totalsOf(database, table, numbers.get(table) ?? [])]);
  }
  return Object.fromEntries(totals) as Totals;
}

/** Columns of whole numbers, sorted, by table. */
async function numberColumns(database: Kysely<Schema>): Promise<Map<string, string[]>> {
  const tables = await database.introspection.getTables();
  return new Map(tables.map(({ name, columns }) => [
    name,
    columns.filter(({ dataType }) => /^(?:bigint|integer|int[48])$/i.test(dataType))
      .map(({ name }) => name).sort(),
  ]));
}

async function totalsOf(
  database: Kysely<Schema>,
  table: TableName,
  columns: readonly string[],
): Promise<TableTotals> {
  const sums = columns.map((column) =>
    sql`cast(coalesce(sum(${sql.ref(column)}), 0) as text) as ${sql.id(column)}`
  );
  const { rows: [row] } = await sql<Record<string, string> & { all_rows: number }>`
    select ${sql.join([sql`count(*) as all_rows`, ...sums])} from ${sql.table(table)}
  `.execute(database);
  if (row === undefined) throw new Error(`${table} cannot be counted`);
  const { all_rows, ...sumsByColumn } = row;
  return { rows: all_rows, sums: sumsByColumn };
}
